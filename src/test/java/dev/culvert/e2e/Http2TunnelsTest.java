package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.testing.Fields;
import dev.culvert.testing.Frame;
import dev.culvert.testing.FrameClient;
import dev.culvert.testing.Head;
import dev.culvert.testing.RawConnection;
import dev.culvert.testing.ScriptedBackend;
import dev.culvert.testing.WebSocketPeer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** WebSockets over HTTP/2 (RFC 8441), frame by frame. What {@link TunnelsTest} says of tunnels holds for these as well. */
@Timeout(60)
class Http2TunnelsTest {
    private Http2Stage stage;
    private FrameClient client;

    @AfterEach
    void stop() {
        client.close();
        stage.close();
    }

    private void begin(String... lines) throws Exception {
        stage = new Http2Stage("H2WebSockets on", String.join("\n", lines));
        client = stage.client();
    }

    private void answers(String answer) {
        stage.serve(connection -> {
            connection.head();
            connection.send(answer);
            connection.rest(Duration.ofSeconds(20));
        });
    }

    // ---- many on one connection

    /** Of a hundred, one has a backend that does not read and one a client that does not: the others do not feel it. */
    @Test
    void aHundredTunnelsOfWhichTwoAreStuck() throws Exception {
        begin();
        AtomicInteger taken = new AtomicInteger();
        stage.serve(connection -> several(connection, taken));
        int deaf = client.tunnel("/ws/deaf");
        int flooded = client.tunnel("/ws/flood");
        List<Integer> others = IntStream.range(0, 98).mapToObj(_ -> client.tunnel("/ws/echo")).toList();
        client.leaveUnread(flooded);
        CompletableFuture<Void> unheard = Http2Stage.meanwhile(() -> client.data(deaf, "x".repeat(64 << 20)));
        client.data(flooded, "go");
        await().atMost(Running.PATIENCE).until(() -> client.came(flooded) >= 65_535);
        for (int round = 0; round < 5; round++) {
            for (int stream : others) {
                assertThat(client.head(stream).status()).isEqualTo(200);
                client.data(stream, "hello " + stream);
            }
            for (int stream : others) {
                assertThat(client.read(stream, ("hello " + stream).length())).isEqualTo("hello " + stream);
            }
        }
        assertThat(stage.culvert().openTunnels()).isEqualTo(100);
        assertThat(client.came(flooded)).as("its window, no more").isEqualTo(65_535);
        assertThat(taken.get()).as("MiB that the flooding backend got rid of").isLessThan(12);
        assertThat(unheard).isNotDone();
        client.close();
        stage.culvert().awaitNoTunnels();
        stage.awaitConnections(1); // the deaf one may still have to be written to
    }

    private static void several(RawConnection connection, AtomicInteger taken) {
        Head asked = connection.head();
        connection.send(WebSocketPeer.agreement(asked));
        if (asked.target().equals("/ws/echo")) {
            Http2Stage.echo(connection);
        } else if (asked.target().equals("/ws/flood")) {
            connection.read(2);
            IntStream.range(0, 64).forEach(_ -> {
                connection.send("x".repeat(1 << 20));
                taken.incrementAndGet();
            });
        } else {
            deaf(connection);
        }
    }

    /** Reads nothing until the connection is gone, which a write shows. */
    private static void deaf(RawConnection connection) {
        connection.stopReading();
        await().atMost(Duration.ofMinutes(2)).until(connection::isBroken);
    }

    @Test
    void whatWasHeldBackArrivesOnceItIsRead() throws Exception {
        begin();
        int much = 4 << 20;
        stage.serve(connection -> {
            connection.send(WebSocketPeer.agreement(connection.head()));
            connection.send("x".repeat(much));
            connection.finish();
            connection.rest();
        });
        int stream = client.stream();
        client.leaveUnread(stream);
        client.send(new Frame(Frame.HEADERS, Frame.END_HEADERS, stream, Fields.tunnel("/ws/much")));
        await().atMost(Running.PATIENCE).until(() -> client.came(stream) == 65_535);
        client.readAgain(stream);
        FrameClient.Answer answer = client.answer(stream);
        assertThat(answer.body()).hasSize(much);
        assertThat(answer.reset()).isEmpty();
        client.end(stream);
        stage.culvert().awaitNoTunnels();
    }

    // ---- ends

