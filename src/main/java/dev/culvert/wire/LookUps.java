package dev.culvert.wire;

import dev.culvert.world.Question;
import io.netty.channel.EventLoop;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Finds out what takes time (files, names, passwords) off the event loops, and brings the answer back to one. */
final class LookUps {
    /** At once; further ones wait, each on a virtual thread of its own, of which a request has at most one. */
    private static final int AT_ONCE = 32;

    private final Semaphore running = new Semaphore(AT_ONCE);

    /** @param answer is called on the loop */
    <V> void find(Question<V> question, EventLoop loop, Consumer<V> answer) {
        run(() -> {
            V found = question.find();
            loop.execute(() -> answer.accept(found));
        });
    }

    /** Runs what may block. */
    void run(Runnable task) {
        Thread.ofVirtual().name("look-up").start(() -> {
            running.acquireUninterruptibly();
            try {
                task.run();
            } finally {
                running.release();
            }
        });
    }
}
