package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.testing.Head;
import dev.culvert.testing.RawConnection;
import dev.culvert.testing.ScriptedBackend;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain requests, on every way there is. What only HTTP/1 has stands in {@link PlainHttpTest}. */
@ParameterizedClass
@EnumSource(Way.class)
class ExchangesTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final Way way;
    private final ScriptedBackend scripted;
    private Running culvert;

    ExchangesTest(Way way) {
        this.way = way;
        this.scripted = way.backend();
    }

    @AfterEach
    void stop() {
        culvert.close();
        scripted.close();
    }

    private RawConnection client(String... lines) throws Exception {
        culvert = way.to(scripted, "http", lines);
        return way.client(culvert);
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: e2e.test\r\n\r\n";
    }

    private static String post(String headers) {
        return "POST /up HTTP/1.1\r\nHost: e2e.test\r\n" + headers + "\r\n";
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16_384, 16_385, 1 << 20, 20 << 20})
    void bodiesPassBothWaysAsTheyAre(int size) throws Exception {
        RawConnection client = client();
        String body = "b".repeat(size);
        CompletableFuture<Void> sending =
                CompletableFuture.runAsync(() -> client.send(post("Content-Length: " + size + "\r\n") + body));
        RawConnection backend = scripted.next();
        Head request = backend.head();
        assertThat(request.value("Content-Length")).hasValue(String.valueOf(size));
        assertThat(backend.body(request).equals(body)).as("the body that the backend read").isTrue();
        sending.get();
        CompletableFuture<Void> answering = CompletableFuture.runAsync(() -> backend.send(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(size) + "\r\n" + body + "\r\n0\r\n\r\n"));
        Head answer = client.head();
        assertThat(answer.value("Transfer-Encoding").isPresent()).as("only HTTP/1 has chunks").isEqualTo(!way.insists());
        assertThat(client.body(answer).equals(body)).as("the body that the client read").isTrue();
        answering.get();
    }

    @Test
    void aBackendMayAskForTheBody() throws Exception {
        RawConnection client = client();
        client.send(post("Content-Length: 3\r\nExpect: 100-continue\r\n"));
        RawConnection backend = scripted.next();
        Head request = backend.head();
        assertThat(request.value("Expect")).hasValue("100-continue");
        backend.send("HTTP/1.1 100 Continue\r\n\r\n");
        assertThat(client.head().status()).isEqualTo(100);
        client.send("abc");
        assertThat(backend.body(request)).isEqualTo("abc");
        backend.send(OK);
        assertThat(client.head().status()).isEqualTo(200);
    }

    @Test
    void earlyHintsAreRelayed() throws Exception {
        RawConnection client = client();
        client.send(get("/"));
        RawConnection backend = scripted.next();
        backend.head();
        backend.send("HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + OK);
        Head hints = client.head();
        assertThat(hints.status()).isEqualTo(103);
        assertThat(hints.value("Link")).hasValue("</a.css>");
        assertThat(client.head().status()).isEqualTo(200);
    }

    @Test
    void aKeptConnectionThatDiedIsReplacedUnseen() throws Exception {
        RawConnection client = client();
        client.send(get("/1"));
        RawConnection first = scripted.next();
        first.head();
        first.send(OK);
        assertThat(client.body(client.head())).isEqualTo("ok");
        client.send(get("/2"));
        first.head();
        first.close();
        RawConnection second = scripted.next();
        assertThat(second.head().target()).isEqualTo("/2");
        second.send(OK);
        assertThat(client.head().status()).isEqualTo(200);
    }

    @Test
    void anAnswerToHeadHasNoBody() throws Exception {
        RawConnection client = client();
        client.send("HEAD / HTTP/1.1\r\nHost: e2e.test\r\n\r\n");
        RawConnection backend = scripted.next();
        backend.head();
        backend.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
        assertThat(client.head().value("Content-Length")).hasValue("5");
        client.send(get("/next"));
        assertThat(backend.head().target()).isEqualTo("/next");
        backend.send(OK);
        assertThat(client.head().status()).isEqualTo(200);
    }

    @Test
    void aClientThatLeavesIsNotWaitedFor() throws Exception {
        RawConnection client = client();
        client.send(get("/big"));
        RawConnection backend = scripted.next();
        backend.head();
        backend.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome");
        client.head();
        client.reset();
        assertThat(backend.rest(Running.PATIENCE)).isEmpty();
        assertThat(culvert.accessLine("/big")).startsWith("200 4 ");
    }

    @Test
    void aBodyOverTheLimitIsRefused() throws Exception {
        RawConnection client = client("LimitRequestBody 10");
        client.send(post("Content-Length: 11\r\n"));
        assertThat(client.head().status()).isEqualTo(413);
        assertThat(scripted.connections()).isZero();
    }

    @Test
    void anAnswerThatIsCutIsSeenToBeCut() throws Exception {
        RawConnection client = client();
        client.send(get("/"));
        RawConnection backend = scripted.next();
        backend.head();
        backend.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nok");
        backend.close();
        client.head();
        assertThat(client.rest()).as("three bytes less than was promised").isEqualTo("ok");
        assertThat(culvert.errorLine("AH01110")).contains("ended early");
    }

    @Test
    void aBackendThatIsAwayIs503() throws Exception {
        culvert = way.to(scripted, "http");
        scripted.close();
        RawConnection client = way.client(culvert);
        client.send(get("/"));
        Head answer = client.head();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(client.body(answer)).contains("<h1>Service Unavailable</h1>");
    }
}
