package dev.culvert.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** An element of a page with what is in it. All that is said is escaped. */
final class Tag {
    private static final Set<String> VOID = Set.of("br", "hr", "input", "link", "meta");

    private final String name;
    private final StringBuilder attributes = new StringBuilder();
    private final List<Object> children = new ArrayList<>();

    private Tag(String name) {
        this.name = name;
    }

    static Tag of(String name) {
        return new Tag(name);
    }

    static Tag of(String name, String text) {
        return of(name).say(text);
    }

    Tag set(String attribute, String value) {
        attributes.append(' ').append(attribute).append("=\"").append(escaped(value)).append('"');
        return this;
    }

    /** One that needs no value. */
    Tag set(String attribute) {
        attributes.append(' ').append(attribute);
        return this;
    }

    Tag say(String text) {
        children.add(text);
        return this;
    }

    /** What stands in a style or a script is not escaped in HTML. */
    Tag embed(Asset asset) {
        children.add(asset);
        return this;
    }

    Tag add(Tag... tags) {
        children.addAll(List.of(tags));
        return this;
    }

    Tag add(List<Tag> tags) {
        children.addAll(tags);
        return this;
    }

    void write(StringBuilder out) {
        out.append('<').append(name).append(attributes).append('>');
        for (Object child : children) {
            switch (child) {
                case Tag tag -> tag.write(out);
                case Asset(String text) -> out.append(text);
                default -> out.append(escaped(child.toString()));
            }
        }
        if (!VOID.contains(name)) {
            out.append("</").append(name).append('>').append(isBlock() ? "\n" : "");
        }
    }

    private boolean isBlock() {
        return switch (name) {
            case "tr", "table", "form", "section", "div", "p", "h1", "h2", "h3", "li", "ul", "dl", "details", "head", "title", "style",
                    "header", "option", "fieldset", "tbody", "thead", "main", "nav", "dd" -> true;
            default -> false;
        };
    }

    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(isSayable(c) ? c : 0xfffd);
            }
        });
        return safe.toString();
    }

    /** XML has no way to write the others. */
    private static boolean isSayable(int c) {
        return c == '\n' || !(Character.isISOControl(c) || c == 0xfffe || c == 0xffff || (c >= 0xd800 && c <= 0xdfff));
    }
}
