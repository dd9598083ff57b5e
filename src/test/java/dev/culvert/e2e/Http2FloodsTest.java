package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.testing.Fields;
import dev.culvert.testing.Frame;
import dev.culvert.testing.FrameClient;
import io.netty.handler.codec.http2.Http2Error;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that want to cost more than they pay. Each is cut off, one line says who and why, and nobody else feels it. */
@Timeout(60)
class Http2FloodsTest {
    private static final byte[] NOTHING = {};
    private static final int FLOW_CONTROL_ERROR = FrameClient.FLOW_CONTROL_ERROR;
    private static final Http2Error CALM = Http2Error.ENHANCE_YOUR_CALM;

    private Http2Stage stage;
    private FrameClient client;

    @AfterEach
    void stop() {
        client.close();
        stage.close();
    }

    private void begin(String... lines) throws Exception {
        stage = new Http2Stage(lines);
        client = stage.client();
    }

    private void send(int times, Frame frame) {
        Frame[] many = new Frame[times];
        java.util.Arrays.fill(many, frame);
        client.send(many);
    }

    // ---- resets

    @Test
    void streamsThatAreResetAsSoonAsTheyAreOpen() throws Exception {
        begin();
        for (int i = 0; i < 1000; i++) {
            int stream = client.stream();
            client.send(new Frame(Frame.HEADERS, Frame.END_HEADERS | Frame.END_STREAM, stream, Fields.request("GET", "/silent")),
                    Frame.number(Frame.RST_STREAM, stream, FrameClient.CANCEL));
        }
        stage.cutOff(client, CALM, "RST");
        stage.awaitConnections(1);
    }

    @Test
    void streamsThatAreResetOnceTheyCostABackend() throws Exception {
        begin();
        for (int i = 0; i < 250; i++) {
            int stream = client.ask(Fields.request("GET", "/silent"));
            if (i % 10 == 0) {
                client.caughtUpOrOver();
            }
            client.reset(stream);
        }
        stage.cutOff(client, CALM, "RST");
        stage.awaitConnections(1);
    }

    /** The other way round: what makes us reset streams is counted as well. */
    @Test
    void streamsThatHaveToBeRefused() throws Exception {
        begin("H2MaxSessionStreams 2");
        client.ask(Fields.request("GET", "/silent"));
        client.ask(Fields.request("GET", "/silent"));
        for (int i = 0; i < 1000; i++) {
            client.ask(Fields.request("GET", "/silent"));
        }
        stage.cutOff(client, CALM, "RST");
        stage.awaitConnections(1);
    }

    @Test
    void moreStreamsThanAreAllowedAreRefusedOneByOne() throws Exception {
        begin("H2MaxSessionStreams 2");
        client.ask(Fields.request("GET", "/silent"));
        int second = client.ask(Fields.request("GET", "/silent"));
        assertThat(client.answer(client.ask(Fields.request("GET", "/ok"))).reset()).hasValue(FrameClient.REFUSED_STREAM);
        client.reset(second);
        client.caughtUp();
        assertThat(client.answer(client.ask(Fields.request("GET", "/ok"))).status()).isEqualTo(200);
    }

    // ---- heads

    @Test
    void aHeadInCrumbs() throws Exception {
        begin();
        client.send(new Frame(Frame.HEADERS, 0, client.stream(), Fields.request("GET", "/ok")));
        send(1000, new Frame(Frame.CONTINUATION, 0, 1, Fields.of("a", "b")));
        stage.cutOff(client, CALM, "ontinuation");
    }

    @Test
    void aHeadInNothings() throws Exception {
        begin();
        client.send(new Frame(Frame.HEADERS, 0, client.stream(), Fields.request("GET", "/ok")));
        send(1000, new Frame(Frame.CONTINUATION, 0, 1, NOTHING));
        stage.cutOff(client, CALM, "ontinuation");
    }

    @Test
    void aHeadWithoutEnd() throws Exception {
        begin();
        client.send(new Frame(Frame.HEADERS, 0, client.stream(), Fields.request("GET", "/ok")));
        send(100, new Frame(Frame.CONTINUATION, 0, 1, Fields.of("a", "b".repeat(8000))));
        stage.cutOff(client, Http2Error.PROTOCOL_ERROR, "ead");
    }

