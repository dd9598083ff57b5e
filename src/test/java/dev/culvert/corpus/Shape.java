package dev.culvert.corpus;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One file of the corpus: a configuration, a line of dashes, and what becomes of requests. Lines {@code name: value} before
 * the configuration are marks:
 * <ul>
 * <li>{@code part: 4 SSLEngine} waits for that part of the project; until then an error names one of these directives (a
 * regular expression)
 * <li>{@code plain: yes} beside it: without its lines about TLS towards clients the rest can be tried today
 * <li>{@code refused: Expires\w+} is not supported by design; an error whose message has this says so
 * <li>{@code alone: yes} is a whole file for a server of its own, and not something that can stand beside others
 * </ul>
 *
 * @param name of the file, which begins with the number of the shape
 */
record Shape(String name, Map<String, String> marks, String config, String requests) {
    private static final String LINE = "\n----------\n";
    private static final Pattern MARK = Pattern.compile("(?m)^(part|plain|refused|alone): (.*)\n");
    private static final Pattern FOR_CLIENTS = Pattern.compile("(?i)\\s*(SSL(?!Proxy)|Include \\S*\\$\\{KEYS}).*");
    private static final Pattern PART = Pattern.compile("(\\d) (.+)");

    Shape {
        marks = Map.copyOf(marks);
    }

    static Shape parse(String name, String text) {
        int line = text.indexOf(LINE);
        if (line < 0) {
            throw new IllegalArgumentException("Expected a line of ten dashes in " + name + " but there is none.");
        }
        Map<String, String> marks = new LinkedHashMap<>();
        Matcher mark = MARK.matcher(text.substring(0, line + 1));
        while (mark.find()) {
            marks.put(mark.group(1), mark.group(2));
        }
        return new Shape(name, marks, mark.replaceAll("\n"), text.substring(line + LINE.length()));
    }

    /** The shape as it stands in its file, or what is left of it without TLS towards clients. */
    enum Form { WHOLE, PLAIN }

    /** What Culvert does not do yet. */
    record Waiting(int part, Pattern directive) {}

    Optional<Waiting> waiting() {
        return Optional.ofNullable(marks.get("part")).map(PART::matcher).filter(Matcher::matches)
                .map(found -> new Waiting(Integer.parseInt(found.group(1)), Pattern.compile(found.group(2))));
    }

    Optional<Pattern> refused() {
        return Optional.ofNullable(marks.get("refused")).map(Pattern::compile);
    }

    boolean alone() {
        return marks.containsKey("alone");
    }

    /** In which forms it can be tried, with a server that has everything. */
    List<Form> forms() {
        return marks.containsKey("plain") ? List.of(Form.WHOLE, Form.PLAIN) : List.of(Form.WHOLE);
    }

    /** The configuration in that form; lines that are left out leave empty ones. */
    String config(Form form) {
        return switch (form) {
            case WHOLE -> config;
            case PLAIN -> config.lines().map(line -> FOR_CLIENTS.matcher(line).matches() ? "" : line)
                    .collect(Collectors.joining("\n", "", "\n"));
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
