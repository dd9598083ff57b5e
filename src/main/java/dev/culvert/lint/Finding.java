package dev.culvert.lint;

import dev.culvert.syntax.Position;
import java.util.Optional;

/**
 * One thing in a configuration that is hardly meant so.
 *
 * @param at the line to look at
 * @param name short and stable; {@code docs/lint.md} has a paragraph under it
 * @param why one or two sentences for the administrator
 * @param better the line that would be right, where there is one; several are separated by line ends
 */
public record Finding(Position at, Weight weight, String name, String why, Optional<String> better) {
    private static final String BETTER = "  better: ";

    static Finding mistake(Position at, String name, String why, String better) {
        return new Finding(at, Weight.MISTAKE, name, why, Optional.of(better));
    }

    static Finding doubt(Position at, String name, String why, String better) {
        return new Finding(at, Weight.DOUBT, name, why, Optional.of(better));
    }

    /** Two lines or three, without a line end behind the last: place and name, why, and what would be better. */
    public String print() {
        String head = switch (weight) {
            case MISTAKE -> at + "  " + name;
            case DOUBT -> at + "  " + name + " (perhaps)";
        };
        return head + "\n  " + why + better.map(line -> "\n" + BETTER + line.replace("\n", "\n" + " ".repeat(BETTER.length())))
                .orElse("");
    }
}
