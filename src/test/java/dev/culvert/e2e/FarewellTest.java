package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.demo.EchoBackend;
import dev.culvert.proxy.Farewell;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a client that is none of ours makes of frames that we put in between. */
class FarewellTest {
    private static final EventLoopGroup LOOP = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @AfterAll
    static void stop() {
        HTTP.close();
        LOOP.shutdownGracefully();
    }

    private static final class Heard implements WebSocket.Listener {
        private final BlockingQueue<String> all = new LinkedBlockingQueue<>();

        private CompletionStage<?> heard(WebSocket socket, String what) {
            all.add(what);
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            return heard(socket, data + (last ? "" : " …"));
        }

        @Override
        public CompletionStage<?> onPing(WebSocket socket, ByteBuffer data) {
            return heard(socket, "ping of " + data.remaining());
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            return heard(socket, code + " " + reason);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            all.add("error " + error);
        }

        String next() throws InterruptedException {
            return String.valueOf(all.poll(10, TimeUnit.SECONDS));
        }
    }

    private static WebSocket connect(Running culvert, Heard heard) throws Exception {
        return HTTP.newWebSocketBuilder().buildAsync(URI.create("ws://127.0.0.1:" + culvert.port() + "/ws/echo"), heard)
                .get(10, TimeUnit.SECONDS);
    }

    @Test
    void aDrainIsSeenAsWhatItIs() throws Exception {
        try (EchoBackend backend = EchoBackend.start(LOOP);
                Running culvert = Running.with("LogLevel debug", "CulvertCloseWait 30",
                        "ProxyPass /ws/ ws://127.0.0.1:" + backend.port() + "/")) {
            Heard heard = new Heard();
            WebSocket socket = connect(culvert, heard);
            socket.sendText("hello", true).get(10, TimeUnit.SECONDS);
            assertThat(heard.next()).isEqualTo("hello");
            culvert.tunnel().end(new Farewell(1012, "Culvert is being upgraded"));
            assertThat(heard.next()).isEqualTo("1012 Culvert is being upgraded");
            culvert.awaitNoTunnels();
            assertThat(culvert.errorLine("a tunnel ended")).contains("it was stopped");
            assertThat(socket.isInputClosed()).isTrue();
        }
    }

    @Test
    void inTheMiddleOfAMessageToo() throws Exception {
        try (EchoBackend backend = EchoBackend.start(LOOP);
                Running culvert = Running.with("CulvertCloseWait 30", "ProxyPass /ws/ ws://127.0.0.1:" + backend.port() + "/")) {
            Heard heard = new Heard();
            WebSocket socket = connect(culvert, heard);
            socket.sendText("the first half", false).get(10, TimeUnit.SECONDS);
            culvert.tunnel().end(new Farewell(1001, "stop"));
            String first = heard.next();
            assertThat(first.startsWith("the first half") ? heard.next() : first).isEqualTo("1001 stop");
            culvert.awaitNoTunnels();
        }
    }

    @Test
    void pingsKeepItAliveOnBothSides() throws Exception {
        try (EchoBackend backend = EchoBackend.start(LOOP);
                Running culvert = Running.with("Timeout 1", "CulvertPing both 200ms 5",
                        "ProxyPass /ws/ ws://127.0.0.1:" + backend.port() + "/")) {
            Heard heard = new Heard();
            WebSocket socket = connect(culvert, heard);
            for (int i = 0; i < 8; i++) {
                assertThat(heard.next()).isEqualTo("ping of 8");
            }
            socket.sendText("still here", true).get(10, TimeUnit.SECONDS);
            String next = heard.next();
            while (next.startsWith("ping")) {
                next = heard.next();
            }
            assertThat(next).isEqualTo("still here");
            assertThat(culvert.tunnel().traffic().up().messages()).hasValue(1);
            socket.sendClose(1000, "done").get(10, TimeUnit.SECONDS);
            culvert.awaitNoTunnels();
        }
    }
}
