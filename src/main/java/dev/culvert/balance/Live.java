package dev.culvert.balance;

import java.util.concurrent.atomic.LongAdder;

/** What is going on with one backend right now, and has been since the start. Written from every event loop. */
public final class Live {
    private final LongAdder activeTunnels = new LongAdder();
    private final LongAdder connections = new LongAdder();
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

    public void requestSent() {
        requests.increment();
    }

    /** @param bytes sent to the backend */
    public void transferred(long bytes) {
        transferred.add(bytes);
    }

    /** @param bytes received from the backend */
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
