package dev.culvert.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.http.Version;
import dev.culvert.proxy.Action;
import dev.culvert.proxy.Farewell;
import dev.culvert.proxy.TunnelFacts;
import dev.culvert.world.Level;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Two sockets, and what flows between them until it ends. */
final class TunnelTest {
    private static final TunnelFacts FACTS = new TunnelFacts(1, "192.0.2.1", 40_000, "www.example.com", "/ws", "",
            "ws://127.0.0.1:9000/", Version.HTTP_1_1, "websocket", "", Instant.EPOCH, Duration.ZERO);

    private final FakeSocket client = new FakeSocket();
    private final FakeSocket backend = new FakeSocket();
    private final List<String> ends = new ArrayList<>();

    private Tunnel open(Duration idle, String fromClient, String fromBackend) {
        Tunnel tunnel = new Tunnel(client, backend, new Action.Limits(idle, Action.HalfClose.KEPT), FACTS, new Tunnel.End() {
            @Override
            public void ended(Tunnel which, Tunnel.Reason reason) {
                ends.add(reason + " " + which.up().bytes() + "/" + which.down().bytes());
            }

            @Override
            public void noticed(Level level, String sentence) {
                ends.add(level + ": " + sentence);
            }

            @Override
            public void broken(Throwable cause) {
                ends.add("broken: " + cause.getMessage());
            }
        });
        client.pipeline().addLast(tunnel.up());
        backend.pipeline().addLast(tunnel.down());
        tunnel.start(bytes(fromClient), bytes(fromBackend));
        return tunnel;
    }

    private Tunnel open() {
        return open(Duration.ofMinutes(1), "", "");
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
    }

    @Test
    void whatCameTooEarlyGoesFirst() {
        open(Duration.ofMinutes(1), "early ", "glued ");
        client.receives("late");
        assertThat(backend.sent()).isEqualTo("early late");
        assertThat(client.sent()).isEqualTo("glued ");
    }

    @Test
    void bytesFlowBothWaysAndAreCounted() {
        Tunnel tunnel = open();
        client.receives("ping");
        backend.receives("pong!");
        assertThat(backend.sent()).isEqualTo("ping");
        assertThat(client.sent()).isEqualTo("pong!");
        assertThat(List.of(tunnel.up().bytes(), tunnel.down().bytes())).containsExactly(4L, 5L);
    }

    @Test
    void anEndIsPassedOnAndTheOtherDirectionGoesOn() {
        open();
        client.receives("bye");
        client.receivesTheEnd();
        assertThat(backend.isOutputShutdown()).isTrue();
        backend.receives("more");
        assertThat(client.sent()).isEqualTo("more");
        assertThat(client.isOpen() && backend.isOpen()).isTrue();
        assertThat(ends).isEmpty();
    }

    @Test
    void itIsOverWhenBothHaveEnded() {
        open();
        backend.receives("last");
        backend.receivesTheEnd();
        client.receivesTheEnd();
        assertThat(ends).containsExactly("BACKEND_DONE 0/4");
        assertThat(client.sent()).isEqualTo("last");
        assertThat(client.isOpen() || backend.isOpen()).isFalse();
    }

    @Test
    void itIsOverWhenTheClientIsGone() {
        open();
        client.receives("ping");
        client.close();
        assertThat(ends).containsExactly("CLIENT_GONE 4/0");
        assertThat(backend.sent()).isEqualTo("ping");
        assertThat(backend.isOpen()).isFalse();
    }

    @Test
    void itIsOverWhenTheBackendIsGone() {
        open();
        backend.close();
        assertThat(ends).containsExactly("BACKEND_GONE 0/0");
        assertThat(client.isOpen()).isFalse();
    }

    @Test
    void aResetIsAnEndAndNoSurprise() {
        open();
        client.pipeline().fireExceptionCaught(new IOException("reset"));
        assertThat(ends).containsExactly("CLIENT_GONE 0/0");
    }

    @Test
    void whatNobodyExpectsIsTold() {
        open();
        backend.pipeline().fireExceptionCaught(new IllegalStateException("bug"));
        assertThat(ends).containsExactly("broken: bug", "BACKEND_GONE 0/0");
    }

    @Test
    void itCanBeStopped() {
        Tunnel tunnel = open();
        tunnel.end(new Farewell(1001, ""));
        tunnel.insist(new Farewell(1001, ""));
        client.runPendingTasks();
        assertThat(ends).containsExactly("STOPPED 0/0");
        assertThat(client.isOpen() || backend.isOpen()).isFalse();
    }

    // ---- a side that does not read

    @Test
    void noMoreIsReadThanTheOtherSideTakes() {
        open();
        assertThat(client.reads()).isEqualTo(1);
        backend.isFull();
        client.receives("a");
        assertThat(client.reads()).isEqualTo(1);
        backend.hasRoomAgain();
        assertThat(client.reads()).isEqualTo(2);
    }

    @Test
    void theOtherDirectionDoesNotWaitForIt() {
        open();
        client.isFull();
        client.receives("ping");
        assertThat(backend.sent()).isEqualTo("ping");
        assertThat(client.reads()).isEqualTo(2);
    }

    /** Else its socket would be held for as long as the far end likes, without a tunnel that could be seen. */
    @Test
    void whatItDoesNotTakeIsGivenUpAfterTheEnd() {
        open(Duration.ofMillis(20), "", "");
        client.takesNothing();
        backend.receives("last");
        backend.close();
        assertThat(ends).containsExactly("BACKEND_GONE 0/4");
        assertThat(client.isOpen()).as("it may still take it").isTrue();
        passTimeUntil(() -> !client.isOpen());
        assertThat(client.isOpen()).isFalse();
    }

    // ---- idle

    @Test
    void itEndsWhenNothingComes() {
        open(Duration.ofMillis(20), "", "");
        passTimeUntil(() -> !ends.isEmpty());
        assertThat(ends).containsExactly("IDLE 0/0");
        assertThat(client.isOpen() || backend.isOpen()).isFalse();
    }

    private void passTimeUntil(BooleanSupplier there) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (!there.getAsBoolean() && System.nanoTime() < deadline) {
            client.runScheduledPendingTasks();
            Thread.onSpinWait();
        }
    }
}
