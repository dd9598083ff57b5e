package dev.culvert.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culvert.balance.Heartbeats;
import dev.culvert.world.Remark;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.DatagramChannel;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Heartbeats over real sockets, with each kind of them. */
class HeartbeatListenerTest {
    private static final String LOOPBACK = "127.0.0.1";
    private static final String GROUP = "239.0.0.77";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final Heartbeats heartbeats = new Heartbeats(10);
    private final ConcurrentLinkedQueue<Remark> remarks = new ConcurrentLinkedQueue<>();

    /** Sockets of that kind, and one that hears. */
    private record Ear(EventLoopGroup loops, DatagramChannel channel) implements AutoCloseable {
        int port() {
            return channel.localAddress().getPort();
        }

        @Override
        public void close() {
            loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    private Ear open(Transport transport, String address) throws IOException {
        EventLoopGroup loops = transport.loops(1);
        try {
            return new Ear(loops, HeartbeatListener.open(loops, transport, new InetSocketAddress(InetAddress.ofLiteral(address), 0),
                    heartbeats, now::get, remarks::add));
        } catch (IOException failure) {
            loops.shutdownGracefully(0, 5, TimeUnit.SECONDS);
            throw failure;
        }
    }

    private static void send(String to, Ear ear, String text) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), 0))) {
            socket.setOption(StandardSocketOptions.IP_MULTICAST_IF, NetworkInterface.getByInetAddress(InetAddress.ofLiteral(LOOPBACK)));
            byte[] bytes = text.getBytes(ISO_8859_1);
            socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.ofLiteral(to), ear.port()));
        }
    }

    private void awaitReady(int ready) {
        Awaitility.await().atMost(Duration.ofSeconds(40))
                .until(() -> heartbeats.of(LOOPBACK, 80, now.get()).filter(beat -> beat.ready() == ready).isPresent());
    }

    @ParameterizedTest
    @EnumSource
    void aServerIsHeard(Transport transport) throws Exception {
        try (Ear ear = open(transport, LOOPBACK)) {
            send(LOOPBACK, ear, "v=1&ready=75&busy=2");
            awaitReady(75);
            send(LOOPBACK, ear, "v=1&ready=74&busy=3");
            awaitReady(74);
            assertThat(remarks).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aGroupIsJoined(Transport transport) throws Exception {
        try (Ear ear = open(transport, GROUP)) {
            send(GROUP, ear, "v=1&ready=5&busy=2");
            awaitReady(5);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nonsenseIsSaidOnceAMinute(Transport transport) throws Exception {
        try (Ear ear = open(transport, LOOPBACK)) {
            send(LOOPBACK, ear, "nonsense");
            send(LOOPBACK, ear, "more\nof it");
            send(LOOPBACK, ear, "v=1&ready=1&busy=1" + "&x=x".repeat(1000));
            send(LOOPBACK, ear, "v=1&ready=1&busy=1");
            awaitReady(1);
            assertThat(remarks).extracting(Remark::text).containsExactly("what 127.0.0.1 sent is no heartbeat");
            now.updateAndGet(then -> then.plusSeconds(60));
            send(LOOPBACK, ear, "nonsense");
            send(LOOPBACK, ear, "v=1&ready=2&busy=1");
            awaitReady(2);
            assertThat(remarks).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAddressOfSomebodyElseIsAnError(Transport transport) {
        assertThatThrownBy(() -> open(transport, "192.0.2.1"))
                .isInstanceOf(IOException.class).hasMessageStartingWith("AH02071: cannot listen for heartbeats on");
    }
}
