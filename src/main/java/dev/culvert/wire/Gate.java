package dev.culvert.wire;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

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

    private static final class Waiter {
        private final EventLoop loop;
        private final Consumer<Optional<Pass>> answer;

        Waiter(EventLoop loop, Consumer<Optional<Pass>> answer) {
            this.loop = loop;
            this.answer = answer;
        }
    }

    private final Deque<Waiter> line = new ArrayDeque<>();
    private int inside;

    /**
     * @param most how many may be inside
     * @param patience how long to wait in line; nothing for as long as it takes
     * @param answer is given a pass on the loop, or nothing
     */
    void enter(int most, Optional<Duration> patience, EventLoop loop, Consumer<Optional<Pass>> answer) {
        Optional<Pass> now;
        synchronized (this) {
            if (inside >= most && line.size() < LINE_LIMIT) {
                enqueue(new Waiter(loop, answer), patience);
                return;
            }
            now = inside < most ? Optional.of(new Pass()) : Optional.empty();
            inside += now.isPresent() ? 1 : 0;
        }
        answer.accept(now);
    }

    private void enqueue(Waiter waiter, Optional<Duration> patience) {
        line.add(waiter);
        patience.ifPresent(wait -> waiter.loop.schedule(() -> giveUp(waiter), wait.toNanos(), TimeUnit.NANOSECONDS));
    }

    private void giveUp(Waiter waiter) {
        boolean waited;
        synchronized (this) {
            waited = line.remove(waiter);
        }
        if (waited) {
            waiter.answer.accept(Optional.empty());
        }
    }

    private void leave() {
        Waiter next;
        synchronized (this) {
            if (line.isEmpty()) {
                inside--;
                return;
            }
            next = line.remove();
        }
        next.loop.execute(() -> next.answer.accept(Optional.of(new Pass())));
    }
}