    /** 3,000 bytes that the server keeps, then a byte for each time they are to be unpacked: it gives up at 64 KiB. */
    @ParameterizedTest
    @ValueSource(ints = {22, 15_000})
    void aHeadThatIsABombIsRefused(int times) throws Exception {
        begin();
        client.answer(client.ask(Fields.joined(Fields.request("GET", "/ok"), Fields.kept("x", "y".repeat(3000)))));
        FrameClient.Answer answer = client.answer(client.ask(Fields.joined(Fields.request("GET", "/ok"), Fields.again(times))));
        assertThat(answer.status()).isEqualTo(431);
        assertThat(stage.culvert().errorLine("once unpacked")).contains("127.0.0.1:" + client.localPort());
        assertThat(client.answer(client.ask(Fields.request("GET", "/ok"))).status()).isEqualTo(200);
        stage.serves();
    }

    @Test
    void headsThatAreBombsAgainAndAgain() throws Exception {
        begin();
        client.answer(client.ask(Fields.joined(Fields.request("GET", "/ok"), Fields.kept("x", "y".repeat(3000)))));
        for (int i = 0; i < 1100; i++) {
            client.ask(Fields.joined(Fields.request("GET", "/ok"), Fields.again(30)));
        }
        client.over(Running.PATIENCE);
        assertThat(stage.culvert().errorLine("closed")).contains("RST", CALM.name());
        assertThat(stage.linesOf(client)).as("the first bomb, and the end").hasSize(2);
        stage.serves();
    }

    // ---- frames that carry nothing

    @SuppressWarnings("ImmutableEnumChecker") // nobody writes to the bytes of these frames
    enum Nothing {
        SETTINGS(new Frame(Frame.SETTINGS, 0, 0, NOTHING)),
        SETTINGS_ACK(new Frame(Frame.SETTINGS, Frame.ACK, 0, NOTHING)),
        PING(new Frame(Frame.PING, 0, 0, new byte[8])),
        PING_ACK(new Frame(Frame.PING, Frame.ACK, 0, new byte[8])),
        PRIORITY(new Frame(Frame.PRIORITY, 0, 1001, new byte[] {0, 0, 0, 0, 15})),
        PRIORITY_UPDATE(new Frame(0x10, 0, 0, new byte[] {0, 0, 0, 1, 'u', '=', '1'})),
        UNKNOWN(new Frame(0xFA, 0, 0, NOTHING)),
        WINDOW_UPDATE(Frame.number(Frame.WINDOW_UPDATE, 0, 1));

        private final Frame frame;

        Nothing(Frame frame) {
            this.frame = frame;
        }
    }

    @ParameterizedTest
    @EnumSource(Nothing.class)
    void framesThatCarryNothing(Nothing kind) throws Exception {
        begin();
        send(3000, kind.frame);
        stage.cutOff(client, CALM, "");
    }

    @ParameterizedTest
    @EnumSource(Nothing.class)
    void someOfThemAreNobodysBusiness(Nothing kind) throws Exception {
        begin();
        send(kind == Nothing.SETTINGS_ACK ? 1 : 100, kind.frame);
        assertThat(client.answer(client.ask(Fields.request("GET", "/ok"))).status()).isEqualTo(200);
        assertThat(stage.linesOf(client)).isEmpty();
    }

    @Test
    void emptyData() throws Exception {
        begin();
        int stream = client.open(Fields.request("POST", "/ok"));
        send(1000, new Frame(Frame.DATA, 0, stream, NOTHING));
        stage.cutOff(client, CALM, "mpty");
        stage.awaitConnections(1);
    }

    /** A tunnel's client may send small messages, but not empty ones for ever. */
    @Test
    void emptyDataInATunnel() throws Exception {
        begin("H2WebSockets on");
        int stream = client.tunnel("/ws/echo");
        assertThat(client.head(stream).status()).isEqualTo(200);
        send(1000, new Frame(Frame.DATA, 0, stream, NOTHING));
        stage.cutOff(client, CALM, "mpty");
        stage.culvert().awaitNoTunnels();
        stage.awaitConnections(1);
    }

    @Test
    void manySmallMessagesAreNoFlood() throws Exception {
        begin("H2WebSockets on");
        int stream = client.tunnel("/ws/echo");
        assertThat(client.head(stream).status()).isEqualTo(200);
        for (int i = 0; i < 5000; i++) {
            client.data(stream, "x");
            if (i % 50 == 49) {
                client.read(stream, 50);
            }
        }
        client.caughtUp();
        assertThat(stage.linesOf(client)).isEmpty();
    }

    // ---- windows

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aWindowThatOverflows(int which) throws Exception {
        begin("LogLevel info");
        int stream = client.ask(Fields.request("GET", "/silent"));
        send(2, Frame.number(Frame.WINDOW_UPDATE, which * stream, Integer.MAX_VALUE));
        if (which == 1) {
            assertThat(client.answer(stream).reset()).hasValue(FLOW_CONTROL_ERROR);
            assertThat(stage.culvert().errorLine("FLOW_CONTROL_ERROR")).contains("127.0.0.1:" + client.localPort());
            stage.serves();
        } else {
            stage.cutOff(client, Http2Error.FLOW_CONTROL_ERROR, "FLOW_CONTROL_ERROR");
        }
        stage.awaitConnections(1);
    }

