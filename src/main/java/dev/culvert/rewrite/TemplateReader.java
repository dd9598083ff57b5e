package dev.culvert.rewrite;

import dev.culvert.rewrite.Template.Segment;
import java.util.ArrayList;
import java.util.List;

/** Takes a template apart. What makes no sense stands for itself, as in httpd. */
final class TemplateReader {
    private final String source;
    private final List<Segment> segments = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();

    TemplateReader(String source) {
        this.source = source;
    }

    List<Segment> read() {
        int at = 0;
        while (at < source.length()) {
            at = step(at, source.charAt(at), at + 1 < source.length() ? source.charAt(at + 1) : 0);
        }
        flush();
        return segments.isEmpty() ? List.of(new Segment.Literal("")) : segments;
    }

    /** Reads what begins here and says where to go on. */
    private int step(int at, char c, char after) {
        if (c == '\\' && after != 0) {
            literal.append(after);
            return at + 2;
        } else if ((c == '$' || c == '%') && Bytes.isDigit(after)) {
            add(c == '$' ? new Segment.RuleGroup(after - '0') : new Segment.ConditionGroup(after - '0'));
            return at + 2;
        } else if ((c == '$' || c == '%') && after == '{') {
            int close = closing(source, at + 2);
            if (close >= 0 && curly(c, source.substring(at + 2, close))) {
                return close + 1;
            }
            literal.append(c).append(after);
            return at + 2;
        }
        literal.append(c);
        return at + 1;
    }

    private boolean curly(char kind, String inside) {
        if (kind == '%') {
            add(new Segment.Value(Reference.named(inside)));
            return true;
        }
        int colon = find(inside, 0, ':');
        if (colon < 0) {
            return false;
        }
        int bar = find(inside, colon + 1, '|');
        String key = inside.substring(colon + 1, bar < 0 ? inside.length() : bar);
        String fallback = bar < 0 ? "" : inside.substring(bar + 1);
        add(new Segment.Lookup(inside.substring(0, colon), Template.of(key), Template.of(fallback)));
        return true;
    }

    private void add(Segment segment) {
        flush();
        segments.add(segment);
    }

    private void flush() {
        if (!literal.isEmpty()) {
            segments.add(new Segment.Literal(literal.toString()));
            literal.setLength(0);
        }
    }

    /** The bracket that closes what was opened before {@code from}, or -1. */
    private static int closing(String text, int from) {
        int depth = 1;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /** A character outside of inner brackets, or -1. */
    private static int find(String text, int from, char wanted) {
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == wanted && depth == 0) {
                return i;
            } else if (c == '\\') {
                i++;
            } else if (c == '{') {
                depth++;
            } else if (c == '}') {
                depth--;
            }
        }
        return -1;
    }
}
