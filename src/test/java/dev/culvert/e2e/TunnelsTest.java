package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.testing.Head;
import dev.culvert.testing.RawConnection;
import dev.culvert.testing.ScriptedBackend;
import dev.culvert.testing.WebSocketPeer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tunnels byte by byte, between a raw client and a scripted backend, on every way there is. */
@ParameterizedClass
@EnumSource(Way.class)
class TunnelsTest {
    static final String UPGRADE = wire("""
            GET /ws/a HTTP/1.1
            Host: e2e.test
            Connection: Upgrade
            Upgrade: websocket
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

            """);
    /** The agreement to {@link #UPGRADE}. */
    static final String AGREED = agreed(Head.of(UPGRADE));

    /** The key may be one of Culvert's: over HTTP/2 there is none. */
    private static String agreed(Head asked) {
        return wire("""
                HTTP/1.1 101 Switching Protocols
                Upgrade: websocket
                Connection: Upgrade
                Sec-WebSocket-Accept: %s

                """.formatted(WebSocketPeer.accept(asked.value("Sec-WebSocket-Key").orElseThrow())));
    }

    private static final int MUCH = 8 << 20;

    private final Way way;
    private final ScriptedBackend scripted;
    private Running culvert;
    private RawConnection client;
    private RawConnection backend;

    TunnelsTest(Way way) {
        this.way = way;
        this.scripted = way.backend();
    }

    @AfterEach
    void stop() {
        if (culvert != null) {
            culvert.close();
        }
        scripted.close();
    }

    private static String wire(String head) {
        return head.replace("\n", "\r\n");
    }

    private void open(String... lines) throws Exception {
        culvert = way.to(scripted, "ws", lines);
        tunnel();
    }

    private void tunnel() {
        client = way.client(culvert);
        client.send(UPGRADE);
        backend = scripted.next();
        backend.send(agreed(backend.head()));
        assertThat(client.head().status()).isEqualTo(101);
    }

    @Test
    void bytesThatAreGluedToEitherHandshakeArrive() throws Exception {
        culvert = way.to(scripted, "ws");
        client = way.client(culvert);
        client.send(UPGRADE + "early");
        backend = scripted.next();
        Head asked = backend.head();
        assertThat(backend.quiet(Duration.ofMillis(200))).as("nothing reaches the backend before it agreed").isTrue();
        backend.send(agreed(asked) + "glued");
        assertThat(client.head().status()).isEqualTo(101);
        assertThat(client.read(5)).isEqualTo("glued");
        assertThat(backend.read(5)).isEqualTo("early");
    }

    @Test
    void theClientMayFinishFirst() throws Exception {
        open();
        client.send("bye");
        client.finish();
        assertThat(backend.rest()).isEqualTo("bye");
        backend.send("and so");
        backend.send(" on");
        backend.finish();
        assertThat(client.rest()).isEqualTo(way.clientMayEndAlone() ? "and so on" : "");
        culvert.awaitNoTunnels();
    }