    @Test
    void theClientMayFinishFirst() throws Exception {
        begin();
        stage.serve(connection -> {
            connection.send(WebSocketPeer.agreement(connection.head()));
            String said = connection.rest();
            connection.send("after <" + said + ">");
            connection.finish();
        });
        int stream = client.tunnel("/ws/x");
        assertThat(client.head(stream).status()).isEqualTo(200);
        client.data(stream, "bye");
        client.end(stream);
        FrameClient.Answer answer = client.answer(stream);
        assertThat(answer.body()).isEqualTo("after <bye>");
        assertThat(answer.reset()).as("an end, no reset").isEmpty();
        stage.culvert().awaitNoTunnels();
    }

    @Test
    void theBackendMayFinishFirst() throws Exception {
        begin();
        CompletableFuture<String> heard = new CompletableFuture<>();
        stage.serve(connection -> {
            connection.send(WebSocketPeer.agreement(connection.head()) + "last");
            connection.finish();
            heard.complete(connection.rest());
        });
        int stream = client.tunnel("/ws/x");
        FrameClient.Answer answer = client.answer(stream);
        assertThat(answer.body()).isEqualTo("last");
        assertThat(answer.reset()).isEmpty();
        client.data(stream, "still here");
        client.end(stream);
        assertThat(heard.get()).isEqualTo("still here");
        stage.culvert().awaitNoTunnels();
    }

    @Test
    void aResetByTheClientClosesTheBackendAndNobodyElse() throws Exception {
        begin();
        int other = client.tunnel("/ws/other");
        int stream = client.tunnel("/ws/x");
        assertThat(client.head(stream).status()).isEqualTo(200);
        assertThat(client.head(other).status()).isEqualTo(200);
        client.reset(stream);
        stage.awaitConnections(1);
        client.data(other, "here");
        assertThat(client.read(other, 4)).isEqualTo("here");
        assertThat(stage.culvert().openTunnels()).isEqualTo(1);
    }

    @Test
    void aResetByTheBackendIsAReset() throws Exception {
        begin();
        stage.serve(connection -> {
            connection.send(WebSocketPeer.agreement(connection.head()));
            connection.read(2);
            connection.reset();
        });
        int stream = client.tunnel("/ws/x");
        assertThat(client.head(stream).status()).isEqualTo(200);
        client.data(stream, "go");
        assertThat(client.answer(stream).reset()).isPresent();
        stage.culvert().awaitNoTunnels();
    }

    // ---- answers that are no agreement

