package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.demo.EchoBackend;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JDK's own WebSocket client, through Culvert, to an echo backend. */
class EchoTest {
    private static final EventLoopGroup LOOP = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static EchoBackend backend;
    private static Running culvert;

    @BeforeAll
    static void start() throws Exception {
        backend = EchoBackend.start(LOOP);
        culvert = Running.with("ProxyPass /ws/ ws://127.0.0.1:" + backend.port() + "/");
    }

    @AfterAll
    static void stop() {
        HTTP.close();
        culvert.close();
        backend.close();
        LOOP.shutdownGracefully();
    }

    /** Puts together what comes. */
    private static final class Listener implements WebSocket.Listener {
        private final BlockingQueue<byte[]> messages = new LinkedBlockingQueue<>();
        private final ByteArrayOutputStream message = new ByteArrayOutputStream();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            return add(socket, data.toString().getBytes(StandardCharsets.UTF_8), last);
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            return add(socket, bytes, last);
        }

        private CompletionStage<?> add(WebSocket socket, byte[] data, boolean last) {
            message.writeBytes(data);
            if (last) {
                messages.add(message.toByteArray());
                message.reset();
            }
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onPong(WebSocket socket, ByteBuffer data) {
            messages.add(bytes("pong " + StandardCharsets.UTF_8.decode(data)));
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            messages.add(bytes("closed " + code + " " + reason));
            return CompletableFuture.completedStage(null);
        }

        String next() throws InterruptedException {
            byte[] next = messages.poll(20, TimeUnit.SECONDS);
            return next == null ? "nothing" : new String(next, StandardCharsets.UTF_8);
        }

        byte[] nextBytes() throws InterruptedException {
            byte[] next = messages.poll(20, TimeUnit.SECONDS);
            return next == null ? new byte[0] : next;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static WebSocket open(Listener listener, String... protocols) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        if (protocols.length > 0) {
            builder.subprotocols(protocols[0], Arrays.copyOfRange(protocols, 1, protocols.length));
        }
        return builder.buildAsync(URI.create("ws://127.0.0.1:" + culvert.port() + "/ws/echo"), listener).join();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536, 1 << 20, 16 << 20})
    void messagesOfAllSizesComeBackAsTheyWere(int size) throws Exception {
        byte[] data = new byte[size];
        new Random(size).nextBytes(data);
        Listener listener = new Listener();
        WebSocket socket = open(listener);
        socket.sendBinary(ByteBuffer.wrap(data), true).join();
        assertThat(listener.nextBytes()).isEqualTo(data);
        String text = "é".repeat(size / 2);
        socket.sendText(text, true).join();
        assertThat(listener.next()).isEqualTo(text);
        socket.abort();
    }

    @Test
    void fragmentsPingsAndPongsPass() throws Exception {
        Listener listener = new Listener();
        WebSocket socket = open(listener);
        socket.sendText("one ", false).join();
        socket.sendPing(ByteBuffer.wrap(bytes("in between"))).join();
        socket.sendText("message", true).join();
        assertThat(listener.next()).isEqualTo("pong in between");
        assertThat(listener.next()).isEqualTo("one message");
        socket.abort();
    }

    @Test
    void theSubprotocolIsAgreedEndToEnd() {
        WebSocket socket = open(new Listener(), "chat.v2", "chat.v1");
        assertThat(socket.getSubprotocol()).isEqualTo("chat.v2");
        socket.abort();
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 3000, 4999})
    void closeCodesPassBothWays(int code) throws Exception {
        Listener listener = new Listener();
        open(listener).sendClose(code, "bye").join();
        assertThat(listener.next()).isEqualTo("closed " + code + " bye");
        culvert.awaitNoTunnels();
    }
}
