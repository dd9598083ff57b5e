package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.culvert.testing.RawClient;
import dev.culvert.testing.RawConnection;
import dev.culvert.testing.ScriptedBackend;
import io.netty.util.ResourceLeakDetector;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What does not wobble from machine to machine and from day to day: how many bytes are allocated and how often the kernel is
 * asked, for a message and for a tunnel. A number that grows is either meant, and changed here, or it is a regression.
 */
@Tag("load")
class CostTest {
    /** In bytes; 9 were seen, which are the timers. A small object for each buffer that passes would be twice 24 or more. */
    private static final long MOST_FOR_A_MESSAGE = 40;
    /** 32,600 were seen. */
    private static final long MOST_FOR_A_TUNNEL = 36_000;
    /** 6.0 were seen: wait, read, write, and the same back. */
    private static final double MOST_CALLS_FOR_A_MESSAGE = 6.2;
    /** 41.7 were seen. */
    private static final double MOST_CALLS_FOR_A_TUNNEL = 43;
    private static final int MESSAGES = 20_000;
    private static final int TUNNELS = 500;
    /** A masked frame of binary data. */
    private static final String MESSAGE = "\u0082\u00be\0\0\0\0" + "m".repeat(62);
    private static final Pattern CALLS = Pattern.compile("(?m)^\\s*[\\d.]+\\s+[\\d.]+\\s+(?:\\d+\\s+)?(\\d+)\\s+(?:\\d+\\s+)?"
            + "(recvfrom|sendto|writev|read|write|epoll_\\w+|socket|connect|accept4|close|shutdown|[gs]etsockopt|get\\w+name)$");

    private final ScriptedBackend scripted = ScriptedBackend.tcp();
    private final ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();

    @BeforeEach
    void lookForNoLeaks() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED); // as the launcher does: a sample costs
    }

    @AfterEach
    void stop() {
        ResourceLeakDetector.setLevel(level);
        scripted.close();
    }

    private record Tunnel(RawConnection client, RawConnection backend) implements AutoCloseable {
        void echo() {
            client.send(MESSAGE);
            backend.read(MESSAGE.length());
            backend.send(MESSAGE.substring(2));
            client.read(MESSAGE.length() - 2);
        }

        @Override
        public void close() {
            client.close();
            backend.close();
        }
    }

    private Tunnel tunnel(int port) {
        RawConnection client = RawClient.connect(port);
        client.send(TunnelsTest.UPGRADE);
        RawConnection backend = scripted.next();
        backend.head();
        backend.send(TunnelsTest.AGREED);
        client.head();
        return new Tunnel(client, backend);
    }

    private Void echoes(int port, int count) {
        try (Tunnel tunnel = tunnel(port)) {
            for (int i = 0; i < count; i++) {
                tunnel.echo();
            }
        }
        return null;
    }

    private Void tunnels(int port, int count) {
        for (int i = 0; i < count; i++) {
            tunnel(port).close();
        }
        return null;
    }

    private String mapping() {
        return "ProxyPass / ws://127.0.0.1:" + scripted.port() + "/";
    }

    @Test
    void aMessageAllocatesNothing() throws Exception {
        try (Running culvert = Running.with(mapping())) {
            echoes(culvert.port(), MESSAGES);
            long all = allocatedBy(() -> echoes(culvert.port(), MESSAGES));
            assertThat(all / MESSAGES).as("bytes for a message and its echo").isLessThanOrEqualTo(MOST_FOR_A_MESSAGE);
        }
    }

    @Test
    void aTunnelAllocatesAsMuchAsItDid() throws Exception {
        try (Running culvert = Running.with(mapping())) {
            tunnels(culvert.port(), 3 * TUNNELS);
            long all = allocatedBy(() -> tunnels(culvert.port(), TUNNELS));
            assertThat(all / TUNNELS).as("bytes for a tunnel").isLessThanOrEqualTo(MOST_FOR_A_TUNNEL);
        }
    }

    private static long allocatedBy(Callable<Void> work) throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] loops = Stream.of(threads.dumpAllThreads(false, false)).filter(one -> one.getThreadName().startsWith("culvert-loop"))
                .mapToLong(one -> one.getThreadId()).toArray();
        assertThat(loops).isNotEmpty();
        long before = sum(threads.getThreadAllocatedBytes(loops));
        work.call();
        return sum(threads.getThreadAllocatedBytes(loops)) - before;
    }

    private static long sum(long[] bytes) {
        return LongStream.of(bytes).sum();
    }

    @Test
    void theKernelIsAskedNoMoreThanItWas(@TempDir Path folder) throws Exception {
        Path strace = Needs.orSkip("strace", Needs.program(List.of("strace")), "There is no strace");
        try (Installation here = new Installation(folder)) {
            here.write(mapping());
            try (Program culvert = here.culvert()) {
                int port = here.port(culvert);
                tunnels(port, 50);
                double message = calls(strace, culvert.pid(), () -> echoes(port, 2000)) / 2000.0;
                double tunnel = calls(strace, culvert.pid(), () -> tunnels(port, 200)) / 200.0;
                assertThat(message).as("calls for a message and its echo").isLessThan(MOST_CALLS_FOR_A_MESSAGE);
                assertThat(tunnel).as("calls for a tunnel").isLessThan(MOST_CALLS_FOR_A_TUNNEL);
            }
        }
    }

    private static long calls(Path strace, long pid, Callable<Void> work) throws Exception {
        Process tracing = new ProcessBuilder(strace.toString(), "-f", "-c", "-p", String.valueOf(pid)).redirectErrorStream(true).start();
        try (var said = tracing.inputReader()) {
            assertThat(said.readLine()).contains("attached");
            work.call();
            new ProcessBuilder("kill", "-INT", String.valueOf(tracing.pid())).start().waitFor();
            String table = String.join("\n", said.lines().toList());
            long sum = CALLS.matcher(table).results().mapToLong(call -> Long.parseLong(call.group(1))).sum();
            assertThat(sum).as(table).isPositive();
            return sum;
        } finally {
            tracing.destroy();
            tracing.waitFor(10, TimeUnit.SECONDS);
        }
    }
}
