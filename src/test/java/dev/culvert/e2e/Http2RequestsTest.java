package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.Loading;
import dev.culvert.testing.Fields;
import dev.culvert.testing.Frame;
import dev.culvert.testing.FrameClient;
import dev.culvert.testing.Head;
import dev.culvert.testing.RawConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests over HTTP/2, frame by frame: what becomes of heads, bodies and trailers, and what is refused. */
@Timeout(60)
class Http2RequestsTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final int MUCH = 20 << 20;

    @TempDir
    private Path folder = Path.of("");

    /** What reached the backend; nothing is answered for it. */
    private final BlockingQueue<RawConnection> arrived = new LinkedBlockingQueue<>();
    private Http2Stage stage;
    private FrameClient client;

    @AfterEach
    void stop() {
        if (stage != null) {
            client.close();
            stage.close();
        }
    }

    private void begin(String... lines) throws Exception {
        stage = new Http2Stage(lines);
        stage.scripted().serve(arrived::add);
        client = stage.client();
    }

    private RawConnection backend() throws InterruptedException {
        RawConnection next = arrived.poll(5, TimeUnit.SECONDS);
        return next == null ? org.assertj.core.api.Assertions.fail("no connection came") : next;
    }

    private FrameClient.Answer asked(byte[] fields) {
        return client.answer(client.ask(fields));
    }

    // ---- heads

    @Test
    void aHeadBecomesOneOfHttp1() throws Exception {
        begin();
        int stream = client.ask(Fields.request("GET", "/a?b=c", "user-agent", "x/1", "te", "trailers", "cookie", "a=1", "accept", "*/*",
                "cookie", "b=2", "cookie", "c=3"));
        RawConnection backend = backend();
        Head head = backend.head();
        assertThat(head.start()).isEqualTo("GET /a?b=c HTTP/1.1");
        assertThat(head.lines()).contains("Cookie: a=1; b=2; c=3", "User-Agent: x/1", "Accept: */*");
        assertThat(head.lines()).noneMatch(line -> line.startsWith(":"));
        assertThat(head.lines()).filteredOn(line -> line.startsWith("Host:")).hasSize(1);
        backend.send("HTTP/1.1 200 Fine\r\nContent-Length: 2\r\nConnection: close\r\nKeep-Alive: timeout=5\r\nX-Own: Kept As Is\r\n"
                + "Set-Cookie: a=1\r\nSet-Cookie: b=2\r\n\r\nok");
        FrameClient.Answer answer = client.answer(stream);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.head().lines()).contains("x-own: Kept As Is", "set-cookie: a=1", "set-cookie: b=2");
        assertThat(answer.head().lines()).noneMatch(line -> line.matches("(connection|keep-alive|transfer-encoding):.*"));
        assertThat(answer.head().lines()).allMatch(line -> line.matches("[a-z-]+: .*"));
        assertThat(stage.culvert().accessLine("/a?b=c")).startsWith("200 2 ").endsWith("\"GET /a?b=c HTTP/2.0\"");
    }

    @Test
    void theHostMayBeAFieldInstead() throws Exception {
        begin();
        int stream = client.ask(Fields.of(":method", "GET", ":scheme", "http", ":path", "/", "host", "e2e.test"));
        RawConnection backend = backend();
        assertThat(backend.head().lines()).filteredOn(line -> line.startsWith("Host:")).hasSize(1);
        backend.send(OK);
        assertThat(client.answer(stream).status()).isEqualTo(200);
    }

    @Test
    void withoutAHostItIsABadRequest() throws Exception {
        begin();
        assertThat(asked(Fields.of(":method", "GET", ":scheme", "http", ":path", "/")).status()).isEqualTo(400);
        assertThat(stage.scripted().connections()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"X-Capital, a", "connection, close", "upgrade, websocket", "keep-alive, x", "proxy-connection, close",
            "transfer-encoding, chunked", "te, gzip", "bad name, a"})
    void fieldsThatHttp2DoesNotKnowEndTheStream(String name, String value) throws Exception {
        begin("LogLevel info");
        FrameClient.Answer answer = asked(Fields.request("GET", "/", name, value));
        assertThat(answer.reset()).as(answer.toString()).hasValue(FrameClient.PROTOCOL_ERROR);
        assertThat(stage.scripted().connections()).isZero();
        stage.serve(Http2RequestsTest::ok);
        assertThat(asked(Fields.request("GET", "/")).status()).isEqualTo(200);
    }

    private static void ok(RawConnection connection) {
        connection.head();
        connection.send(OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {":method", ":scheme", ":path"})
    void aHeadWithoutItsPartsEndsTheStream(String missing) throws Exception {
        begin();
        byte[] none = {};
        FrameClient.Answer answer = asked(Fields.joined(Fields.of(":authority", "e2e.test"),
                missing.equals(":method") ? none : Fields.of(":method", "GET"),
                missing.equals(":scheme") ? none : Fields.of(":scheme", "http"),
                missing.equals(":path") ? none : Fields.of(":path", "/")));
        assertThat(answer.reset()).as(answer.toString()).hasValue(FrameClient.PROTOCOL_ERROR);
    }

    @Test
    void pseudoFieldsBehindOthersEndTheStream() throws Exception {
        begin();
        assertThat(asked(Fields.of(":method", "GET", ":scheme", "http", "x", "y", ":path", "/", ":authority", "e2e.test")).reset())
                .hasValue(FrameClient.PROTOCOL_ERROR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Smuggled: 1", "a\nb", "a\0b"})
    void aValueThatWouldEndItsLineIsRefused(String value) throws Exception {
        begin();
        FrameClient.Answer answer = asked(Fields.request("GET", "/", "x", value));
        assertThat(answer.status() == 400 || answer.reset().isPresent()).as(answer.toString()).isTrue();
        assertThat(stage.scripted().connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a HTTP/1.1\r\nX: y", "/a b", "no-slash"})
    void aTargetThatIsNoneIsRefused(String target) throws Exception {
        begin();
        FrameClient.Answer answer = asked(Fields.request("GET", target));
        assertThat(answer.status() == 400 || answer.reset().isPresent()).as(answer.toString()).isTrue();
        assertThat(stage.scripted().connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"G ET", "GET\r\nX:", ""})
    void aMethodThatIsNoneIsRefused(String method) throws Exception {
        begin();
        FrameClient.Answer answer = asked(Fields.request(method, "/"));
        assertThat(answer.status() >= 400 || answer.reset().isPresent()).as(answer.toString()).isTrue();
        assertThat(stage.scripted().connections()).isZero();
    }

    // ---- limits

    @Test
    void aTargetThatIsTooLong() throws Exception {
        begin("LimitRequestLine 100");
        assertThat(asked(Fields.request("GET", "/" + "a".repeat(200))).status()).isEqualTo(414);
    }

    @Test
    void aFieldThatIsTooLarge() throws Exception {
        begin();
        assertThat(asked(Fields.request("GET", "/", "x", "y".repeat(8200))).status()).isEqualTo(431);
    }

    @Test
    void tooManyFields() throws Exception {
        begin("LimitRequestFields 10");
        byte[] fields = Fields.request("GET", "/");
        for (int i = 0; i < 11; i++) {
            fields = Fields.joined(fields, Fields.of("x" + i, "y"));
        }
        assertThat(asked(fields).status()).isEqualTo(431);
    }

    @ParameterizedTest
    @ValueSource(strings = {"with", "without"})
    void aBodyThatIsTooLong(String length) throws Exception {
        begin("LimitRequestBody 1000");
        int stream = client.open(length.equals("with") ? Fields.request("POST", "/", "content-length", "2000")
                : Fields.request("POST", "/"));
        client.data(stream, "x".repeat(2000));
        client.end(stream);
        FrameClient.Answer answer = client.answer(stream);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(413);
        stage.serve(Http2RequestsTest::ok);
        assertThat(asked(Fields.request("GET", "/")).status()).as("the connection goes on").isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "10"})
    void aBodyThatIsNotAsLongAsItSays(String length) throws Exception {
        begin();
        int stream = client.open(Fields.request("POST", "/", "content-length", length));
        client.data(stream, "12345");
        client.end(stream);
        FrameClient.Answer answer = client.answer(stream);
        assertThat(answer.reset()).as(answer.toString()).hasValue(FrameClient.PROTOCOL_ERROR);
        stage.serve(Http2RequestsTest::ok);
        assertThat(asked(Fields.request("GET", "/")).status()).isEqualTo(200);
    }

    @Test
    void aSlowBodyIsNotWaitedForForEver() throws Exception {
        begin("RequestReadTimeout body=1");
        int stream = client.open(Fields.request("POST", "/", "content-length", "10"));
        client.data(stream, "123");
        assertThat(client.answer(stream).status()).isEqualTo(408);
    }

    // ---- bodies

    @Test
    void anUploadOfKnownLengthAndItsAnswer() throws Exception {
        begin();
        int stream = client.open(Fields.request("POST", "/up", "content-length", String.valueOf(MUCH)));
        CompletableFuture<Void> sending = Http2Stage.meanwhile(() -> {
            client.data(stream, "u".repeat(MUCH));
            client.end(stream);
        });
        RawConnection backend = backend();
        Head head = backend.head();
        assertThat(backend.body(head).equals("u".repeat(MUCH))).isTrue();
        sending.get();
        backend.send("HTTP/1.1 200 OK\r\nContent-Length: " + MUCH + "\r\n\r\n" + "d".repeat(MUCH));
        assertThat(client.answer(stream, Duration.ofSeconds(20)).body().equals("d".repeat(MUCH))).isTrue();
    }

    @Test
    void anUploadWithoutLengthIsChunked() throws Exception {
        begin();
        int stream = client.open(Fields.request("POST", "/up"));
        CompletableFuture<Void> sending = Http2Stage.meanwhile(() -> {
            client.data(stream, "u".repeat(1 << 20));
            client.end(stream);
        });
        RawConnection backend = backend();
        Head head = backend.head();
        assertThat(head.value("Transfer-Encoding")).hasValue("chunked");
        assertThat(backend.body(head)).hasSize(1 << 20);
        sending.get();
        backend.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
        assertThat(client.answer(stream).body()).isEqualTo("abc");
    }

    /** The client may send no more than its window and what sockets hold, and an other stream does not feel it. */
    @Test
    void anUploadThatNobodyTakesIsHeldBack() throws Exception {
        begin();
        int stream = client.open(Fields.request("POST", "/up", "content-length", String.valueOf(64 << 20)));
        CompletableFuture<Void> sending = Http2Stage.meanwhile(() -> client.data(stream, "u".repeat(64 << 20)));
        backend().head();
        stage.serve(Http2RequestsTest::ok);
        assertThat(asked(Fields.request("GET", "/")).status()).isEqualTo(200);
        assertThat(sending.isDone()).isFalse();
        client.reset(stream);
        assertThat(asked(Fields.request("GET", "/")).status()).isEqualTo(200);
    }

    @Test
    void anAnswerMayComeBeforeTheUploadIsOver() throws Exception {
        begin();
        int stream = client.open(Fields.request("POST", "/up", "content-length", "100000"));
        client.data(stream, "u".repeat(20_000));
        RawConnection backend = backend();
        backend.head();
        backend.send("HTTP/1.1 403 No\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno");
        FrameClient.Answer answer = client.answer(stream);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).isEqualTo("no");
        stage.serve(Http2RequestsTest::ok);
        assertThat(asked(Fields.request("GET", "/")).status()).isEqualTo(200);
    }

    @Test
    void trailersPassBothWays() throws Exception {
        begin();
        int stream = client.open(Fields.request("POST", "/up", "te", "trailers"));
        client.data(stream, "body");
        client.send(new Frame(Frame.HEADERS, Frame.END_HEADERS | Frame.END_STREAM, stream, Fields.of("x-sum", "42")));
        RawConnection backend = backend();
        assertThat(backend.body(backend.head())).isEqualTo("body");
        assertThat(backend.received()).containsIgnoringCase("x-sum: 42");
        backend.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Back\r\n\r\n2\r\nok\r\n0\r\nX-Back: 43\r\n\r\n");
        FrameClient.Answer answer = client.answer(stream);
        assertThat(answer.body()).isEqualTo("ok");
        assertThat(answer.trailers().value("x-back")).hasValue("43");
        assertThat(answer.reset()).isEmpty();
    }

    @Test
    void aClientIsToldToGoOn() throws Exception {
        begin();
        int stream = client.open(Fields.request("POST", "/up", "expect", "100-continue", "content-length", "4"));
        RawConnection backend = backend();
        assertThat(backend.head().value("Expect")).hasValue("100-continue");
        backend.send("HTTP/1.1 100 Continue\r\n\r\n");
        assertThat(client.interim(stream)).hasSize(1).first().extracting(Head::status).isEqualTo(100);
        client.data(stream, "body");
        client.end(stream);
        assertThat(backend.read(4)).isEqualTo("body");
        backend.send(OK);
        assertThat(client.answer(stream).status()).isEqualTo(200);
    }

    @Test
    void earlyHintsArePassedOn() throws Exception {
        begin();
        int stream = client.ask(Fields.request("GET", "/"));
        RawConnection backend = backend();
        backend.head();
        backend.send("HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n");
        assertThat(client.interim(stream).getFirst().status()).isEqualTo(103);
        assertThat(client.interim(stream).getFirst().value("link")).hasValue("</a.css>; rel=preload");
        backend.send(OK);
        assertThat(client.answer(stream).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"HEAD, 200", "GET, 204", "GET, 304"})
    void answersWithoutBodies(String method, int status) throws Exception {
        begin();
        int stream = client.ask(Fields.request(method, "/"));
        RawConnection backend = backend();
        backend.head();
        backend.send("HTTP/1.1 " + status + " So\r\nETag: \"x\"\r\n" + (method.equals("HEAD") ? "Content-Length: 5\r\n" : "") + "\r\n");
        FrameClient.Answer answer = client.answer(stream);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.reset()).isEmpty();
        assertThat(answer.head().value("content-length")).isEqualTo(method.equals("HEAD") ? java.util.Optional.of("5")
                : java.util.Optional.empty());
    }

    @Test
    void anAnswerThatIsCutIsSeenToBeCut() throws Exception {
        begin();
        int stream = client.ask(Fields.request("GET", "/"));
        RawConnection backend = backend();
        backend.head();
        backend.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
        backend.close();
        FrameClient.Answer answer = client.answer(stream);
        assertThat(answer.body()).isEqualTo("half");
        assertThat(answer.reset()).isPresent();
    }

    @Test
    void aRequestThatIsGivenUpClosesItsBackend() throws Exception {
        begin();
        int stream = client.ask(Fields.request("GET", "/"));
        RawConnection backend = backend();
        backend.head();
        client.reset(stream);
        assertThat(backend.rest()).isEmpty();
    }

    @Test
    void answersComeInAnyOrder() throws Exception {
        begin();
        int first = client.ask(Fields.request("GET", "/1"));
        RawConnection slow = backend();
        slow.head();
        int second = client.ask(Fields.request("GET", "/2"));
        RawConnection fast = backend();
        fast.head();
        fast.send(OK);
        assertThat(client.answer(second).status()).isEqualTo(200);
        slow.send(OK);
        assertThat(client.answer(first).status()).isEqualTo(200);
    }

    // ---- what Culvert answers itself

    @Test
    void aFileOfAnySize() throws Exception {
        Files.writeString(folder.resolve("small.txt"), "small");
        Files.writeString(folder.resolve("large.txt"), "l".repeat(3 << 20));
        begin("DocumentRoot \"" + folder + "\"", "<Directory \"" + folder + "\">", "Require all granted", "</Directory>",
                "ProxyPass /small.txt !", "ProxyPass /large.txt !");
        FrameClient.Answer small = asked(Fields.request("GET", "/small.txt"));
        assertThat(small.status()).as(small.toString()).isEqualTo(200);
        assertThat(small.body()).isEqualTo("small");
        assertThat(small.head().value("content-length")).hasValue("5");
        assertThat(asked(Fields.request("GET", "/large.txt")).body()).hasSize(3 << 20);
        FrameClient.Answer part = asked(Fields.request("GET", "/small.txt", "range", "bytes=1-2"));
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("ma");
        assertThat(asked(Fields.request("HEAD", "/small.txt")).body()).isEmpty();
    }

    @Test
    void aDocumentForAnError() throws Exception {
        begin("ErrorDocument 403 \"not for you\"", "<Location /closed>", "Require all denied", "</Location>");
        FrameClient.Answer answer = asked(Fields.request("GET", "/closed"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).isEqualTo("not for you");
    }

    /** Of the directives that Culvert does without, each is named with a reason. */
    @Test
    void pushesAreSaidToBeLeftOut() {
        Loading loading = Loading.ofText("e2e.conf", "Listen 127.0.0.1:0\nH2Push on\n", Path.of(""));
        assertThat(loading.diagnostics().toString()).contains("H2Push", "pushes");
    }

    @Test
    void anUploadThatIsRefusedIsNotReadToItsEnd() throws Exception {
        begin("<Location /closed>", "Require all denied", "</Location>");
        int stream = client.open(Fields.request("POST", "/closed", "content-length", "1000000"));
        client.data(stream, "x".repeat(20_000));
        assertThat(client.answer(stream).status()).isEqualTo(403);
        await().atMost(Running.PATIENCE).untilAsserted(() -> assertThat(stage.culvert().accessLog()).contains("/closed"));
        stage.serve(Http2RequestsTest::ok);
        assertThat(asked(Fields.request("GET", "/")).status()).isEqualTo(200);
    }
}
