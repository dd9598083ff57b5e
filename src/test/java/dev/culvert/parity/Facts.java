package dev.culvert.parity;

import dev.culvert.testing.Head;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was seen in one run, in order, without what is different in every run or is nobody's business: dates, names, pages. */
final class Facts {
    private final List<String> lines = new ArrayList<>();
    private final UnaryOperator<String> normal;

    Facts(UnaryOperator<String> normal) {
        this.normal = normal;
    }

    synchronized void add(String fact) {
        lines.add(normal.apply(fact));
    }

    void head(String who, Head head) {
        add(who + " < " + escaped(head.start()));
        head.lines().forEach(line -> add(who + " < " + header(line, page(head))));
    }

    void body(String who, Head head, String body) {
        add(who + " body " + (page(head) ? "(page)" : "\"" + escaped(body) + "\""));
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** On one line, with what is not printable spelled out. */
    static String escaped(String text) {
        var plain = new StringBuilder();
        text.chars().forEach(c -> plain.append(switch (c) {
            case '\r' -> "\\r";
            case '\n' -> "\\n";
            default -> c < ' ' || c > '~' ? String.format(Locale.ROOT, "\\x%02X", c) : Character.toString(c);
        }));
        return plain.toString();
    }

    /** Backends of scenarios never say text/html: such a body is a page of the server's own. */
    private static boolean page(Head head) {
        return head.value("Content-Type").orElse("").startsWith("text/html");
    }

    /** httpd names the methods in Allow in another order in every process. */
    private static String header(String line, boolean page) {
        String plain = line.replaceFirst("^Date: .*20\\d\\d .* GMT$", "Date: *")
                .replaceFirst("^Server: (Apache|Culvert).*", "Server: *")
                .replaceAll("\\((Apache|Culvert)[^)]*\\)", "(*)")
                .replaceFirst("^Content-Type: text/html.*", "Content-Type: text/html");
        if (plain.startsWith("Allow: ")) {
            return "Allow: " + Stream.of(plain.substring(7).split(",")).sorted().collect(Collectors.joining(","));
        }
        return escaped(page ? plain.replaceFirst("^Content-Length: .*", "Content-Length: *") : plain);
    }
}
