package dev.culvert.config;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Times as httpd writes them: a whole number and a unit, {@code us}, {@code ms}, {@code s}, {@code min} or {@code h}. */
public final class Durations {
    private Durations() {}

    /**
     * @param unit what a bare number counts
     * @return nothing if it is no time, is negative, or is longer than a lifetime
     */
    public static Optional<Duration> parse(String text, Duration unit) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        if (digits == 0 || digits > 9) {
            return Optional.empty();
        }
        long count = Long.parseLong(text.substring(0, digits));
        return unit(text.substring(digits).toLowerCase(Locale.ROOT), unit).map(each -> each.multipliedBy(count));
    }

    private static Optional<Duration> unit(String name, Duration bare) {
        return switch (name) {
            case "" -> Optional.of(bare);
            case "us" -> Optional.of(Duration.ofNanos(1000));
            case "ms" -> Optional.of(Duration.ofMillis(1));
            case "s", "sec" -> Optional.of(Duration.ofSeconds(1));
            case "mi", "min" -> Optional.of(Duration.ofMinutes(1));
            case "h" -> Optional.of(Duration.ofHours(1));
            default -> Optional.empty();
        };
    }
}
