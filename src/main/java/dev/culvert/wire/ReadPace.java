package dev.culvert.wire;

import dev.culvert.config.ReadTimeouts;
import java.time.Duration;

/** RequestReadTimeout: a head or body must come within a time, which grows with the bytes that do come. */
final class ReadPace {
    private final ReadTimeouts limits;
    private final Alarm alarm;
    private ReadTimeouts.Stage stage;
    private long began;
    private long bytes;

    ReadPace(ReadTimeouts limits, Alarm alarm) {
        this.limits = limits;
        this.alarm = alarm;
        this.stage = limits.header();
    }

    void headBegins() {
        begin(limits.header());
    }

    void bodyBegins() {
        begin(limits.body());
    }

    private void begin(ReadTimeouts.Stage next) {
        stage = next;
        began = System.nanoTime();
        bytes = 0;
        if (next.isOff()) {
            alarm.clear();
        } else {
            alarm.in(next.allowed(0));
        }
    }

    void arrived(int more) {
        bytes += more;
        if (!stage.isOff() && stage.minRate() > 0) {
            Duration left = stage.allowed(bytes).minusNanos(System.nanoTime() - began);
            alarm.in(left.isNegative() ? Duration.ZERO : left);
        }
    }
}