    @Test
    void theBackendMayFinishFirst() throws Exception {
        open();
        backend.send("last");
        backend.finish();
        assertThat(client.rest()).isEqualTo("last");
        client.send("still here");
        client.finish();
        assertThat(backend.rest()).isEqualTo(way.backendMayEndAlone() ? "still here" : "");
        culvert.awaitNoTunnels();
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "backend"})
    void aResetOfOneSideClosesTheOther(String side) throws Exception {
        open();
        RawConnection one = side.equals("client") ? client : backend;
        RawConnection other = side.equals("client") ? backend : client;
        one.reset();
        assertThat(other.rest()).isEmpty();
        culvert.awaitNoTunnels();
    }

    /** Fails without {@code Watch}: Netty loses what a half-closed socket could not take at once. */
    @Test
    void muchPassesBothWaysAtOnce() throws Exception {
        Assumptions.assumeTrue(way.clientMayEndAlone() && way.backendMayEndAlone(), "close_notify ends both directions");
        culvert = way.to(scripted, "ws");
        String up = "u".repeat(MUCH);
        String down = "d".repeat(MUCH);
        for (int round = 0; round < 20; round++) {
            tunnel();
            CompletableFuture<Void> sending = sending(client, up);
            CompletableFuture<Void> answering = sending(backend, down);
            CompletableFuture<String> got = CompletableFuture.supplyAsync(() -> backend.rest(Running.PATIENCE));
            assertThat(client.rest(Running.PATIENCE).length()).isEqualTo(MUCH);
            assertThat(got.get().length()).isEqualTo(MUCH);
            CompletableFuture.allOf(sending, answering).get();
        }
        culvert.awaitNoTunnels();
    }

    @Test
    void muchPassesBothWaysBeforeEitherEnds() throws Exception {
        open();
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> client.send("u".repeat(MUCH)));
        CompletableFuture<Void> answering = CompletableFuture.runAsync(() -> backend.send("d".repeat(MUCH)));
        CompletableFuture<String> got = CompletableFuture.supplyAsync(() -> backend.read(MUCH));
        assertThat(client.read(MUCH)).isEqualTo("d".repeat(MUCH));
        assertThat(got.get()).isEqualTo("u".repeat(MUCH));
        CompletableFuture.allOf(sending, answering).get();
        client.finish();
        assertThat(backend.rest()).isEmpty();
        backend.finish();
        assertThat(client.rest()).isEmpty();
        culvert.awaitNoTunnels();
    }

    private static CompletableFuture<Void> sending(RawConnection from, String text) {
        return CompletableFuture.runAsync(() -> {
            from.send(text);
            from.finish();
        });
    }

    @Test
    void anIdleTunnelEndsAndIsLoggedWithWhatItCarried() throws Exception {
        open("Timeout 1");
        client.send("12345");
        backend.read(5);
        backend.send("1234567");
        assertThat(client.read(7)).isEqualTo("1234567");
        assertThat(client.rest()).isEmpty();
        assertThat(backend.rest()).isEmpty();
        String[] line = culvert.accessLine("/ws/a").split(" ", -1);
        assertThat(line[0]).isEqualTo("101");
        if (!way.insists()) { // how much a head of HTTP/2 is, is the codec's affair
            int head = agreed(Head.of(UPGRADE)).length(); // the same fields, in another order
            assertThat(line[2]).isEqualTo(String.valueOf(UPGRADE.length() + 5));
            assertThat(line[3]).isEqualTo(String.valueOf(head + 7));
        }
        assertThat(Long.parseLong(line[4])).as("microseconds").isBetween(1_000_000L, 10_000_000L);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 401, 404, 426})
    void anotherAnswerReachesTheClientAndBothConnectionsGoOn(int status) throws Exception {
        culvert = way.to(scripted, "ws");
        client = way.client(culvert);
        client.send(UPGRADE);
        backend = scripted.next();
        backend.head();
        backend.send("HTTP/1.1 " + status + " So\r\nContent-Length: 2\r\nX-From: backend\r\n\r\nno");
        var answer = client.head();
        if (way.insists() && status == 200) {
            assertThat(answer.status()).as("a success would be taken for a tunnel").isEqualTo(502);
            return;
        }
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.value("X-From")).hasValue("backend");
        assertThat(client.body(answer)).isEqualTo("no");
        client.send("GET /next HTTP/1.1\r\nHost: e2e.test\r\n\r\n");
        assertThat(backend.head().target()).isEqualTo("/next");
        backend.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        assertThat(client.head().status()).isEqualTo(200);
        assertThat(scripted.connections()).as("the backend's connection was used again").isEqualTo(1);
    }

    @Test
    void whatFollowsARefusalIsNeverTakenForTheNextAnswer() throws Exception {
        culvert = way.to(scripted, "ws");
        client = way.client(culvert);
        client.send(UPGRADE);
        backend = scripted.next();
        backend.head();
        backend.send("HTTP/1.1 404 No\r\nContent-Length: 2\r\n\r\nnoHTTP/1.1 200 Poison\r\nContent-Length: 0\r\n\r\n");
        assertThat(client.body(client.head())).isEqualTo("no");
        client.send("GET /next HTTP/1.1\r\nHost: e2e.test\r\n\r\n");
        RawConnection second = scripted.next();
        assertThat(second.head().target()).isEqualTo("/next");
        second.send("HTTP/1.1 200 Mine\r\nContent-Length: 0\r\n\r\n");
        assertThat(client.head().status()).isEqualTo(200);
    }

    @Test
    void aSideThatDoesNotReadStopsTheOtherAndLosesNothing() throws Exception {
        open();
        int total = 64 << 20;
        CompletableFuture<Void> flood = sending(backend, "x".repeat(total));
        client.send("ping");
        assertThat(backend.read(4)).as("the other direction is not held up").isEqualTo("ping");
        assertThat(flood.isDone()).as("more than sockets and marks hold cannot have been taken").isFalse();
        assertThat(client.rest(Duration.ofSeconds(30)).length()).isEqualTo(total);
        flood.get();
    }
}
