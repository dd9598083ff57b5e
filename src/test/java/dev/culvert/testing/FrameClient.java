package dev.culvert.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/**
 * A client that speaks HTTP/2 frame by frame, and sends whatever it is told, wrong or right. What comes is read at once;
 * windows are opened again as it comes, but for the streams that are told not to.
 */
public final class FrameClient implements AutoCloseable {
    /** RFC 9113 §7. */
    public static final int PROTOCOL_ERROR = 1;
    public static final int FLOW_CONTROL_ERROR = 3;
    public static final int REFUSED_STREAM = 7;
    public static final int CANCEL = 8;
    public static final int ENHANCE_YOUR_CALM = 11;

    public static final int INITIAL_WINDOW_SIZE = 4;
    public static final int ENABLE_CONNECT_PROTOCOL = 8;
    /** Bytes of DATA that a frame may have unless the server allows more. */
    private static final int MOST = 16_384;
    private static final int FIRST_WINDOW = 65_535;
    /** For a window: longer than any test may take, since some wait for one that never opens. */
    private static final Duration LONG = Duration.ofMinutes(5);

    /** An answer that is over, in whatever way. */
    public record Answer(Head head, String body, Head trailers, OptionalInt reset, List<Head> interim) {
        public int status() {
            return head.status();
        }
    }

