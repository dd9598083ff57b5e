package dev.culvert.admin;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** A sum over tunnels that have ended and tunnels that are open. Any thread may ask. */
final class Carried {
    private final LongAdder ended = new LongAdder();
    private final AtomicLong told = new AtomicLong();

    void add(long amount) {
        ended.add(amount);
    }

    /**
     * Never less than before: Prometheus would take that for a new start. A tunnel that ends between two looks may be
     * missed by both of them; the next time it is there.
     *
     * @param now what ended ones came to, asked before the open ones were
     */
    long with(long now, long open) {
        return told.accumulateAndGet(now + open, Math::max);
    }

    long ofEnded() {
        return ended.sum();
    }
}
