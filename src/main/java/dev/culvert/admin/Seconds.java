package dev.culvert.admin;

import java.time.Duration;
import java.time.Instant;

/** Times as Prometheus has them: seconds, with what is less behind the point. */
final class Seconds {
    private static final double NANOS = 1e9;

    private Seconds() {}

    static double of(Duration duration) {
        return duration.getSeconds() + duration.getNano() / NANOS;
    }

    /** Since 1970. */
    static double of(Instant instant) {
        return instant.getEpochSecond() + instant.getNano() / NANOS;
    }
}
