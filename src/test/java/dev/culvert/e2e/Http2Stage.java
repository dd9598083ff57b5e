package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.testing.Authority;
import dev.culvert.testing.Fields;
import dev.culvert.testing.Frame;
import dev.culvert.testing.FrameClient;
import dev.culvert.testing.Head;
import dev.culvert.testing.RawConnection;
import dev.culvert.testing.ScriptedBackend;
import dev.culvert.testing.WebSocketPeer;
import io.netty.handler.codec.http2.Http2Error;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A Culvert that speaks HTTP/2 without TLS, before a backend: /ok is answered at once, /silent never, a WebSocket is an
 * echo unless its path says otherwise.
 */
final class Http2Stage implements AutoCloseable {
    private final ScriptedBackend scripted = ScriptedBackend.tcp();
    private final AtomicInteger connected = new AtomicInteger();
    private final Running culvert;

    /** @param lines of the configuration, {backend} in them the backend's port */
    Http2Stage(String... lines) throws Exception {
        this("Protocols h2c http/1.1", String.join("\n", lines));
    }

    private Http2Stage(String protocols, String lines) throws Exception {
        culvert = Running.with("""
                %s
                %s
                ProxyPass /ws/ ws://127.0.0.1:{backend}/ws/
                ProxyPass / http://127.0.0.1:{backend}/
                """.formatted(protocols, lines).replace("{backend}", String.valueOf(scripted.port())));
        serve(Http2Stage::served);
    }

    /** One with TLS, for localhost and 127.0.0.1, whose certificate that authority has signed. */
    static Http2Stage secure(Authority authority, Path folder, String... lines) throws Exception {
        Path own = authority.issue("localhost", "127.0.0.1").write(folder.resolve("own.pem"));
        return new Http2Stage("Protocols h2 http/1.1\nSSLEngine on\nSSLCertificateFile \"" + own + "\"", String.join("\n", lines));
    }

    Running culvert() {
        return culvert;
    }

    ScriptedBackend scripted() {
        return scripted;
    }

    /** From now on the backend does this with a connection. */
    void serve(Consumer<RawConnection> how) {
        scripted.serve(connection -> {
            connected.incrementAndGet();
            try {
                how.accept(connection);
            } finally {
                connected.decrementAndGet();
                connection.close();
            }
        });
    }

    private static void served(RawConnection connection) {
        while (true) {
            Head asked = connection.head(Duration.ofSeconds(30));
            if (asked.value("Upgrade").isPresent()) {
                connection.send(WebSocketPeer.agreement(asked));
                echo(connection);
                return;
            }
            if (asked.target().equals("/silent")) {
                connection.rest(Duration.ofSeconds(30));
                return;
            }
            connection.body(asked.value("Content-Length").isPresent() ? asked : Head.of("x\nContent-Length: 0\n"));
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        }
    }

    /** Byte by byte, until the client ends its direction. */
    static void echo(RawConnection connection) {
        while (connection.speaks(Duration.ofSeconds(30))) {
            connection.send(connection.read(connection.untaken().length()));
        }
        connection.finish();
    }

    /** On a thread of its own, since it may wait for long. */
    static CompletableFuture<Void> meanwhile(Runnable what) {
        return CompletableFuture.runAsync(what, Thread.ofVirtual()::start);
    }

    FrameClient client(Frame... settings) {
        return FrameClient.connect(culvert.port(), settings);
    }

    /** Others are served as if nothing had happened, and nothing is left of what had. */
    void serves() {
        try (FrameClient other = client()) {
            FrameClient.Answer answer = other.answer(other.ask(Fields.request("GET", "/ok")));
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("ok");
        }
        assertThat(culvert.openTunnels()).isZero();
    }

    /** The backend's connections end, but for those that are kept for the next request. */
    void awaitConnections(int most) {
        await().atMost(Running.PATIENCE).untilAsserted(() -> assertThat(connected.get()).isLessThanOrEqualTo(most));
    }

    /** The connection ends with that goodbye and one line in the log that says so, and nobody else feels it. */
    void cutOff(FrameClient client, Http2Error code, String why) {
        client.over(Running.PATIENCE);
        assertThat(client.goodbyes()).as("what came of it; the closing may overtake it").allMatch(came -> came == code.code());
        assertThat(culvert.errorLine("closed")).contains("127.0.0.1:" + client.localPort(), why, code.name());
        assertThat(linesOf(client)).as("one line").hasSize(1);
        serves();
    }

    /** What the error log says of that client. */
    List<String> linesOf(FrameClient client) {
        return culvert.errorLog().lines().filter(line -> line.contains("127.0.0.1:" + client.localPort())).toList();
    }

    @Override
    public void close() {
        culvert.close();
        scripted.close();
    }
}
