package dev.culvert.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culvert.balance.Heartbeat;
import dev.culvert.balance.Heartbeats;
import dev.culvert.balance.LiveBackends;
import dev.culvert.proxy.LiveTunnels;
import dev.culvert.proxy.Totals;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Heartbeats from both sources, as a server begins to take them in. */
class HeartbeatWireTest {
    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir
    private Path directory;

    private final Heartbeats heartbeats = new Heartbeats(10);
    private final Wire wire = new Wire(1, () -> {
        throw new IllegalStateException("there is nothing to log");
    }, new LiveBackends(), new LiveTunnels(), new Totals(Instant.EPOCH), CLOCK);

    @AfterEach
    void stop() {
        wire.close();
    }

    private int ready(String address) {
        return heartbeats.of(address, 80, CLOCK.instant()).map(Heartbeat::ready).orElse(-1);
    }

    private void awaitReady(String address, int ready) {
        Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> ready(address) == ready);
    }

    @Test
    void theyAreHeard() throws Exception {
        InetSocketAddress at = wire.listenForHeartbeats(InetSocketAddress.createUnresolved("127.0.0.1", 0), heartbeats);
        try (DatagramSocket socket = new DatagramSocket()) {
            byte[] bytes = "v=1&ready=75&busy=2".getBytes(ISO_8859_1);
            socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.ofLiteral("127.0.0.1"), at.getPort()));
        }
        awaitReady("127.0.0.1", 75);
    }

    @Test
    void aNameThatNobodyKnowsIsAnError() {
        assertThatThrownBy(() -> wire.listenForHeartbeats(InetSocketAddress.createUnresolved("no-such.invalid", 27999), heartbeats))
                .isInstanceOf(IOException.class)
                .hasMessage("AH02071: cannot listen for heartbeats: nobody knows the name no-such.invalid");
    }

    @Test
    void theyAreReadAtOnceAndAgainWhenTheFileChanges() throws Exception {
        Path file = Files.writeString(directory.resolve("hb.dat"), "10.0.0.1 &ready=5&busy=1&lastseen=0\n");
        wire.readHeartbeats(file, heartbeats);
        assertThat(ready("10.0.0.1")).isEqualTo(5);
        Files.writeString(file, "10.0.0.1 &ready=66&busy=1&lastseen=0\n");
        awaitReady("10.0.0.1", 66);
    }
}
