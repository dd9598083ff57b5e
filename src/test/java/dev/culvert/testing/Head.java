package dev.culvert.testing;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The head of a message as it came: the start line, then the header lines in order, unfolded by nobody.
 *
 * @param size bytes on the wire, the empty line included
 */
public record Head(String start, List<String> lines, int size) {
    public Head {
        lines = List.copyOf(lines);
    }

    public static Head of(String text) {
        List<String> all = text.lines().filter(line -> !line.isEmpty()).toList();
        return new Head(all.isEmpty() ? "" : all.getFirst(), all.stream().skip(1).toList(), text.length());
    }

    /** The value of the first line of that name, trimmed. */
    public Optional<String> value(String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return lines.stream().filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip()).findFirst();
    }

    /** The three digits of a status line; 0 when this is none. */
    public int status() {
        String[] words = start.split(" ", 3);
        return words.length > 1 && words[1].matches("\\d{3}") ? Integer.parseInt(words[1]) : 0;
    }

    /** The second word of a request line. */
    public String target() {
        String[] words = start.split(" ", 3);
        return words.length > 1 ? words[1] : "";
    }

    boolean chunked() {
        return value("Transfer-Encoding").orElse("").toLowerCase(Locale.ROOT).endsWith("chunked");
    }
}
