package dev.culvert.log;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The one thread that writes for one or more sinks, so that no event loop waits for a disk or a program. */
final class LogWriter {
    /** Lines wait this long for company: one write for many, and one wake-up. */
    private static final long GATHERING_MILLIS = 10;

    private static final long SECONDS_TO_FINISH = 5;

    private final BlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
    private final Semaphore hurry = new Semaphore(0);
    private final Thread thread;
    private boolean ended;

    LogWriter(String name) {
        thread = Thread.ofPlatform().daemon().name(name).start(this::run);
    }

    /** Does it soon, after what was asked for before. */
    void soon(Runnable task) {
        work.add(task);
    }

    /** Does it without gathering first. */
    void now(Runnable task) {
        work.add(task);
        hurry();
    }

    void hurry() {
        hurry.release();
    }

    /** Waits until what was asked for before is done. False if that takes longer than a few seconds. */
    boolean await() {
        if (!thread.isAlive()) {
            return true;
        }
        CountDownLatch done = new CountDownLatch(1);
        now(done::countDown);
        try {
            return done.await(SECONDS_TO_FINISH, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends the thread after what was asked for before; false if it is still stuck in that. */
    boolean end() {
        now(() -> ended = true);
        try {
            return thread.join(Duration.ofSeconds(SECONDS_TO_FINISH));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void run() {
        try {
            while (!ended) {
                Runnable first = work.take();
                gather();
                first.run();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void gather() throws InterruptedException {
        if (work.isEmpty() && hurry.tryAcquire(GATHERING_MILLIS, TimeUnit.MILLISECONDS)) {
            hurry.drainPermits();
        }
    }
}
