import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A closed loop: every connection sends a message, waits for its echo, and sends the next. Prints the rate and how long the
 * echoes took. One thread, one selector: {@code java EchoLoad.java URL [connections [bytes [seconds]]]}.
 */
public final class EchoLoad {
    private static final int WARM_UP_SECONDS = 3;
    private static final int MAX_SAMPLES = 4_000_000;

    private final long[] samples = new long[MAX_SAMPLES];
    private long echoes;
    private boolean measuring;

    public static void main(String[] args) throws IOException {
        if (args.length == 0) {
            System.err.println("usage: EchoLoad URL [connections [bytes [seconds]]]");
            System.exit(2);
        }
        int connections = args.length > 1 ? Integer.parseInt(args[1]) : 100;
        int bytes = args.length > 2 ? Integer.parseInt(args[2]) : 64;
        int seconds = args.length > 3 ? Integer.parseInt(args[3]) : 10;
        new EchoLoad().run(URI.create(args[0]), connections, bytes, seconds);
    }

    private void run(URI url, int connections, int bytes, int seconds) throws IOException {
        Selector selector = Selector.open();
        List<Tunnel> tunnels = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            tunnels.add(new Tunnel(url, bytes, selector));
        }
        for (Tunnel tunnel : tunnels) {
            tunnel.send();
        }
        loop(selector, WARM_UP_SECONDS);
        measuring = true;
        echoes = 0;
        double took = loop(selector, seconds);
        report(connections, bytes, took);
    }

    private double loop(Selector selector, int seconds) throws IOException {
        long start = System.nanoTime();
        long end = start + seconds * 1_000_000_000L;
        while (System.nanoTime() < end) {
            selector.select(key -> ((Tunnel) key.attachment()).ready(), 100);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private void report(int connections, int bytes, double took) {
        int count = (int) Math.min(echoes, MAX_SAMPLES);
        if (count == 0) {
            System.err.println("no echo in " + took + " s");
            System.exit(1);
        }
        long[] sorted = Arrays.copyOf(samples, count);
        Arrays.sort(sorted);
        System.out.printf("%d connections, %d bytes: %.0f echoes/s, p50 %.0f µs, p99 %.0f µs, max %.0f µs%n", connections, bytes,
                echoes / took, sorted[count / 2] / 1e3, sorted[(int) (count * 0.99)] / 1e3, sorted[count - 1] / 1e3);
    }

    private final class Tunnel {
        private final SocketChannel channel;
        private final SelectionKey key;
        private final ByteBuffer frame;
        private final ByteBuffer in;
        private final int echoBytes;
        private long got;
        private long sentAt;

        Tunnel(URI url, int bytes, Selector selector) throws IOException {
            channel = SocketChannel.open(new InetSocketAddress(url.getHost(), url.getPort()));
            channel.socket().setTcpNoDelay(true);
            handshake(url);
            channel.configureBlocking(false);
            int head = bytes < 126 ? 2 : bytes < 65_536 ? 4 : 10;
            echoBytes = head + bytes;
            frame = ByteBuffer.allocateDirect(head + 4 + bytes);
            in = ByteBuffer.allocateDirect(Math.min(echoBytes, 256 * 1024));
            frame(bytes);
            key = channel.register(selector, SelectionKey.OP_READ, this);
        }

        private void handshake(URI url) throws IOException {
            String head = "GET " + url.getPath() + " HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\nUpgrade: websocket\r\n"
                    + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
            channel.write(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
            StringBuilder answer = new StringBuilder();
            ByteBuffer one = ByteBuffer.allocate(1);
            while (answer.indexOf("\r\n\r\n") < 0 && channel.read(one.clear()) > 0) {
                answer.append((char) one.get(0));
            }
            if (!answer.toString().startsWith("HTTP/1.1 101 ")) {
                throw new IOException("Expected 101 but was:\n" + answer);
            }
        }

        /** Binary, masked with zeros: the peer has the same work, and we have less. */
        private void frame(int bytes) {
            frame.put((byte) 0x82);
            if (bytes < 126) {
                frame.put((byte) (0x80 | bytes));
            } else if (bytes < 65_536) {
                frame.put((byte) 0xfe).putShort((short) bytes);
            } else {
                frame.put((byte) 0xff).putLong(bytes);
            }
            frame.rewind();
        }

        void send() throws IOException {
            frame.rewind();
            sentAt = System.nanoTime();
            write();
        }

        private void write() throws IOException {
            channel.write(frame);
            key.interestOps(frame.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }

        void ready() {
            try {
                if (key.isWritable()) {
                    write();
                }
                if (key.isReadable()) {
                    read();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void read() throws IOException {
            int n = channel.read(in.clear());
            if (n < 0) {
                throw new IOException("The proxy closed a tunnel");
            }
            got += n;
            if (got == echoBytes) {
                got = 0;
                echoed();
                send();
            }
        }

        private void echoed() {
            if (measuring && echoes < MAX_SAMPLES) {
                samples[(int) echoes] = System.nanoTime() - sentAt;
            }
            echoes++;
        }
    }
}
