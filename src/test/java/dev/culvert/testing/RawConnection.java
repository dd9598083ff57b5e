package dev.culvert.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * One end of a connection: sends exactly what it is told, and every wait for something to come has an end. Nothing is
 * read from the socket before the first wait, so an end that never waits is an end that does not read.
 * Text is ISO-8859-1: a char is a byte.
 */
public final class RawConnection implements AutoCloseable {
    /** How long a wait lasts when the test does not say. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Link link;
    private byte[] bytes = new byte[16_384];
    private int filled;
    private int taken;
    private boolean reading;
    private boolean deaf;
    private boolean ended;
    private String ending = "";

    RawConnection(Link link) {
        this.link = link;
    }

    public void send(String text) {
        send(text.getBytes(ISO_8859_1));
    }

    /** Sends, and blocks while the other end does not read. An end that is gone already is not an error: reading says it. */
    public void send(byte[] data) {
        try {
            link.write(data);
        } catch (IOException gone) {
            lost(gone);
        }
    }

    /** Half-closes: nothing more will be sent. */
    public void finish() {
        attempt(link::finish);
    }

    /** Aborts with RST. */
    public void reset() {
        attempt(link::reset);
    }

    @Override
    public void close() {
        attempt(link::close);
    }

    /** The next head: everything through the first empty line. */
    public Head head() {
        return head(PATIENCE);
    }

    public synchronized Head head(Duration patience) {
        await("a head", patience, () -> headEnd() > 0);
        return Head.of(take(headEnd() - taken));
    }

    /** Exactly that many bytes. */
    public synchronized String read(int count) {
        await(count + " bytes", PATIENCE, () -> filled - taken >= count);
        return take(count);
    }

    /** One line without its end. */
    public synchronized String line() {
        await("a line", PATIENCE, () -> lineEnd(taken) > 0);
        return take(lineEnd(taken) - taken).stripTrailing();
    }

    /** The body that belongs to this head, unchunked: by chunks, by length, or to the end of the connection. */
    public String body(Head head) {
        if (head.chunked()) {
            return chunks();
        }
        return head.value("Content-Length").map(length -> read(Integer.parseInt(length))).orElseGet(this::rest);
    }

    /** Everything until the other side ends. */
    public String rest() {
        return rest(PATIENCE);
    }

    public synchronized String rest(Duration patience) {
        await("the end", patience, () -> ended);
        return take(filled - taken);
    }

    /** Whether anything, an end included, comes within that time. Only for stating that nothing does. */
    public synchronized boolean quiet(Duration time) {
        try {
            await("anything", time, () -> filled > taken || ended);
            return false;
        } catch (Unmet nothing) {
            return true;
        }
    }

    /** Waits until a head has begun or the connection has ended, and says whether it has begun. */
    public synchronized boolean speaks(Duration patience) {
        await("anything", patience, () -> filled > taken || ended);
        return filled > taken;
    }

    /** What came and was not taken yet. */
    public synchronized String untaken() {
        return new String(bytes, taken, filled - taken, ISO_8859_1);
    }

    /** Everything that ever came. */
    public synchronized String received() {
        return new String(bytes, 0, filled, ISO_8859_1);
    }

    private String chunks() {
        var whole = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            whole.writeBytes(read(size).getBytes(ISO_8859_1));
            line();
        }
        while (!line().isEmpty()) {
            // trailers: kept in received(), for whom they matter
        }
        return whole.toString(ISO_8859_1);
    }

    private int chunkSize() {
        String line = line();
        int end = line.indexOf(';');
        return Integer.parseInt((end < 0 ? line : line.substring(0, end)).strip(), 16);
    }

    private synchronized int lineEnd(int from) {
        for (int at = from; at < filled; at++) {
            if (bytes[at] == '\n') {
                return at + 1;
            }
        }
        return -1;
    }

    /** Where the head ends, or -1. Leading empty lines count to it. */
    private synchronized int headEnd() {
        boolean begun = false;
        int from = taken;
        for (int end = lineEnd(from); end > 0; end = lineEnd(from)) {
            boolean empty = end - from == 1 || (end - from == 2 && bytes[from] == '\r');
            if (empty && begun) {
                return end;
            }
            begun |= !empty;
            from = end;
        }
        return -1;
    }

    private synchronized String take(int count) {
        String text = new String(bytes, taken, count, ISO_8859_1);
        taken += count;
        return text;
    }

    private synchronized void await(String what, Duration patience, BooleanSupplier there) {
        startReading();
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (!there.getAsBoolean()) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (ended || left <= 0) {
                    throw new Unmet("Expected " + what + " within " + patience.toMillis() + " ms but " + instead());
                }
                wait(left);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new Unmet("Interrupted while waiting for " + what + ": " + instead());
        }
    }

    private synchronized String instead() {
        return (ended ? "the connection ended (" + ending + ")" : "nothing more came") + " after: <" + brief(untaken()) + ">";
    }

    /** Whether a write fails: the way to see that the other end is gone without reading. Writes a byte if it does not. */
    public boolean isBroken() {
        try {
            link.write(new byte[1]);
            return false;
        } catch (IOException gone) {
            return true;
        }
    }

    /** From now on nothing is read, whoever waits: what comes stays with the kernel. What a read under way brings is lost. */
    public synchronized void stopReading() {
        deaf = true;
    }

    private synchronized boolean isDeaf() {
        return deaf;
    }

    private static String brief(String text) {
        return text.length() <= 400 ? text : text.substring(0, 400) + "… (" + text.length() + " bytes)";
    }

    private synchronized void startReading() {
        if (!reading) {
            reading = true;
            Thread.ofVirtual().name("raw connection").start(this::pump);
        }
    }

    private void pump() {
        byte[] piece = new byte[65_536];
        try {
            for (int count = link.read(piece); count >= 0; count = link.read(piece)) {
                if (isDeaf()) {
                    return;
                }
                add(piece, count);
            }
            over("closed");
        } catch (IOException broken) {
            lost(broken);
        }
    }

    private synchronized void add(byte[] piece, int count) {
        if (bytes.length - filled < count) {
            bytes = Arrays.copyOf(bytes, Math.max(filled + count, bytes.length * 2));
        }
        System.arraycopy(piece, 0, bytes, filled, count);
        filled += count;
        notifyAll();
    }

    private synchronized void over(String how) {
        ended = true;
        ending = how;
        notifyAll();
    }

    /** A failed write does not end what may still be read, unless nobody is reading yet. */
    private void lost(IOException broken) {
        synchronized (this) {
            if (Thread.currentThread().getName().equals("raw connection")) {
                over(String.valueOf(broken.getMessage()));
            }
        }
    }

    private static void attempt(Step step) {
        try {
            step.go();
        } catch (IOException alreadyGone) {
            // the other side was faster: what it did shows when reading
        }
    }

    private interface Step {
        void go() throws IOException;
    }
}
