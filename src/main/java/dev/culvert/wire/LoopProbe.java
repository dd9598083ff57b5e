package dev.culvert.wire;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** Asks one event loop for a moment of its time, and looks how late it comes: all that waits on the loop waits as long. */
final class LoopProbe implements Runnable {
    private static final long PERIOD = TimeUnit.SECONDS.toNanos(1);

    private final int number;
    private final BiConsumer<Integer, Duration> late;
    private long due = System.nanoTime() + PERIOD;

    private LoopProbe(int number, BiConsumer<Integer, Duration> late) {
        this.number = number;
        this.late = late;
    }

    static void start(EventExecutor loop, int number, BiConsumer<Integer, Duration> late) {
        loop.scheduleWithFixedDelay(new LoopProbe(number, late), PERIOD, PERIOD, TimeUnit.NANOSECONDS);
    }

    @Override
    public void run() {
        late.accept(number, Duration.ofNanos(Math.max(0, System.nanoTime() - due)));
        due = System.nanoTime() + PERIOD;
    }
}
