package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Five thousand tunnels through one process with a small heap, all echoing; proxy, clients and backend each in its own. */
@Tag("load")
class ManyTunnelsTest {
    private static final int TUNNELS = 5_000;
    private static final int ROUNDS = 10;
    private static final byte[] FRAME = {(byte) 0x82, (byte) 0x84, 0, 0, 0, 0, 'p', 'i', 'n', 'g'};

    @TempDir
    private Path directory;

    @Test
    void fiveThousandTunnelsEchoAndLeaveNothingBehind() throws Exception {
        try (Program echo = Program.java("echo on (\\d+)", "-Xmx256m", "dev.culvert.e2e.EchoMain")) {
            Path conf = directory.resolve("many.conf");
            Files.writeString(conf, """
                    Listen 127.0.0.1:0
                    ServerName many.test
                    ErrorLog /dev/stderr
                    PidFile %s
                    ProxyPass / ws://127.0.0.1:%s/
                    """.formatted(directory.resolve("many.pid"), echo.await(30).group(1)));
            try (Program culvert = Program.java("serves \\[/127\\.0\\.0\\.1:(\\d+)]", "-XX:+UseSerialGC", "-Xmx256m",
                    "-XX:MarkSweepAlwaysCompactCount=1", // else the collector counts holes as used, three times of four
                    "dev.culvert.Main", "-f", conf.toString())) {
                run(Integer.parseInt(culvert.await(30).group(1)), pid());
            }
        }
    }

    private long pid() throws IOException {
        Path file = directory.resolve("many.pid");
        Awaitility.await().atMost(Running.PATIENCE).until(() -> Files.exists(file) && Files.size(file) > 0);
        return Long.parseLong(Files.readString(file).strip());
    }

    private void run(int port, long pid) throws Exception {
        echoing(port, 100, 1);
        int files = Footprint.files(pid);
        long used = Footprint.heap(pid);
        echoing(port, TUNNELS, ROUNDS);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> Footprint.files(pid) <= files);
        assertThat(Footprint.heap(pid)).as("kilobytes of heap, when all is over").isLessThan(used + 2 * 1024);
    }

    /** Every tunnel sends and reads in each round; nobody begins a round before all are there, nor leaves before all are done. */
    private static void echoing(int port, int tunnels, int rounds) throws Exception {
        CyclicBarrier all = new CyclicBarrier(tunnels);
        Semaphore connecting = new Semaphore(200);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> results = new ArrayList<>();
            for (int i = 0; i < tunnels; i++) {
                results.add(threads.submit(() -> one(port, rounds, all, connecting)));
            }
            int echoed = 0;
            for (Future<Integer> result : results) {
                echoed += result.get(120, TimeUnit.SECONDS);
            }
            assertThat(echoed).isEqualTo(tunnels * rounds);
        }
    }

    private static int one(int port, int rounds, CyclicBarrier all, Semaphore connecting) throws Exception {
        connecting.acquire();
        try (SocketChannel socket = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            socket.write(ByteBuffer.wrap(TunnelsTest.UPGRADE.getBytes(StandardCharsets.ISO_8859_1)));
            readHead(socket);
            connecting.release();
            int echoed = 0;
            for (int round = 0; round < rounds; round++) {
                all.await(100, TimeUnit.SECONDS);
                socket.write(ByteBuffer.wrap(FRAME));
                echoed += new String(read(socket, 6), StandardCharsets.ISO_8859_1).endsWith("ping") ? 1 : 0;
            }
            all.await(100, TimeUnit.SECONDS);
            return echoed;
        }
    }

    private static void readHead(SocketChannel socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) read(socket, 1)[0]);
        }
        assertThat(head).startsWith("HTTP/1.1 101 ");
    }

    private static byte[] read(SocketChannel socket, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            if (socket.read(bytes) < 0) {
                throw new IOException("the tunnel was lost after " + bytes.position() + " of " + count + " bytes");
            }
        }
        return bytes.array();
    }
}
