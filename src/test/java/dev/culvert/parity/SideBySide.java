package dev.culvert.parity;

import java.util.List;
import java.util.Locale;

/** Two lists of facts in two columns, the lines that differ marked. */
record SideBySide(String leftName, List<String> left, String rightName, List<String> right) {
    private static final int WIDTH = 72;

    @Override
    public String toString() {
        var text = new StringBuilder("\n").append(row(" ", leftName, rightName));
        for (int line = 0; line < Math.max(left.size(), right.size()); line++) {
            String one = at(left, line);
            String other = at(right, line);
            text.append(row(one.equals(other) ? " " : "!", one, other));
        }
        return text.toString();
    }

    private static String at(List<String> facts, int line) {
        return line < facts.size() ? facts.get(line) : "";
    }

    private static String row(String mark, String one, String other) {
        return String.format(Locale.ROOT, "%s %-" + WIDTH + "s | %s%n", mark, one, other);
    }
}
