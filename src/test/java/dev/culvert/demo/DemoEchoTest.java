package dev.culvert.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DemoEchoTest {
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EchoBackend backend = EchoBackend.start(group);
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void stop() {
        client.close();
        backend.close();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536, 1_000_003, 16 * 1024 * 1024})
    void echoesBinaryOfEverySize(int size) throws Exception {
        byte[] message = new byte[size];
        new Random(size).nextBytes(message);
        Collector collector = new Collector();
        WebSocket socket = open("/", collector);
        socket.sendBinary(ByteBuffer.wrap(message), true).join();
        assertThat(collector.binary.poll(30, TimeUnit.SECONDS)).isEqualTo(message);
        socket.abort();
    }

    @Test
    void echoesTextInFragments() throws Exception {
        Collector collector = new Collector();
        WebSocket socket = open("/anything", collector);
        socket.sendText("half ", false).thenCompose(s -> s.sendText("and hälf", true)).join();
        assertThat(collector.next()).isEqualTo("half and hälf");
        socket.abort();
    }

    @Test
    void answersPingsAndTheCloseWithItsOwnCode() throws Exception {
        Collector collector = new Collector();
        WebSocket socket = open("/", collector);
        socket.sendPing(ByteBuffer.wrap("are you there".getBytes(StandardCharsets.US_ASCII))).join();
        assertThat(collector.next()).isEqualTo("pong are you there");
        socket.sendClose(4321, "enough").join();
        assertThat(collector.next()).isEqualTo("close 4321 enough");
    }

    @Test
    void takesTheFirstSubprotocol() throws Exception {
        WebSocket socket = client.newWebSocketBuilder()
                .subprotocols("chat.v2", "chat.v1")
                .buildAsync(URI.create("ws://127.0.0.1:" + backend.port() + "/"), new Collector())
                .get(10, TimeUnit.SECONDS);
        assertThat(socket.getSubprotocol()).isEqualTo("chat.v2");
        socket.abort();
    }

    @Test
    void tellsWhatItSawToWhoAsks() throws Exception {
        Collector collector = new Collector();
        WebSocket socket = open("/chat?seen", collector);
        assertThat(collector.next()).startsWith("{\"request\":\"GET /chat?seen HTTP/1.1\",\"host\":\"127.0.0.1:");
        socket.abort();
    }

    @Test
    void servesThePageAndSaysWhatIsMissing() throws Exception {
        assertThat(get("/").body()).contains("<title>Culvert demo</title>");
        assertThat(get("/").headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(get("/seen").body()).contains("\"request\":\"GET /seen HTTP/1.1\"");
        assertThat(get("/nowhere").statusCode()).isEqualTo(404);
    }

    @Test
    void echoesAFrameThatIsGluedToTheHandshake() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(concat(handshake(), new byte[] {(byte) 0x81, (byte) 0x81, 0, 0, 0, 0, 'x'}));
            assertThat(readPast(socket.getInputStream(), "\r\n\r\n")).startsWith("HTTP/1.1 101 ");
            assertThat(socket.getInputStream().readNBytes(3)).containsExactly(0x81, 1, 'x');
        }
    }

    @Test
    void closesOnAFrameWithoutMaskAndOnOneTooBig() throws IOException {
        assertThat(closeAfter(new byte[] {(byte) 0x81, 1, 'x', 0, 0, 0, 0})).containsExactly(0x88, 2, 1002 >> 8, 1002 & 0xff);
        byte[] huge = {(byte) 0x82, (byte) 0xff, 0, 0, 0, 0, 0x7f, 0, 0, 0, 0, 0, 0, 0};
        assertThat(closeAfter(huge)).containsExactly(0x88, 2, 1009 >> 8, 1009 & 0xff);
    }

    @Test
    void cutsAHeadWithoutEnd() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write("x".repeat(RequestHeads.MAX_HEAD + 1).getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    private byte[] closeAfter(byte[] frame) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(concat(handshake(), frame));
            readPast(socket.getInputStream(), "\r\n\r\n");
            return socket.getInputStream().readAllBytes();
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), backend.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static byte[] handshake() {
        String head =
                """
                GET / HTTP/1.1
                Host: h
                Upgrade: websocket
                Connection: Upgrade
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

                """;
        return head.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
    }

    private static String readPast(InputStream in, String end) throws IOException {
        StringBuilder read = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            read.append((char) c);
            if (read.toString().endsWith(end)) {
                return read.toString();
            }
        }
        throw new IOException("Expected " + end + " but the stream ended after: " + read);
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + backend.port() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private WebSocket open(String path, Collector collector) throws Exception {
        URI uri = URI.create("ws://127.0.0.1:" + backend.port() + path);
        return client.newWebSocketBuilder().buildAsync(uri, collector).get(10, TimeUnit.SECONDS);
    }

    /** Gathers what arrives: whole messages. */
    private static final class Collector implements WebSocket.Listener {
        final BlockingQueue<String> words = new LinkedBlockingQueue<>();
        final BlockingQueue<byte[]> binary = new LinkedBlockingQueue<>();
        private final StringBuilder text = new StringBuilder();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        String next() throws InterruptedException {
            String word = words.poll(20, TimeUnit.SECONDS);
            return word == null ? "nothing came" : word;
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                words.add(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(
                WebSocket socket, ByteBuffer data, boolean last) {
            byte[] piece = new byte[data.remaining()];
            data.get(piece);
            bytes.writeBytes(piece);
            if (last) {
                binary.add(bytes.toByteArray());
                bytes.reset();
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer data) {
            words.add("pong " + StandardCharsets.US_ASCII.decode(data));
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(
                WebSocket socket, int code, String reason) {
            words.add("close " + code + " " + reason);
            return null;
        }
    }
}
