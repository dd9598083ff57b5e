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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    @TempDir
    private Path directory;

    @Test
    void fiveThousandTunnelsEchoAndLeaveNothingBehind() throws Exception {
        try (Program echo = java("echo on (\\d+)", "-Xmx256m", "dev.culvert.e2e.EchoMain")) {
            Path conf = directory.resolve("many.conf");
            Files.writeString(conf, """
                    Listen 127.0.0.1:0
                    ServerName many.test
                    ErrorLog /dev/stderr
                    PidFile %s
                    ProxyPass / ws://127.0.0.1:%s/
                    """.formatted(directory.resolve("many.pid"), echo.await(30).group(1)));
            try (Program culvert = java("serves \\[/127\\.0\\.0\\.1:(\\d+)]", "-XX:+UseSerialGC", "-Xmx256m",
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
        int files = files(pid);
        long used = heap(pid);
        echoing(port, TUNNELS, ROUNDS);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> files(pid) <= files);
        assertThat(heap(pid)).as("kilobytes of heap, when all is over").isLessThan(used + 2 * 1024);
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

    private static int files(long pid) throws IOException {
        try (var files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return (int) files.count();
        }
    }

    /** Kilobytes in use after a collection. */
    private static long heap(long pid) throws Exception {
        jcmd(pid, "GC.run");
        Matcher used = USED.matcher(jcmd(pid, "GC.heap_info"));
        long sum = 0;
        while (used.find()) {
            sum += Long.parseLong(used.group(1));
        }
        assertThat(sum).as("what jcmd says of the heap").isPositive();
        return sum;
    }

    private static String jcmd(long pid, String command) throws Exception {
        Process process = new ProcessBuilder(tool("jcmd"), String.valueOf(pid), command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    private static Program java(String sign, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(tool("java"), "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(arguments));
        return Program.start(Path.of(""), Pattern.compile(sign), command);
    }
}
