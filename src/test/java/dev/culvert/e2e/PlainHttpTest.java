package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.testing.RawConnection;
import dev.culvert.testing.ScriptedBackend;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP that every WebSocket application has beside it. */
class PlainHttpTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final ScriptedBackend scripted = ScriptedBackend.tcp();
    private Running culvert;

    @AfterEach
    void stop() {
        culvert.close();
        scripted.close();
    }

    private RawConnection client(String... lines) throws Exception {
        culvert = Running.with("ProxyPass / http://127.0.0.1:" + scripted.port() + "/\n" + String.join("\n", lines));
        return culvert.client();
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: e2e.test\r\n\r\n";
    }

    private static String post(String headers) {
        return "POST /up HTTP/1.1\r\nHost: e2e.test\r\n" + headers + "\r\n";
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrderOverOneConnection() throws Exception {
        RawConnection client = client();
        client.send(get("/1") + get("/2") + get("/3"));
        RawConnection backend = scripted.next();
        for (int i = 1; i <= 3; i++) {
            assertThat(backend.head().target()).isEqualTo("/" + i);
            backend.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + i);
        }
        for (int i = 1; i <= 3; i++) {
            assertThat(client.body(client.head())).isEqualTo(String.valueOf(i));
        }
        assertThat(scripted.connections()).isEqualTo(1);
    }

    @Test
    void anOldClientGetsABodyThatEndsWithTheConnection() throws Exception {
        RawConnection client = client();
        client.send("GET / HTTP/1.0\r\n\r\n");
        RawConnection backend = scripted.next();
        backend.head();
        backend.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n");
        assertThat(client.head().value("Transfer-Encoding")).isEmpty();
        assertThat(client.rest()).isEqualTo("ok");
    }

    @Test
    void aBodyThatIsCutIsSeenToBeCut() throws Exception {
        RawConnection client = client();
        client.send(get("/"));
        RawConnection backend = scripted.next();
        backend.head();
        backend.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n");
        backend.close();
        client.head();
        assertThat(client.rest()).isEqualTo("2\r\nok\r\n");
        assertThat(culvert.errorLine("AH01110")).contains("ended early");
    }

    @Test
    void aSlowHeadIsCut() throws Exception {
        RawConnection client = client("RequestReadTimeout header=1");
        client.send("GET / HT");
        assertThat(client.head().status()).isEqualTo(408);
        assertThat(client.rest(Running.PATIENCE)).contains("</html>");
    }

    @Test
    void anIdleConnectionIsClosed() throws Exception {
        RawConnection client = client("KeepAliveTimeout 1");
        client.send(get("/"));
        RawConnection backend = scripted.next();
        backend.head();
        backend.send(OK);
        assertThat(client.body(client.head())).isEqualTo("ok");
        assertThat(client.rest(Duration.ofSeconds(8))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 11\r\n", "Transfer-Encoding: chunked\r\n"})
    void aBodyOverTheLimitIsRefused(String framing) throws Exception {
        RawConnection client = client("LimitRequestBody 10");
        client.send(post(framing) + "b\r\nhello world\r\n0\r\n\r\n");
        assertThat(client.head().status()).isEqualTo(413);
        assertThat(scripted.connections()).isZero();
    }
}