    @Test
    void moreThanTheWindowAllows() throws Exception {
        begin("LogLevel info");
        int stream = client.open(Fields.request("POST", "/silent", "content-length", "1000000"));
        send(60, new Frame(Frame.DATA, 0, stream, new byte[16_384]));
        assertThat(client.answer(stream).reset()).hasValue(FLOW_CONTROL_ERROR);
        assertThat(stage.culvert().errorLine("FLOW_CONTROL_ERROR")).contains("127.0.0.1:" + client.localPort());
        stage.serves();
        stage.awaitConnections(1);
    }

    @Test
    void aWindowThatIsNeverOpened() throws Exception {
        stage = new Http2Stage("Timeout 1");
        long[] taken = new long[1];
        stage.serve(connection -> {
            connection.head();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + (64 << 20) + "\r\n\r\n");
            for (int i = 0; i < 64; i++) {
                connection.send("x".repeat(1 << 20));
                taken[0] = i;
            }
        });
        client = stage.client(Frame.setting(FrameClient.INITIAL_WINDOW_SIZE, 0));
        int stream = client.ask(Fields.request("GET", "/much"));
        FrameClient.Answer answer = client.answer(stream, Duration.ofSeconds(5));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.reset()).isPresent();
        stage.awaitConnections(0);
        assertThat(stage.culvert().accessLine("/much")).startsWith("200 ");
    }

    @Test
    void aTunnelWhoseWindowIsNeverOpened() throws Exception {
        stage = new Http2Stage("Timeout 1", "H2WebSockets on");
        stage.serve(connection -> {
            connection.send(dev.culvert.testing.WebSocketPeer.agreement(connection.head()));
            connection.send("x".repeat(64 << 20));
        });
        client = stage.client(Frame.setting(FrameClient.INITIAL_WINDOW_SIZE, 0));
        int stream = client.tunnel("/ws/much");
        FrameClient.Answer answer = client.answer(stream, Duration.ofSeconds(5));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        stage.culvert().awaitNoTunnels();
        stage.awaitConnections(0);
    }

    /** As many tiny updates as there are bytes: the answer has come, so each of them has been paid for, but no more. */
    @Test
    void aWindowThatIsOpenedByteByByte() throws Exception {
        stage = new Http2Stage();
        client = stage.client(Frame.setting(FrameClient.INITIAL_WINDOW_SIZE, 0));
        int stream = client.ask(Fields.request("GET", "/ok"));
        assertThat(client.head(stream).status()).isEqualTo(200);
        client.send(Frame.number(Frame.WINDOW_UPDATE, stream, 1));
        client.send(Frame.number(Frame.WINDOW_UPDATE, stream, 1));
        assertThat(client.answer(stream).body()).isEqualTo("ok");
        IntStream.range(0, 3).forEach(_ -> send(1000, Frame.number(Frame.WINDOW_UPDATE, 0, 1)));
        stage.cutOff(client, CALM, "WINDOW_UPDATE");
    }

    // ---- connections that only wait

    @Test
    void aConnectionWithoutStreamsEnds() throws Exception {
        begin("KeepAliveTimeout 1", "Timeout 20");
        assertThat(client.answer(client.ask(Fields.request("GET", "/ok"))).status()).isEqualTo(200);
        client.over(Duration.ofSeconds(5));
        assertThat(client.goneAway()).isZero();
        assertThat(stage.linesOf(client)).isEmpty();
    }

    @Test
    void aConnectionThatNeverAsksEnds() throws Exception {
        begin("Timeout 1");
        client.over(Duration.ofSeconds(5));
    }

    @Test
    void pingsDoNotKeepAConnectionThatNeverAsks() throws Exception {
        begin("Timeout 1");
        await().atMost(Duration.ofSeconds(8)).pollInterval(Duration.ofMillis(100)).until(() -> {
            client.send(new Frame(Frame.PING, 0, 0, new byte[8]));
            return client.isOver();
        });
    }

    @Test
    void aHeadThatNeverEndsIsCutByTime() throws Exception {
        begin("KeepAliveTimeout 1", "Timeout 1");
        client.send(new Frame(Frame.HEADERS, 0, client.stream(), Fields.request("GET", "/ok")));
        client.over(Duration.ofSeconds(5));
        stage.serves();
    }
}
