package dev.culvert.admin;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** How often the configuration was read while the program runs, and when it was taken over last. Any thread may tell. */
public final class Reloads {
    private final AtomicLong generation = new AtomicLong(1);
    private final AtomicReference<Instant> last = new AtomicReference<>(Instant.now());
    private final LongAdder refused = new LongAdder();

    Reloads() {}

    /** Another generation is in force. */
    public void done(Instant at) {
        generation.incrementAndGet();
        last.set(at);
    }

    /** The configuration was found wrong, and nothing has changed. */
    public void refused() {
        refused.increment();
    }

    /** The first is 1. */
    long generation() {
        return generation.get();
    }

    /** When the generation in force began; the start, if it is the first. */
    Instant last() {
        return last.get();
    }

    long refusals() {
        return refused.sum();
    }
}
