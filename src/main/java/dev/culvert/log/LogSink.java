package dev.culvert.log;

import dev.culvert.world.Level;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/**
 * Takes the lines of one log from any thread and writes them on another. Lines never interleave. When too many wait,
 * further ones are dropped and counted, and the count is told once there is room.
 */
final class LogSink {
    /** Bytes that may wait; as many may be on their way at the same time. */
    static final int ROOM = 1 << 20;

    private static final int USUAL_SIZE = 1 << 14;

    private final String name;
    private final Outlet outlet;
    private final LogWriter writer;
    private final LongAdder lostEver;
    private final Complaints complaints;

    private final Object lock = new Object();
    private byte[] waiting = new byte[USUAL_SIZE];
    private int size;
    private int lines;
    private long lost;
    private boolean announced;

    /** Of the writer's thread only. */
    private boolean failing;

    /** Of the writer's thread only: whether it is open for no longer than it takes to write. */
    private boolean retired;

    /** @param lostEver counts the lines that are dropped, of this log and others */
    LogSink(String name, Outlet outlet, LogWriter writer, LongAdder lostEver, Complaints complaints) {
        this.name = name;
        this.outlet = outlet;
        this.writer = writer;
        this.lostEver = lostEver;
        this.complaints = complaints;
    }

    /**
     * Never waits for the log itself.
     *
     * @param line with its line end
     * @return whether there was room for it
     */
    boolean write(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        synchronized (lock) {
            if (bytes.length > ROOM - size) {
                lost++;
                lostEver.increment();
                return false;
            }
            append(bytes);
            if (announced) {
                return true;
            }
            announced = true;
        }
        writer.soon(this::drain);
        return true;
    }

    private void append(byte[] bytes) {
        if (waiting.length - size < bytes.length) {
            waiting = Arrays.copyOf(waiting, Math.min(ROOM, Math.max(waiting.length * 2, size + bytes.length)));
        }
        System.arraycopy(bytes, 0, waiting, size, bytes.length);
        size += bytes.length;
        lines++;
        if (size > ROOM / 2) {
            writer.hurry();
        }
    }

    LogWriter writer() {
        return writer;
    }

    /**
     * No configuration names it any more: it is closed, and opened again only for as long as it takes to write what those
     * have to say who began before, such as tunnels. So nobody needs to know how many they are.
     */
    void retire() {
        writer.now(() -> {
            retired = true;
            attempt(outlet::close);
        });
    }

    /** Opens the log's file anew. */
    void reopen() {
        writer.now(() -> attempt(outlet::reopen));
    }

    /** Writes what waits and retires the log, in a bounded time. */
    void close() {
        retire();
        if (!writer.await()) {
            outlet.abandon();
        }
    }

    private void drain() {
        Batch batch = take();
        try {
            outlet.write(batch.bytes, batch.size);
            failing = false;
            tellLost();
            if (retired) {
                outlet.close();
            }
        } catch (IOException e) {
            drop(batch, e);
        }
    }

    private Batch take() {
        synchronized (lock) {
            Batch batch = new Batch(waiting, size, lines);
            waiting = new byte[USUAL_SIZE];
            size = 0;
            lines = 0;
            announced = false;
            return batch;
        }
    }

    private void drop(Batch batch, IOException reason) {
        synchronized (lock) {
            lost += batch.lines;
        }
        lostEver.add(batch.lines);
        if (!failing) {
            failing = true;
            complaints.raise(this, Level.ERROR, "", "Log " + name + " cannot be written, its lines are dropped: " + reason(reason));
        }
    }

    private void tellLost() {
        long count;
        synchronized (lock) {
            count = lost;
            lost = 0;
        }
        if (count > 0 && !complaints.raise(this, Level.ERROR, "", "Log " + name + " could not keep up and has lost lines: " + count)) {
            synchronized (lock) {
                lost += count;
            }
        }
    }

    private void attempt(Closing task) {
        try {
            task.run();
        } catch (IOException e) {
            complaints.raise(this, Level.ERROR, "", "Log " + name + " cannot be opened anew or closed: " + reason(e));
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** Where a log's own troubles are told. */
    interface Complaints {
        /** @return whether it could be told */
        boolean raise(LogSink about, Level level, String ahNumber, String message);
    }

    private interface Closing {
        void run() throws IOException;
    }

    /** What waited, whole lines; the array may be longer. */
    private static final class Batch {
        private final byte[] bytes;
        private final int size;
        private final int lines;

        Batch(byte[] bytes, int size, int lines) {
            this.bytes = bytes;
            this.size = size;
            this.lines = lines;
        }
    }
}
