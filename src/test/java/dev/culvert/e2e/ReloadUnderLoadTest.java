package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.frame.Frames;
import dev.culvert.frame.Sender;
import dev.culvert.testing.Authority;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.SocketFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Five thousand tunnels that chatter, some of them over TLS, through fifty reloads with real changes; then an upgrade of the
 * program drains them over ten seconds, while others come in a storm. Proxy and backend have a process each.
 */
@Tag("load")
final class ReloadUnderLoadTest {
    private static final int PLAIN = 4_850;
    private static final int SECURE = 150;
    private static final int RELOADS = 50;
    private static final int WARM = 10;
    private static final int MAPPINGS = 500;
    private static final int DRAIN_SECONDS = 10;
    private static final int AT_ONCE = 100;
    private static final int PAYLOAD = 16;
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path folder;
    private final Authority authority = Authority.named("under load");
    private final AtomicLong echoed = new AtomicLong();
    private final CountDownLatch silent = new CountDownLatch(PLAIN + SECURE);
    private volatile boolean chatters = true;

    @Test
    void nobodyIsLostAndNothingGrows() throws Exception {
        try (Program echo = Program.java("echo on (\\d+)", "-Xmx256m", "dev.culvert.e2e.EchoMain")) {
            String backend = echo.await(30).group(1);
            configure(1, backend);
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor(); // ends when the proxy has
                    Program culvert = Program.java("serves \\[/127\\.0\\.0\\.1:(\\d+), /127\\.0\\.0\\.2:(\\d+)]",
                            "-XX:+UseSerialGC", "-Xmx256m", "-XX:MarkSweepAlwaysCompactCount=1", "dev.culvert.Main", "-f",
                            folder.resolve("load.conf").toString())) {
                var ports = culvert.await(30);
                List<Future<Long>> ends = open(threads, Integer.parseInt(ports.group(1)), Integer.parseInt(ports.group(2)));
                reload(culvert, backend);
                chatters = false;
                assertThat(silent.await(60, TimeUnit.SECONDS)).as("everybody has had the last echo").isTrue();
                upgrade(Integer.parseInt(ports.group(1)), ends);
                assertThat(culvert.end(60)).isZero();
            }
        }
    }

    // ---- the proxy

    /** Each is another one: mappings and a member come and go, and the certificate is renewed. */
    private void configure(int generation, String backend) throws IOException {
        authority.issue("localhost", "127.0.0.2").write(folder.resolve("own.pem"));
        Files.writeString(folder.resolve("load.conf"), """
                Listen 127.0.0.1:0
                Listen 127.0.0.2:0
                ServerName load.test
                ErrorLog /dev/stderr
                PidFile culvert.pid
                CulvertDrainTime %d
                <Proxy balancer://extra>
                    BalancerMember ws://127.0.0.1:1 loadfactor=%d
                </Proxy>
                ProxyPass /extra/%d balancer://extra
                ProxyPass / ws://127.0.0.1:%s/
                <VirtualHost 127.0.0.2>
                    SSLEngine on
                    SSLCertificateFile %s
                </VirtualHost>
                """.formatted(DRAIN_SECONDS, 1 + generation % 9, generation, backend, folder.resolve("own.pem")) + many(generation));
    }

    /** So that a generation that is held can be seen in the heap. */
    private static String many(int generation) {
        return IntStream.range(0, MAPPINGS).mapToObj(i -> "ProxyPass /%d/%d ws://127.0.0.1:1/%d\n".formatted(generation, i, i))
                .collect(Collectors.joining());
    }

    private void reload(Program culvert, String backend) throws Exception {
        long heap = 0;
        int files = 0;
        for (int generation = 2; generation <= RELOADS + 1; generation++) {
            configure(generation, backend);
            long before = echoed.get();
            culvert.signal("USR1");
            String sign = "generation " + generation + " is in force";
            Awaitility.await().atMost(SOON).until(() -> culvert.printed().contains(sign));
            Awaitility.await().atMost(SOON).until(() -> echoed.get() > before + 200);
            if (generation == WARM) {
                heap = Footprint.heap(culvert.pid());
                files = Footprint.files(culvert.pid());
            }
        }
        assertThat(culvert.printed()).contains("tunnels: " + (PLAIN + SECURE) + " go on").doesNotContain("AH00020");
        assertThat(Footprint.heap(culvert.pid())).as("kilobytes of heap").isLessThan(heap + 4 * 1024);
        assertThat(Footprint.files(culvert.pid())).as("descriptors").isLessThan(files + 10);
    }

    /** Newcomers find the next one, and the others are told evenly. */
    private void upgrade(int port, List<Future<Long>> ends) throws Exception {
        try (Installation here = new Installation(folder, "load.conf"); Storm storm = new Storm(port, "/ws/a")) {
            storm.awaitMore();
            long from = System.nanoTime();
            here.upgrade(0);
            assertEven(ends, from);
            storm.awaitMore();
        }
    }

    // ---- the clients

    private List<Future<Long>> open(ExecutorService threads, int plain, int secure) throws Exception {
        Semaphore connecting = new Semaphore(AT_ONCE);
        Semaphore talking = new Semaphore(AT_ONCE, true);
        CountDownLatch opened = new CountDownLatch(PLAIN + SECURE);
        List<Future<Long>> ends = new ArrayList<>();
        CompletableFuture<String> trouble = new CompletableFuture<>();
        for (int i = 0; i < PLAIN + SECURE; i++) {
            SocketFactory sockets = i < PLAIN ? SocketFactory.getDefault() : authority.trusting().getSocketFactory();
            int port = i < PLAIN ? plain : secure;
            long number = i;
            ends.add(threads.submit(() -> {
                connecting.acquire();
                try (Socket socket = sockets.createSocket(InetAddress.ofLiteral(number < PLAIN ? "127.0.0.1" : "127.0.0.2"), port)) {
                    upgrade(socket);
                    connecting.release();
                    opened.countDown();
                    return chatter(socket, number, talking);
                } catch (IOException | RuntimeException | AssertionError lost) {
                    trouble.complete("tunnel " + number + ": " + lost);
                    throw lost;
                }
            }));
        }
        assertThat(opened.await(120, TimeUnit.SECONDS)).as(() -> opened.getCount() + " are missing; " + trouble.getNow("")).isTrue();
        return ends;
    }

    private static void upgrade(Socket socket) throws IOException {
        socket.getOutputStream().write(TunnelsTest.UPGRADE.getBytes(StandardCharsets.ISO_8859_1));
        StringBuilder head = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        assertThat(head).startsWith("HTTP/1.1 101 ");
    }

    /** @return when its Close frame came, in nanoseconds of the system's clock */
    private long chatter(Socket socket, long number, Semaphore talking) throws Exception {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        for (long count = 0; chatters; count++) {
            byte[] said = ByteBuffer.allocate(PAYLOAD).putLong(number).putLong(count).array();
            talking.acquire();
            try {
                socket.getOutputStream().write(Frames.frame(Sender.CLIENT, 0x82, said));
                assertThat(frame(in)).as("tunnel " + number).isEqualTo(Frames.frame(Sender.SERVER, 0x82, said));
                echoed.incrementAndGet();
            } finally {
                talking.release();
            }
        }
        silent.countDown();
        byte[] last = frame(in);
        long when = System.nanoTime();
        assertThat(last).isEqualTo(Frames.close(Sender.SERVER, 1012, "service restart"));
        socket.getOutputStream().write(Frames.close(Sender.CLIENT, 1001, ""));
        assertThat(in.read()).as("nothing after Close").isEqualTo(-1);
        return when;
    }

    private static byte[] frame(DataInputStream in) throws IOException {
        byte[] head = in.readNBytes(2);
        assertThat(head).as("the tunnel was lost").hasSize(2);
        byte[] payload = in.readNBytes(head[1]);
        return Frames.joined(head, payload);
    }

    /** In no second twice as many as in all on average: whoever comes back does so with the others of that second. */
    private static void assertEven(List<Future<Long>> ends, long from) throws Exception {
        List<Long> seconds = new ArrayList<>();
        for (Future<Long> end : ends) {
            seconds.add((end.get(60, TimeUnit.SECONDS) - from) / 1_000_000_000L);
        }
        Map<Long, Long> rate = seconds.stream().collect(Collectors.groupingBy(second -> second, Collectors.counting()));
        assertThat(seconds).as(rate::toString).allMatch(second -> second <= DRAIN_SECONDS + 5);
        assertThat(rate.values()).as(rate::toString).allMatch(count -> count <= 2L * ends.size() / DRAIN_SECONDS);
    }
}