    @Test
    void anAgreementIsA200WithoutWhatHttp1Needs() throws Exception {
        begin();
        answers("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Protocol: chat\r\n"
                + "Sec-WebSocket-Accept: x\r\n\r\n");
        stage.serve(connection -> {
            Head asked = connection.head();
            assertThat(asked.start()).isEqualTo("GET /ws/x HTTP/1.1");
            assertThat(asked.value("Sec-WebSocket-Version")).hasValue("13");
            connection.send(WebSocketPeer.agreement(asked).replace("\r\n\r\n", "\r\nSec-WebSocket-Protocol: chat\r\n\r\n"));
            connection.rest();
        });
        int stream = client.open(Fields.tunnel("/ws/x", "sec-websocket-protocol", "chat", "origin", "https://e2e.test"));
        Head head = client.head(stream);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.value("sec-websocket-protocol")).hasValue("chat");
        assertThat(head.lines()).noneMatch(line -> line.matches("(upgrade|connection|sec-websocket-accept|transfer-encoding):.*"));
        client.end(stream);
        assertThat(stage.culvert().accessLine("/ws/x")).startsWith("101 ").endsWith("\"GET /ws/x HTTP/2.0\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sec-WebSocket-Accept: bm90IHRoaXMgb25lIQ==\r\n", ""})
    void aWrongProofIsNoAgreement(String proof) throws Exception {
        begin();
        answers("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" + proof + "\r\n");
        refused(502);
    }

    @Test
    void anAgreementToSomethingElseIsNone() throws Exception {
        begin();
        answers("HTTP/1.1 101 Switching Protocols\r\nUpgrade: tls\r\nConnection: Upgrade\r\n\r\n");
        refused(502);
    }

    @Test
    void aSuccessIsNoAgreement() throws Exception {
        begin();
        answers("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nno");
        refused(502);
    }

    private void refused(int status) {
        int stream = client.tunnel("/ws/x");
        FrameClient.Answer answer = client.answer(stream);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(stage.culvert().openTunnels()).isZero();
        assertThat(stage.culvert().accessLine("/ws/x")).startsWith(status + " ");
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 401, 403, 404, 426, 500, 503})
    void aRefusalIsRelayedWithItsBody(int status) throws Exception {
        begin();
        answers("HTTP/1.1 " + status + " So\r\nContent-Length: 4\r\nX-From: backend\r\n\r\nno !");
        FrameClient.Answer answer = client.answer(client.tunnel("/ws/x"));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.head().value("x-from")).hasValue("backend");
        assertThat(answer.body()).isEqualTo("no !");
    }

    @Test
    void aBackendThatIsNotThereIs503() throws Exception {
        begin("ProxyPass /gone/ ws://127.0.0.1:1/");
        assertThat(client.answer(client.tunnel("/gone/x")).status()).isEqualTo(503);
    }

    // ---- other protocols

    @Test
    void anotherProtocolIsNotImplemented() throws Exception {
        begin();
        FrameClient.Answer answer = client.answer(client.open(Fields.tunnelOf("connect-udp", "/ws/x")));
        assertThat(answer.status()).isEqualTo(501);
        assertThat(stage.scripted().connections()).isZero();
    }

    @Test
    void anotherProtocolThatTheWorkerNamesOpens() throws Exception {
        begin("ProxyPass /own/ http://127.0.0.1:{backend}/own/ upgrade=mine");
        stage.serve(connection -> {
            Head asked = connection.head();
            assertThat(asked.value("Upgrade")).hasValue("mine");
            assertThat(asked.value("Sec-WebSocket-Key")).isEmpty();
            connection.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: mine\r\nConnection: Upgrade\r\n\r\n");
            Http2Stage.echo(connection);
        });
        int stream = client.open(Fields.tunnelOf("mine", "/own/x"));
        Head head = client.head(stream);
        assertThat(head.status()).as(head.toString()).isEqualTo(200);
        client.data(stream, "anything");
        assertThat(client.read(stream, 8)).isEqualTo("anything");
        client.end(stream);
        stage.culvert().awaitNoTunnels();
    }

    @Test
    void whereTheyAreOffNobodyIsToldAndNobodyMay() throws Exception {
        stage = new Http2Stage();
        client = stage.client();
        assertThat(client.setting(FrameClient.ENABLE_CONNECT_PROTOCOL)).isZero();
        assertThat(client.answer(client.tunnel("/ws/x")).reset()).hasValue(FrameClient.PROTOCOL_ERROR);
        stage.serves();
    }

    @Test
    void whereTheyAreOnEveryClientIsTold() throws Exception {
        begin();
        assertThat(client.setting(FrameClient.ENABLE_CONNECT_PROTOCOL)).isEqualTo(1);
    }

    // ---- balancers

    @Test
    void aBalancerKeepsItsPromisesAndItsBooks() throws Exception {
        try (ScriptedBackend second = ScriptedBackend.tcp()) {
            begin("""
                    <Proxy balancer://two>
                    BalancerMember ws://127.0.0.1:{backend} route=one
                    BalancerMember ws://127.0.0.1:%s route=two
                    ProxySet lbmethod=bybusyness stickysession=STICK
                    </Proxy>
                    ProxyPass /both/ balancer://two/both/
                    <Location /balancer-manager>
                    SetHandler balancer-manager
                    </Location>
                    ProxyPass /balancer-manager !
                    """.formatted(second.port()));
            AtomicInteger atSecond = new AtomicInteger();
            second.serve(connection -> {
                atSecond.incrementAndGet();
                connection.send(WebSocketPeer.agreement(connection.head()));
                Http2Stage.echo(connection);
            });
            List<Integer> tunnels = IntStream.range(0, 4).mapToObj(_ -> opened("/both/x")).toList();
            assertThat(atSecond.get()).as("half of them").isEqualTo(2);
            assertThat(busy()).isEqualTo("2 2");
            int sticky = opened("/both/x", "cookie", "a=b", "cookie", "STICK=s.two");
            int stickyToo = opened("/both/x", "cookie", "STICK=s.two", "cookie", "a=b");
            assertThat(atSecond.get()).isEqualTo(4);
            tunnels.forEach(client::end);
            client.end(sticky);
            client.reset(stickyToo);
            stage.culvert().awaitNoTunnels();
            assertThat(busy()).isEqualTo("0 0");
        }
    }

    private int opened(String path, String... fields) {
        int stream = client.open(Fields.tunnel(path, fields));
        assertThat(client.head(stream).status()).isEqualTo(200);
        return stream;
    }

    /** What the balancer-manager says of its members, over the same connection. */
    private String busy() {
        FrameClient.Answer page = client.answer(client.ask(Fields.request("GET", "/balancer-manager?xml=1", "referer", "http://e2e.test/bm")));
        assertThat(page.status()).as(page.toString()).isEqualTo(200);
        return java.util.regex.Pattern.compile("<httpd:busy>(\\d+)</httpd:busy>").matcher(page.body()).results()
                .map(found -> found.group(1)).collect(java.util.stream.Collectors.joining(" "));
    }
}
