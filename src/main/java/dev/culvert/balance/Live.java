package dev.culvert.balance;

import java.util.concurrent.atomic.LongAdder;

/** What is going on with one backend right now, and has been since the start. Written from every event loop. */
public final class Live {
    private final LongAdder activeTunnels = new LongAdder();
    private final LongAdder connections = new LongAdder();
    private final LongAdder waiting = new LongAdder();
    private final LongAdder requests = new LongAdder();
    private final LongAdder transferred = new LongAdder();
    private final LongAdder read = new LongAdder();

    Live() {}

    public void tunnelOpened() {
        activeTunnels.increment();
    }

    public void tunnelClosed() {
        activeTunnels.decrement();
    }

    public void connectionOpened() {
        connections.increment();
    }

    public void connectionClosed() {
        connections.decrement();
    }

    /** Somebody stands in line for a connection. */
    public void waitBegan() {
        waiting.increment();
    }

    public void waitEnded() {
        waiting.decrement();
    }

    /** @param bytes of its head */
    public void requestSent(long bytes) {
        requests.increment();
        transferred.add(bytes);
    }

    /** @param bytes sent to the backend: bodies, and what a tunnel carried once it has ended */
    public void transferred(long bytes) {
        transferred.add(bytes);
    }

    /** @param bytes received from the backend: bodies, and what a tunnel carried once it has ended */
    public void read(long bytes) {
        read.add(bytes);
    }

    public long activeTunnels() {
        return activeTunnels.sum();
    }

    /** Open ones, in use or kept for later. */
    public long connections() {
        return connections.sum();
    }

    /** Exchanges that wait because as many as {@code max=} allows are at the backend. */
    public long waiting() {
        return waiting.sum();
    }

    public long requests() {
        return requests.sum();
    }

    public long transferred() {
        return transferred.sum();
    }

    public long read() {
        return read.sum();
    }
}
