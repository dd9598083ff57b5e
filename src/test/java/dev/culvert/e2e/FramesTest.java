package dev.culvert.e2e;

import static dev.culvert.frame.Frames.LAST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.frame.Frames;
import dev.culvert.frame.Sender;
import dev.culvert.proxy.Farewell;
import dev.culvert.proxy.Traffic;
import dev.culvert.testing.Head;
import dev.culvert.testing.RawConnection;
import dev.culvert.testing.ScriptedBackend;
import dev.culvert.testing.WebSocketPeer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tunnels whose frames are followed, byte by byte and on every way there is. */
@ParameterizedClass
@EnumSource(Way.class)
class FramesTest {
    private static final int TEXT = 1;
    private static final Farewell RESTART = new Farewell(1012, "back in a minute");

    private final Way way;
    private final ScriptedBackend scripted;
    private Running culvert;
    private RawConnection client;
    private RawConnection backend;

    FramesTest(Way way) {
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

    private void open(String... lines) throws Exception {
        culvert = way.to(scripted, "ws", lines);
        client = way.client(culvert);
        client.send(TunnelsTest.UPGRADE);
        backend = scripted.next();
        backend.send(WebSocketPeer.agreement(backend.head()));
        assertThat(client.head().status()).isEqualTo(101);
    }

    private static String frame(Sender sender, int first, int length) {
        return text(Frames.frame(sender, first, length));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Every shape of RFC 6455 §5, then what is none. */
    private static String shapes(Sender sender) {
        StringBuilder all = new StringBuilder();
        for (int length : new int[] {0, 1, 64, 125, 126, 127, 65_535, 65_536, 200_000}) {
            all.append(frame(sender, LAST | TEXT, length)).append(frame(sender, LAST | 2, length));
            all.append(frame(sender, TEXT, length)).append(frame(sender, LAST | 9, 4)).append(frame(sender, 0, length))
                    .append(frame(sender, LAST | 10, 125)).append(frame(sender, LAST, length));
        }
        return all.append(frame(sender, LAST | 9, 0)).append(text(Frames.close(sender, 1000, "bye")))
                .append("and then what is no frame at all").toString();
    }

    // ---- bytes

    @ParameterizedTest
    @ValueSource(strings = {"CulvertFrames On", "CulvertFrames Off",
        "CulvertMaxFrame 200000\nCulvertMaxMessage 600000\nCulvertMessageRate 1000\nCulvertPing both 30 30"})
    void everyShapeArrivesAsItWasSent(String lines) throws Exception {
        open(lines);
        String up = shapes(Sender.CLIENT);
        String down = shapes(Sender.SERVER);
        Thread sending = Thread.ofVirtual().start(() -> client.send(up));
        backend.send(down);
        assertThat(backend.read(up.length()).equals(up)).isTrue();
        assertThat(client.read(down.length()).equals(down)).isTrue();
        sending.join();
        Traffic traffic = culvert.tunnel().traffic();
        if (lines.endsWith("Off")) {
            assertThat(traffic.up().messages()).isEmpty();
        } else {
            assertThat(traffic.up().messages()).hasValue(27);
            assertThat(traffic.down()).isEqualTo(new Traffic.Flow(down.length(), traffic.up().messages()));
        }
    }

    @Test
    void byteByByteToo() throws Exception {
        open("CulvertMaxFrame 100", "CulvertPing both 30");
        String up = frame(Sender.CLIENT, TEXT, 3) + frame(Sender.CLIENT, LAST | 10, 8) + frame(Sender.CLIENT, LAST, 99);
        for (int at = 0; at < up.length(); at++) {
            client.send(up.substring(at, at + 1));
        }
        assertThat(backend.read(up.length())).isEqualTo(up);
    }

    @Test
    void whatIsNotWebSocketIsNotLookedAt() throws Exception {
        open("LogLevel debug");
        client.send("no frame\n");
        assertThat(backend.read(9)).isEqualTo("no frame\n");
        assertThat(culvert.errorLine("passed on unread")).contains("[culvert:debug]").contains("unknown opcode 14");
    }

    // ---- the polite end

    @Test
    void bothSidesAreToldAndAwaited() throws Exception {
        open("LogLevel debug", "CulvertCloseWait 30");
        culvert.tunnel().end(RESTART);
        String bye = text(Frames.close(Sender.SERVER, 1012, "back in a minute"));
        assertThat(client.read(bye.length())).isEqualTo(bye);
        assertThat(WebSocketPeer.next(backend)).isEqualTo(new WebSocketPeer.Frame(8, true, bye.substring(2)));
        client.send(text(Frames.close(Sender.CLIENT, 1012, "")));
        assertThat(culvert.openTunnels()).isEqualTo(1);
        backend.send(text(Frames.close(Sender.SERVER, 1012, "")));
        assertThat(client.rest()).isEmpty();
        assertThat(backend.rest()).isEmpty();
        assertThat(culvert.errorLine("a tunnel ended")).contains("it was stopped");
    }

    @Test
    void withinAMessageItEndsAtTheNextBoundary() throws Exception {
        open("CulvertCloseWait 30");
        String first = frame(Sender.SERVER, TEXT, 50_000);
        String start = first.substring(0, 20_000);
        backend.send(start);
        assertThat(client.read(start.length())).isEqualTo(start);
        culvert.tunnel().end(RESTART);
        assertThat(WebSocketPeer.next(backend).opcode()).isEqualTo(8);
        backend.send(first.substring(20_000));
        String bye = text(Frames.close(Sender.SERVER, 1012, "back in a minute"));
        assertThat(client.read(first.length() - 20_000 + bye.length())).endsWith(bye);
        backend.send(frame(Sender.SERVER, LAST, 10));
        client.send(text(Frames.close(Sender.CLIENT, 1012, "")));
        backend.send(text(Frames.close(Sender.SERVER, 1012, "")));
        client.rest();
        assertThat(client.received()).endsWith(first + bye);
    }

    @Test
    void whoDoesNotAnswerIsNotWaitedForLong() throws Exception {
        open("CulvertCloseWait 100ms");
        culvert.tunnel().end(RESTART);
        assertThat(client.rest()).isEqualTo(text(Frames.close(Sender.SERVER, 1012, "back in a minute")));
        backend.rest();
        culvert.awaitNoTunnels();
    }

    @Test
    void aStopSaysGoodbyeToo() throws Exception {
        open();
        assertThat(culvert.tunnel().facts().protocol()).isEqualTo("websocket");
        culvert.close();
        assertThat(client.rest()).isEqualTo(text(Frames.close(Sender.SERVER, 1001, "going away")));
        culvert = null;
    }

    @Test
    void withoutFramesItJustEnds() throws Exception {
        open("CulvertFrames Off");
        culvert.tunnel().end(RESTART);
        assertThat(client.rest() + backend.rest()).isEmpty();
    }

    // ---- limits

    @Test
    void aFrameThatIsTooLarge() throws Exception {
        open("CulvertMaxFrame 1000");
        client.send(frame(Sender.CLIENT, LAST | TEXT, 1000) + frame(Sender.CLIENT, LAST | TEXT, 1001));
        assertThat(client.read(4)).startsWith("\u0088").endsWith("\u0003\u00f1"); // 1009
        backend.read(1008);
        assertThat(WebSocketPeer.next(backend).payload()).startsWith("\u0003\u00e9"); // 1001
        assertThat(culvert.errorLine("CulvertMaxFrame is 1000")).contains("[culvert:warn]").contains("the client sent")
                .contains("1001 bytes").contains("ends with 1009");
    }

    @Test
    void whatCannotBeFollowedCannotBeLimited() throws Exception {
        open("CulvertMaxFrame 1000");
        client.send("GET / HTTP/1.1\r\n\r\n");
        assertThat(client.read(4)).startsWith("\u0088").endsWith("\u0003\u00ea"); // 1002
        assertThat(culvert.errorLine("cannot be limited")).contains("[culvert:warn]").contains("unknown opcode 7");
    }

    @Test
    void aMessageOfTheBackendThatIsTooLarge() throws Exception {
        open("CulvertMaxMessage 1000");
        backend.send(frame(Sender.SERVER, TEXT, 600) + frame(Sender.SERVER, LAST, 600));
        assertThat(client.read(604 + 4)).endsWith("\u0003\u00e9");
        assertThat(WebSocketPeer.next(backend).payload()).startsWith("\u0003\u00f1");
        assertThat(culvert.errorLine("CulvertMaxMessage is 1000")).contains("the backend sent");
    }

    @Test
    void tooManyMessages() throws Exception {
        open("CulvertMessageRate 1 5");
        for (int i = 0; i < 20; i++) {
            client.send(frame(Sender.CLIENT, LAST | TEXT, 4));
        }
        assertThat(client.read(4)).startsWith("\u0088").endsWith("\u0003\u00f0"); // 1008
        assertThat(culvert.errorLine("CulvertMessageRate")).contains("ends with 1008");
    }

    @Test
    void moreTunnelsThanAClientMayHave() throws Exception {
        open("CulvertTunnelsPerClient 1");
        try (RawConnection second = way.client(culvert)) {
            second.send(TunnelsTest.UPGRADE);
            Head refused = second.head();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(culvert.errorLine("CulvertTunnelsPerClient")).contains(":error]");
        }
        client.reset();
        culvert.awaitNoTunnels();
        Awaitility.await().atMost(Running.PATIENCE).until(this::anotherIsLetIn);
    }

    private boolean anotherIsLetIn() {
        try (RawConnection next = way.client(culvert)) {
            next.send(TunnelsTest.UPGRADE);
            RawConnection to = scripted.next();
            to.send(WebSocketPeer.agreement(to.head()));
            return next.head().status() == 101;
        }
    }

    @Test
    void noTunnelLastsForEver() throws Exception {
        open("CulvertTunnelLifetime 300ms 50", "CulvertCloseWait 100ms");
        assertThat(client.rest()).isEqualTo(text(Frames.close(Sender.SERVER, 1001, "too old")));
        culvert.awaitNoTunnels();
    }

    // ---- pings

    @Test
    void pingsAreAnsweredToUsAndToNobodyElse() throws Exception {
        open("CulvertPing both 100ms 5", "Timeout 1");
        for (int i = 0; i < 15; i++) {
            String ping = client.read(10);
            assertThat(ping).as("a ping; no answer of the other side comes between").startsWith("\u0089\u0008");
            client.send(text(Frames.frame(Sender.CLIENT, LAST | 10, ping.substring(2).getBytes(StandardCharsets.ISO_8859_1))));
            WebSocketPeer.Frame other = WebSocketPeer.next(backend);
            assertThat(other.opcode()).isEqualTo(9);
            backend.send(WebSocketPeer.frame(10, other.payload()));
        }
        assertThat(culvert.openTunnels()).as("alive for longer than its idle time").isEqualTo(1);
        assertThat(culvert.tunnel().traffic().up().messages()).hasValue(0);
    }

    @Test
    void whoeverDoesNotAnswerAPingIsLetGo() throws Exception {
        open("CulvertPing client 100ms 200ms", "LogLevel info", "CulvertCloseWait 1");
        assertThat(WebSocketPeer.next(backend).payload()).startsWith("\u0003\u00f3"); // 1011
        assertThat(culvert.errorLine("has not answered a ping")).contains("the client");
        assertThat(client.rest(Duration.ofSeconds(5))).startsWith("\u0089\u0008").contains("\u0088");
    }
}
