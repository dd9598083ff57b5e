package dev.culvert.syntax;

/**
 * The parts of a line that begins with {@code <}.
 *
 * @param rest what stands between the name and the closing bracket, trimmed
 * @param tail what stands behind the closing bracket: nothing, in a good line
 * @param end whether there is a closing bracket
 */
record Tag(String name, String rest, String tail, End end) {
    /** Whether the tag is complete. */
    enum End { CLOSED, MISSING }

    static Tag opening(String line) {
        int name = nameEnd(line, 1);
        boolean ends = name < line.length() && line.charAt(name) == '>';
        boolean alone = ends && (name + 1 == line.length() || Blank.is(line.charAt(name + 1)));
        // httpd: the last bracket ends the section's arguments, whatever stands before or behind it.
        int bracket = alone ? name : line.lastIndexOf('>');
        return bracket < name
                ? new Tag(line.substring(1, name), Blank.trim(line.substring(name)), "", End.MISSING)
                : new Tag(line.substring(1, name), cut(line, name, bracket), cut(line, bracket + 1), End.CLOSED);
    }

    static Tag closing(String line) {
        int name = nameEnd(line, 2);
        boolean ends = name < line.length() && line.charAt(name) == '>';
        return ends
                ? new Tag(line.substring(2, name), "", cut(line, name + 1), End.CLOSED)
                : new Tag(line.substring(2, name), "", "", End.MISSING);
    }

    private static int nameEnd(String line, int from) {
        int at = from;
        while (at < line.length() && line.charAt(at) != '>' && !Blank.is(line.charAt(at))) {
            at++;
        }
        return at;
    }

    private static String cut(String line, int from) {
        return cut(line, from, line.length());
    }

    private static String cut(String line, int from, int to) {
        return Blank.trim(line.substring(from, to));
    }
}
