package dev.culvert.wire;

import static dev.culvert.testing.WebSocketPeer.agreement;
import static dev.culvert.testing.WebSocketPeer.frame;
import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.ConfiguredSite;
import dev.culvert.balance.Backend;
import dev.culvert.balance.BackendUrl;
import dev.culvert.balance.CheckCondition;
import dev.culvert.balance.CheckMethod;
import dev.culvert.balance.HealthCheck;
import dev.culvert.balance.LiveBackends;
import dev.culvert.proxy.LiveTunnels;
import dev.culvert.proxy.Totals;
import dev.culvert.balance.WorkerParameters;
import dev.culvert.directive.Settings;
import dev.culvert.expr.BadExpression;
import dev.culvert.expr.Expression;
import dev.culvert.parity.Certificate;
import dev.culvert.proxy.Checkup;
import dev.culvert.testing.Head;
import dev.culvert.testing.RawConnection;
import dev.culvert.testing.ScriptedBackend;
import dev.culvert.testing.WebSocketPeer;
import dev.culvert.tls.SslProxyDirectives;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks over real sockets, with backends that do what the test says. */
class ProbeTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(10);

    private final ScriptedBackend backend = ScriptedBackend.tcp();
    private final Wire wire = new Wire(1, () -> (_, _) -> {
        throw new AssertionError("no site is needed unless something is broken");
    }, new LiveBackends(), new LiveTunnels(), new Totals(Instant.EPOCH), InstantSource.system());
    private final EventLoopGroup loops = wire.transport().loops(1);
    private Settings parameters = Settings.NONE.put(WorkerParameters.TIMEOUT, Optional.of(LONG));
    private Settings server = Settings.NONE;
    private Optional<CheckCondition> condition = Optional.empty();

    @AfterEach
    void stop() {
        backend.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        wire.close();
    }

    private CompletableFuture<Checkup.Verdict> begin(CheckMethod method, String url, String uri) {
        Backend member = new Backend("balancer://x", BackendUrl.parse(url).orElseThrow(), Backend.Kind.LITERAL, parameters);
        HealthCheck check = new HealthCheck(method, Duration.ofSeconds(1), 1, 1, uri, condition);
        CompletableFuture<Checkup.Verdict> verdict = new CompletableFuture<>();
        EventLoop loop = loops.next();
        loop.execute(() -> new Probe(wire, loop, new Checkup(member, check, server, new Random(1)), verdict::complete).start());
        return verdict;
    }

    private CompletableFuture<Checkup.Verdict> begin(CheckMethod method) {
        return begin(method, "http://127.0.0.1:" + backend.port(), "/up");
    }

    private static Checkup.Verdict end(CompletableFuture<Checkup.Verdict> verdict) throws Exception {
        return verdict.get(10, TimeUnit.SECONDS);
    }

    private Checkup.Verdict check(CheckMethod method, Consumer<RawConnection> answering) throws Exception {
        CompletableFuture<Checkup.Verdict> verdict = begin(method);
        RawConnection connection = backend.next();
        answering.accept(connection);
        return end(verdict);
    }

    private Checkup.Verdict webSocket(Consumer<RawConnection> answering) throws Exception {
        return check(CheckMethod.WEBSOCKET, connection -> {
            connection.send(agreement(connection.head()));
            answering.accept(connection);
        });
    }

    private void impatient() {
        parameters = parameters.put(WorkerParameters.TIMEOUT, Optional.of(SHORT));
    }

    // ---- what is sent

    /** Byte for byte what httpd 2.4.71 was seen to send. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "OPTIONS; OPTIONS * HTTP/1.0", "HEAD; HEAD /up HTTP/1.0", "GET; GET /up HTTP/1.0",
        "OPTIONS11; OPTIONS * HTTP/1.1", "HEAD11; HEAD /up HTTP/1.1", "GET11; GET /up HTTP/1.1",
    })
    void asksInHttpdsWords(CheckMethod method, String line) throws Exception {
        String[] came = new String[1];
        Checkup.Verdict verdict = check(method, connection -> {
            connection.head();
            came[0] = connection.received();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        });
        assertThat(came[0]).isEqualTo(line + "\r\nHost: 127.0.0.1:" + backend.port() + "\r\n\r\n");
        assertThat(verdict).isEqualTo(new Checkup.Verdict(true, "status 200"));
    }

    @Test
    void asksForAWebSocketWithAKeyOfItsOwn() throws Exception {
        Head[] heads = new Head[2];
        for (int i = 0; i < 2; i++) {
            int nth = i;
            check(CheckMethod.WEBSOCKET, connection -> {
                heads[nth] = connection.head();
                connection.close();
            });
        }
        assertThat(heads[0].start()).isEqualTo("GET /up HTTP/1.1");
        assertThat(heads[0].lines().stream().map(line -> line.replaceAll("Key: .*", "Key: *"))).containsExactly(
                "Host: 127.0.0.1:" + backend.port(), "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Key: *",
                "Sec-WebSocket-Version: 13");
    }

    // ---- plain answers

    @Test
    void aConnectionIsEnoughForTcp() throws Exception {
        CompletableFuture<Checkup.Verdict> verdict = begin(CheckMethod.TCP);
        RawConnection connection = backend.next();
        assertThat(end(verdict)).isEqualTo(new Checkup.Verdict(true, "connected"));
        assertThat(connection.rest()).as("nothing is sent").isEmpty();
    }

    @Test
    void nobodyThereIsABadSign() throws Exception {
        int port = backend.port();
        backend.close();
        for (CheckMethod method : new CheckMethod[] {CheckMethod.TCP, CheckMethod.GET, CheckMethod.WEBSOCKET}) {
            Checkup.Verdict verdict = end(begin(method, "http://127.0.0.1:" + port, ""));
            assertThat(verdict.isWell()).isFalse();
            assertThat(verdict.words()).startsWith("cannot connect to 127.0.0.1:" + port);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "HTTP/1.1 500 No|Content-Length: 0||; status 500", "HTTP/1.1 404 No|Content-Length: 3||abc; status 404",
        "HTTP/1.1 100 Continue||HTTP/1.1 200 OK||; status 100", "HTTP/1.1 101 Sure|Upgrade: x||; status 101",
        "garbage||; does not speak HTTP/1", "HTTP/1.1 200 OK|no colon||; a field without a colon",
    })
    void aBadAnswerIsABadSign(String answer, String words) throws Exception {
        Checkup.Verdict verdict = check(CheckMethod.GET11, connection -> {
            connection.head();
            connection.send(answer.replace("|", "\r\n"));
        });
        assertThat(verdict.isWell()).isFalse();
        assertThat(verdict.words()).contains(words);
    }

    @Test
    void anAnswerToHeadHasNoBody() throws Exception {
        assertThat(check(CheckMethod.HEAD, connection -> {
            connection.head();
            connection.send("HTTP/1.1 302 There\r\nContent-Length: 100\r\n\r\n");
        })).isEqualTo(new Checkup.Verdict(true, "status 302"));
    }

    @Test
    void silenceIsABadSign() throws Exception {
        impatient();
        assertThat(check(CheckMethod.GET, RawConnection::head).words()).contains("within 300 ms");
        assertThat(check(CheckMethod.GET, connection -> {
            connection.head();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
        }).words()).isEqualTo("the answer's body did not come within 300 ms");
    }

    @Test
    void anEndInTheMiddleIsABadSign() throws Exception {
        assertThat(check(CheckMethod.GET, RawConnection::close).words()).contains("it closed the connection");
        assertThat(check(CheckMethod.GET, connection -> {
            connection.head();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
            connection.finish();
        }).words()).isEqualTo("the connection ended within the answer's body");
    }

    // ---- conditions

    private void expect(String expression) throws BadExpression {
        condition = Optional.of(new CheckCondition("ok", Expression.ofHealthCheck(expression)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "HTTP/1.1 500 x\r\nContent-Length: 5\r\nX-A: b\r\n\r\nhello",
        "HTTP/1.1 500 x\r\nTransfer-Encoding: chunked\r\nX-A: b\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n",
        "HTTP/1.0 500 x\r\nX-A: b\r\n\r\nhello",
    })
    void aConditionSeesTheBodyHoweverItIsFramed(String answer) throws Exception {
        expect("hc('body') == 'hello' && %{REQUEST_STATUS} == 500 && %{resp:X-A} == 'b'");
        assertThat(check(CheckMethod.GET, connection -> {
            connection.head();
            connection.send(answer);
            connection.finish();
        })).isEqualTo(new Checkup.Verdict(true, "status 500, ok holds"));
    }

    @Test
    void onlyTheBeginningOfABodyIsRead() throws Exception {
        expect("hc('body') =~ /^x+$/");
        assertThat(check(CheckMethod.GET, connection -> {
            connection.head();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(Checkup.BODY_LIMIT) + "needle");
        }).words()).as("without waiting for the rest").isEqualTo("status 200, ok holds");
    }

    @Test
    void onlyGetHasABody() throws Exception {
        expect("hc('body') == ''");
        assertThat(check(CheckMethod.OPTIONS, connection -> {
            connection.head();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
        }).isWell()).isTrue();
    }

    // ---- WebSocket

    @Test
    void aPongAndThenAClose() throws Exception {
        WebSocketPeer.Frame[] said = new WebSocketPeer.Frame[2];
        RawConnection[] peer = new RawConnection[1];
        assertThat(webSocket(connection -> {
            peer[0] = connection;
            said[0] = WebSocketPeer.next(connection);
            connection.send(frame(1, "a greeting") + frame(0xA, said[0].payload()));
        })).isEqualTo(new Checkup.Verdict(true, "status 101"));
        said[1] = WebSocketPeer.next(peer[0]);
        assertThat(said[0].opcode()).isEqualTo(9);
        assertThat(said[0].masked()).isTrue();
        assertThat(said[1]).isEqualTo(new WebSocketPeer.Frame(8, true, "\u0003\u00e8"));
        peer[0].finish();
        assertThat(peer[0].rest()).isEmpty();
    }

    @Test
    void aPeerThatDoesNotCloseIsClosedUpon() throws Exception {
        RawConnection[] peer = new RawConnection[1];
        webSocket(connection -> {
            peer[0] = connection;
            connection.send(frame(0xA, WebSocketPeer.next(connection).payload()));
        });
        WebSocketPeer.next(peer[0]);
        assertThat(peer[0].rest()).isEmpty();
    }

    @Test
    void aWrongAcceptIsABadSign() throws Exception {
        assertThat(check(CheckMethod.WEBSOCKET, connection -> {
            connection.head();
            connection.send("HTTP/1.1 101 OK\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: x\r\n\r\n");
        })).isEqualTo(new Checkup.Verdict(false, "101 with a Sec-WebSocket-Accept that does not belong to the key"));
    }

    @Test
    void noHandshakeNoWebSocket() throws Exception {
        assertThat(check(CheckMethod.WEBSOCKET, connection -> {
            connection.head();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        })).isEqualTo(new Checkup.Verdict(false, "status 200 to a WebSocket handshake"));
    }

    @Test
    void noPongNoHealth() throws Exception {
        impatient();
        assertThat(webSocket(connection -> connection.send(frame(1, "I hear nothing"))).words()).isEqualTo("no pong within 300 ms");
        assertThat(webSocket(connection -> connection.send(frame(8, "\u0003\u00e9"))).words())
                .isEqualTo("a close with code 1001 instead of a pong");
        assertThat(webSocket(RawConnection::close).words()).isEqualTo("the connection ended before the pong came");
        assertThat(webSocket(connection -> connection.send(frame(2, "x".repeat(65_000)) + frame(2, "x".repeat(65_000)))).words())
                .isEqualTo("more than 65536 bytes instead of a pong");
    }

    @Test
    void thePeersOwnPingIsAnswered() throws Exception {
        WebSocketPeer.Frame[] said = new WebSocketPeer.Frame[1];
        assertThat(webSocket(connection -> {
            WebSocketPeer.Frame ping = WebSocketPeer.next(connection);
            connection.send(frame(9, "and you?"));
            said[0] = WebSocketPeer.next(connection);
            connection.send(frame(0xA, ping.payload()));
        }).isWell()).isTrue();
        assertThat(said[0]).isEqualTo(new WebSocketPeer.Frame(0xA, true, "and you?"));
    }

    @Test
    void aConditionCountsBesidesThePong() throws Exception {
        expect("%{resp:X-Ready} == 'yes'");
        assertThat(webSocket(connection -> connection.send(frame(0xA, WebSocketPeer.next(connection).payload()))))
                .isEqualTo(new Checkup.Verdict(false, "status 101, ok does not hold"));
    }

    // ---- TLS

    @Test
    void itIsSpokenAsTheServerSays(@TempDir Path directory) throws Exception {
        try (ScriptedBackend secure = ScriptedBackend.tcp(Certificate.forLocalhost(directory))) {
            secure.serve(WebSocketPeer::serve);
            String url = "wss://localhost:" + secure.port();
            assertThat(end(begin(CheckMethod.WEBSOCKET, url, "/ws")).words()).contains("SSLProxyEngine is not On");
            assertThat(end(begin(CheckMethod.TCP, url, "/ws"))).isEqualTo(new Checkup.Verdict(true, "connected"));
            server = ConfiguredSite.of("Listen 1\nSSLProxyEngine On\nSSLProxyVerify require\nSSLProxyCACertificateFile "
                    + directory.resolve("localhost.pem"), "x").host().settings();
            assertThat(end(begin(CheckMethod.WEBSOCKET, url, "/ws"))).isEqualTo(new Checkup.Verdict(true, "status 101"));
            String wrongName = "wss://127.0.0.1:" + secure.port();
            assertThat(end(begin(CheckMethod.WEBSOCKET, wrongName, "/ws")).words()).startsWith("TLS with 127.0.0.1");
        }
    }

    @Test
    void plainTextIsNoTls() throws Exception {
        server = Settings.NONE.put(SslProxyDirectives.ENGINE, true);
        CompletableFuture<Checkup.Verdict> verdict = begin(CheckMethod.GET, "https://127.0.0.1:" + backend.port(), "");
        backend.next().send("HTTP/1.1 400 What?\r\n\r\n");
        assertThat(end(verdict).words()).startsWith("TLS with 127.0.0.1");
    }

    @Test
    void aPortThatThereIsNotIsNoMoreThanABadMember() throws Exception {
        assertThat(end(begin(CheckMethod.TCP, "http://127.0.0.1:99999", "")).isWell()).isFalse();
    }
}
