package dev.culvert.world;

import java.util.Locale;
import java.util.Optional;

/** How much a line of the error log weighs, the heaviest first. */
public enum Level {
    EMERG,
    ALERT,
    CRIT,
    ERROR,
    WARN,
    NOTICE,
    INFO,
    DEBUG,
    TRACE1,
    TRACE2,
    TRACE3,
    TRACE4,
    TRACE5,
    TRACE6,
    TRACE7,
    TRACE8;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The level of that name in any case, if there is one. */
    public static Optional<Level> named(String word) {
        for (Level level : values()) {
            if (level.word.equalsIgnoreCase(word)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }

    /** As the configuration and the log write it. */
    @Override
    public String toString() {
        return word;
    }
}