    private final Socket socket;
    private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false, 1 << 20);
    private final Map<Integer, FrameStream> streams = new HashMap<>();
    private final Map<Integer, Integer> settings = new HashMap<>();
    private final List<Integer> goneAway = new ArrayList<>();
    private long window = FIRST_WINDOW;
    private long streamWindow = FIRST_WINDOW;
    private byte[] block = new byte[0];
    private int pings;
    private int nextStream = 1;
    private boolean ended;

    private FrameClient(Socket socket) {
        this.socket = socket;
    }

    private void begin(Frame... settings) {
        raw("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
        send(settings.length == 0 ? new Frame[] {new Frame(Frame.SETTINGS, 0, 0, new byte[0])} : settings);
        Thread.ofVirtual().name("frame client").start(this::pump);
    }

    /** By prior knowledge, with the settings that are the default unless some are named. */
    public static FrameClient connect(int port, Frame... settings) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            FrameClient client = new FrameClient(socket);
            client.begin(settings);
            client.await("SETTINGS", RawConnection.PATIENCE, () -> !client.settings.isEmpty());
            return client;
        } catch (IOException refused) {
            throw new UncheckedIOException("Expected a server on port " + port + " but could not connect.", refused);
        }
    }

    // ---- out

    /** All at once. A server that is gone is not an error: what it did shows in what came. */
    public void send(Frame... frames) {
        byte[][] all = new byte[frames.length][];
        Arrays.setAll(all, i -> frames[i].bytes());
        raw(Fields.joined(all));
    }

    private void raw(byte[] bytes) {
        try {
            synchronized (socket) {
                socket.getOutputStream().write(bytes);
            }
        } catch (IOException gone) {
            // reading says how
        }
    }

    /** A stream of the next number; nothing is sent. */
    public synchronized int stream() {
        int stream = nextStream;
        nextStream += 2;
        streams.put(stream, new FrameStream(streamWindow));
        return stream;
    }

    /** Sends a request that is over with its head. */
    public int ask(byte[] fields) {
        int stream = stream();
        send(new Frame(Frame.HEADERS, Frame.END_HEADERS | Frame.END_STREAM, stream, fields));
        return stream;
    }

    /** Sends a head that something follows. */
    public int open(byte[] fields) {
        int stream = stream();
        send(new Frame(Frame.HEADERS, Frame.END_HEADERS, stream, fields));
        return stream;
    }

    /** Opens a tunnel that is agreed to. */
    public int tunnel(String path) {
        return open(Fields.tunnel(path));
    }

    /** As fast as the windows allow. */
    public void data(int stream, String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        int at = 0;
        while (at < bytes.length && isOpen(stream)) {
            int count = credit(stream, Math.min(MOST, bytes.length - at));
            send(new Frame(Frame.DATA, 0, stream, Arrays.copyOfRange(bytes, at, at + count)));
            at += count;
        }
    }

    private synchronized int credit(int stream, int wanted) {
        FrameStream one = of(stream);
        await("a window for " + wanted + " bytes", LONG, () -> Math.min(window, one.window) > 0 || !isOpen(stream));
        int count = (int) Math.max(1, Math.min(wanted, Math.min(window, one.window)));
        window -= count;
        one.window -= count;
        return count;
    }

    public void end(int stream) {
        send(new Frame(Frame.DATA, Frame.END_STREAM, stream, new byte[0]));
    }

    public void reset(int stream) {
        givenUp(stream);
        send(Frame.number(Frame.RST_STREAM, stream, CANCEL));
    }

    private synchronized void givenUp(int stream) {
        of(stream).givenUp = true;
        notifyAll();
    }

    private synchronized boolean isOpen(int stream) {
        return !of(stream).givenUp && of(stream).reset.isEmpty() && !ended;
    }

    /** From now on that stream's window is left shut. */
    public synchronized void leaveUnread(int stream) {
        of(stream).unread = true;
    }

    /** What came without being read is read, and so is the rest. */
    public synchronized void readAgain(int stream) {
        FrameStream one = of(stream);
        one.unread = false;
        if (one.body.size() > 0) {
            send(Frame.number(Frame.WINDOW_UPDATE, stream, one.body.size()));
        }
    }

    // ---- in

    /** The head of the answer, once it has come. */
    public synchronized Head head(int stream) {
        FrameStream one = of(stream);
        await("a head", RawConnection.PATIENCE, () -> one.head.isPresent() || one.isOver());
        return one.head.orElseGet(() -> Head.of("none: " + one));
    }

    /** The interim answers so far, once there is one. */
    public synchronized List<Head> interim(int stream) {
        FrameStream one = of(stream);
        await("an interim answer", RawConnection.PATIENCE, () -> !one.interim.isEmpty() || one.isOver());
        return List.copyOf(one.interim);
    }

    /** The answer once the server has ended or reset the stream. */
    public Answer answer(int stream) {
        return answer(stream, RawConnection.PATIENCE);
    }

    public synchronized Answer answer(int stream, Duration patience) {
        FrameStream one = of(stream);
        await("the end of stream " + stream, patience, one::isOver);
        return new Answer(one.head.orElse(Head.of("")), one.take(one.untaken()), one.trailers.orElse(Head.of("")), one.reset,
                List.copyOf(one.interim));
    }

    /** Exactly that many bytes of the body or tunnel. */
    public synchronized String read(int stream, int count) {
        FrameStream one = of(stream);
        await(count + " bytes on stream " + stream, RawConnection.PATIENCE, () -> one.untaken() >= count);
        return one.take(count);
    }

    /** How many bytes of body came on that stream so far. */
    public synchronized int came(int stream) {
        return of(stream).body.size();
    }

    /** The code of the goodbye. */
    public synchronized int goneAway() {
        await("GOAWAY", Duration.ofSeconds(20), () -> !goneAway.isEmpty());
        return goneAway.getLast();
    }

    /** The codes of the goodbyes so far. One that a server closes behind may be lost. */
    public synchronized List<Integer> goodbyes() {
        return List.copyOf(goneAway);
    }

    /** Once the server has closed the connection. */
    public synchronized void over(Duration patience) {
        await("the end of the connection", patience, () -> ended);
    }

    /** A setting of the server's; 0 if it did not say. */
    public synchronized int setting(int name) {
        return settings.getOrDefault(name, 0);
    }

    /** Once the server has answered to a PING that comes after everything sent so far. */
    public synchronized void caughtUp() {
        int before = pings;
        send(new Frame(Frame.PING, 0, 0, new byte[8]));
        await("an answer to PING", RawConnection.PATIENCE, () -> pings > before);
    }

    /** As above, but a connection that is over will do. */
    public synchronized void caughtUpOrOver() {
        try {
            caughtUp();
        } catch (Unmet over) {
            if (!ended) {
                throw over;
            }
        }
    }

    public synchronized boolean isOver() {
        return ended;
    }

    public int localPort() {
        return socket.getLocalPort();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            // nothing is left to close
        }
    }

    private synchronized void await(String what, Duration patience, BooleanSupplier there) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (!there.getAsBoolean()) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (ended || left <= 0) {
                    throw new Unmet("Expected " + what + " but " + (ended ? "the connection ended" : "nothing came") + "; GOAWAY "
                            + goneAway + ", streams " + streams);
                }
                wait(left);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new Unmet("Interrupted while waiting for " + what);
        }
    }

    private void pump() {
        try {
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
            while (true) {
                arrived(Frame.read(in));
            }
        } catch (IOException | Http2Exception over) {
            synchronized (this) {
                ended = true;
                notifyAll();
            }
        }
    }

    private synchronized void arrived(Frame frame) throws Http2Exception {
        switch (frame.type()) {
            case Frame.DATA -> data(frame);
            case Frame.HEADERS, Frame.CONTINUATION -> fields(frame);
            case Frame.RST_STREAM -> of(frame.stream()).reset(frame.number(0));
            case Frame.SETTINGS -> settings(frame);
            case Frame.PING -> ping(frame);
            case Frame.GOAWAY -> goneAway.add(frame.number(4));
            case Frame.WINDOW_UPDATE -> widen(frame);
            default -> { }
        }
        notifyAll();
    }

    private FrameStream of(int stream) {
        return streams.computeIfAbsent(stream, _ -> new FrameStream(streamWindow));
    }

    private void data(Frame frame) {
        FrameStream stream = of(frame.stream());
        stream.body.writeBytes(frame.payload());
        stream.ended |= frame.has(Frame.END_STREAM);
        int count = frame.payload().length;
        if (count > 0) {
            send(Frame.number(Frame.WINDOW_UPDATE, 0, count));
        }
        if (count > 0 && !stream.unread && !stream.ended) {
            send(Frame.number(Frame.WINDOW_UPDATE, frame.stream(), count));
        }
    }

    private void fields(Frame frame) throws Http2Exception {
        block = Fields.joined(block, frame.payload());
        FrameStream stream = of(frame.stream());
        stream.ended |= frame.type() == Frame.HEADERS && frame.has(Frame.END_STREAM);
        if (frame.has(Frame.END_HEADERS)) {
            stream.fields(text(decoder.decodeHeaders(frame.stream(), Unpooled.wrappedBuffer(block))));
            block = new byte[0];
        }
    }

    private static Head text(Http2Headers fields) {
        StringBuilder text = new StringBuilder("HTTP/2 " + fields.status() + "\r\n");
        fields.forEach(field -> {
            if (field.getKey().charAt(0) != ':') {
                text.append(field.getKey()).append(": ").append(field.getValue()).append("\r\n");
            }
        });
        return Head.of(text.append("\r\n").toString());
    }

    private void settings(Frame frame) {
        if (frame.has(Frame.ACK)) {
            return;
        }
        ByteBuffer all = ByteBuffer.wrap(frame.payload());
        while (all.hasRemaining()) {
            settings.put((int) all.getShort(), all.getInt());
        }
        long before = streamWindow;
        streamWindow = settings.getOrDefault(INITIAL_WINDOW_SIZE, FIRST_WINDOW);
        streams.values().forEach(stream -> stream.window += streamWindow - before);
        send(new Frame(Frame.SETTINGS, Frame.ACK, 0, new byte[0]));
    }

    private void ping(Frame frame) {
        if (frame.has(Frame.ACK)) {
            pings++;
        } else {
            send(new Frame(Frame.PING, Frame.ACK, 0, frame.payload()));
        }
    }

    private void widen(Frame frame) {
        if (frame.stream() == 0) {
            window += frame.number(0);
        } else {
            of(frame.stream()).window += frame.number(0);
        }
    }
}
