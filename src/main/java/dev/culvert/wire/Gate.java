package dev.culvert.wire;

import dev.culvert.balance.Live;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets no more than {@code max=} exchanges of one backend be inside at a time; the others wait in line, each on its own
 * event loop and no longer than {@code acquire=}. The one thing about a backend that loops share under a lock.
 */
final class Gate {
    /** Those who may wait; one more is turned away at once. */
    static final int LINE_LIMIT = 10_000;

    /** The right to be inside, to be given back once. Confined to the loop of who got it. */
    final class Pass {
        private boolean given;

        void giveBack() {
            if (!given) {
                given = true;
                leave();
            }
        }
    }

    /** Somebody at the gate. Confined to its loop, except for its place in the line. */
    final class Visit {
        private final EventLoop loop;
        private final Consumer<Optional<Pass>> answer;
        private @Nullable Future<?> patience;

        private Visit(EventLoop loop, Consumer<Optional<Pass>> answer) {
            this.loop = loop;
            this.answer = answer;
        }

        /** Leaves the line, if it is still in it; there will be no answer then. */
        void goAway() {
            if (stepOut(this)) {
                stopTimer();
            }
        }

        private void waitFor(Duration time) {
            patience = loop.schedule(this::giveUp, time.toNanos(), TimeUnit.NANOSECONDS);
        }

        private void giveUp() {
            if (stepOut(this)) {
                answer.accept(Optional.empty());
            }
        }

        private void call() {
            if (!loop.isShuttingDown()) { // else all is over, and nobody waits any more
                loop.execute(this::comeIn);
            }
        }

        private void comeIn() {
            stopTimer();
            answer.accept(Optional.of(new Pass()));
        }

        private void stopTimer() {
            if (patience != null) {
                patience.cancel(false);
            }
        }
    }

    // A set: whoever leaves early is found without walking the line.
    private final Set<Visit> line = new LinkedHashSet<>();
    private final Live live;
    private int inside;

    /** @param live is told who waits, so that it can be seen */
    Gate(Live live) {
        this.live = live;
    }

    /**
     * @param most how many may be inside
     * @param patience how long to wait in line
     * @param loop the caller's own
     * @param answer is given a pass on the loop, or nothing; at once where nobody has to wait
     */
    Visit enter(int most, Duration patience, EventLoop loop, Consumer<Optional<Pass>> answer) {
        Visit visit = new Visit(loop, answer);
        Optional<Pass> now;
        synchronized (this) {
            if (inside >= most && line.size() < LINE_LIMIT) {
                line.add(visit);
                live.waitBegan();
                visit.waitFor(patience);
                return visit;
            }
            now = inside < most ? Optional.of(new Pass()) : Optional.empty();
            inside += now.isPresent() ? 1 : 0;
        }
        answer.accept(now);
        return visit;
    }

    private synchronized boolean stepOut(Visit visit) {
        boolean waited = line.remove(visit);
        if (waited) {
            live.waitEnded();
        }
        return waited;
    }

    private void leave() {
        next().ifPresent(Visit::call);
    }

    /** Whoever takes the place that becomes free. */
    private synchronized Optional<Visit> next() {
        if (line.isEmpty()) {
            inside--;
            return Optional.empty();
        }
        Visit first = line.iterator().next();
        stepOut(first);
        return Optional.of(first);
    }
}
