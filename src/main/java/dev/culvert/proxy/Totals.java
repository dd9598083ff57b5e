package dev.culvert.proxy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What the program has done since it started. There is one: it outlives every generation. Any thread may count and ask. */
public final class Totals {
    private final Instant started;
    private final AtomicInteger generation = new AtomicInteger(1);
    private final LongAdder connections = new LongAdder();
    private final LongAdder begun = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    /**
     * The counters at about one moment.
     *
     * @param generation how many configurations there have been, the first one included
     * @param connections of clients that are open
     * @param requests that have ended, tunnels included
     * @param open requests that have not ended, open tunnels included
     * @param bytes sent to clients by what has ended, heads included
     * @param took the sum over what has ended
     */
    public record Count(Instant started, int generation, long connections, long requests, long open, long bytes, Duration took) {}

    public Totals(Instant started) {
        this.started = started;
    }

    /** Another configuration has taken over. */
    public void reloaded() {
        generation.incrementAndGet();
    }

    public void connected() {
        connections.increment();
    }

    public void disconnected() {
        connections.decrement();
    }

    public void begun() {
        begun.increment();
    }

    /** A request has ended, or the tunnel that it became. */
    public void ended(Tally tally) {
        ended.increment();
        bytes.add(tally.delivered());
        nanos.add(tally.took().toNanos());
    }

    public Count count() {
        // The other way round, one that begins and ends in between would make for less than none.
        long done = ended.sum();
        return new Count(started, generation.get(), connections.sum(), done, begun.sum() - done, bytes.sum(),
                Duration.ofNanos(nanos.sum()));
    }
}
