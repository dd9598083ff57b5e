package dev.culvert.wire;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One deadline that moves often. Moving it later costs a clock reading and no timer: the timer that is already running
 * looks again when it fires.
 */
final class Alarm implements Runnable {
    private static final long NEVER = Long.MAX_VALUE;

    private final EventLoop loop;
    private final Runnable ring;
    private @Nullable ScheduledFuture<?> timer;
    private long firesAt = NEVER;
    private long due = NEVER;

    Alarm(EventLoop loop, Runnable ring) {
        this.loop = loop;
        this.ring = ring;
    }

    void in(Duration wait) {
        in(wait, System.nanoTime());
    }

    /** @param now for whoever has just looked at the clock */
    void in(Duration wait, long now) {
        due = now + Math.min(wait.toNanos(), TimeUnit.DAYS.toNanos(365));
        if (timer == null || firesAt - due > 0) {
            schedule(now);
        }
    }

    /** Until it rings. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, due - System.nanoTime()));
    }

    void clear() {
        due = NEVER;
    }

    /** For good: gives the timer back. */
    void stop() {
        clear();
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void schedule(long now) {
        if (timer != null) {
            timer.cancel(false);
        }
        firesAt = due;
        timer = loop.schedule(this, due - now, TimeUnit.NANOSECONDS);
    }

    @Override
    public void run() {
        timer = null;
        if (due == NEVER) {
            return;
        }
        long now = System.nanoTime();
        if (due - now > 0) {
            schedule(now);
        } else {
            due = NEVER;
            ring.run();
        }
    }
}
