package dev.culvert.log;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that writes for one or more sinks, so that no event loop waits for a disk or a program. Where there is
 * nothing to write for a while, there is no thread.
 */
final class LogWriter {
    /** Lines wait this long for company: one write for many, and one wake-up. */
    private static final long GATHERING_MILLIS = 10;

    private static final long SECONDS_TO_FINISH = 10;

    private static final long IDLE_SECONDS = 30;

    private final Semaphore hurry = new Semaphore(0);
    private final ThreadPoolExecutor thread;

    LogWriter(String name) {
        thread = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name(name).factory(), new ThreadPoolExecutor.DiscardPolicy());
        thread.allowCoreThreadTimeOut(true);
    }

    /** Does it soon, after what was asked for before. */
    void soon(Runnable task) {
        thread.execute(() -> {
            gather();
            task.run();
        });
    }

    /** Does it without gathering first. */
    void now(Runnable task) {
        soon(task);
        hurry();
    }

    void hurry() {
        hurry.release();
    }

    /** Waits until what was asked for before is done. False if that takes longer than a few seconds. */
    boolean await() {
        if (thread.isShutdown()) {
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
        thread.shutdown();
        hurry();
        try {
            return thread.awaitTermination(SECONDS_TO_FINISH, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void gather() {
        try {
            if (thread.getQueue().isEmpty() && hurry.tryAcquire(GATHERING_MILLIS, TimeUnit.MILLISECONDS)) {
                hurry.drainPermits();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
