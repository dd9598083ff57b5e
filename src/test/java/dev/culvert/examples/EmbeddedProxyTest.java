package dev.culvert.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.culvert.Server;
import dev.culvert.StartFailure;
import dev.culvert.demo.EchoBackend;
import dev.culvert.proxy.Farewell;
import dev.culvert.proxy.LiveTunnel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A proxy within a Java program or test; docs/embedding.md tells of it. */
final class EmbeddedProxyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EchoBackend backend = EchoBackend.start(loop);

    @AfterEach
    void stop() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private String configuration() {
        return """
                Listen 127.0.0.1:0
                ServerName localhost
                ProxyPass /ws/ ws://127.0.0.1:%d/
                """.formatted(backend.port());
    }

    private static final class Heard implements WebSocket.Listener {
        private final CompletableFuture<String> text = new CompletableFuture<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.complete(data.toString());
            return WebSocket.Listener.super.onText(socket, data, last);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return WebSocket.Listener.super.onClose(socket, code, reason);
        }
    }

    private static WebSocket open(HttpClient http, Server culvert, Heard heard) {
        URI address = URI.create("ws://127.0.0.1:" + culvert.address().getPort() + "/ws/echo");
        return http.newWebSocketBuilder().buildAsync(address, heard).join();
    }

    @Test
    void threeLinesMakeAProxy() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient(); Server culvert = Server.start(configuration())) {
            Heard heard = new Heard();
            open(http, culvert, heard).sendText("hello", true).join();
            assertThat(heard.text.get(10, TimeUnit.SECONDS)).isEqualTo("hello");
            LiveTunnel tunnel = culvert.tunnels().iterator().next();
            assertThat(tunnel.facts().path()).isEqualTo("/ws/echo");
            tunnel.end(new Farewell(1012, "restarting"));
            assertThat(heard.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1012);
            await().atMost(PATIENCE).until(() -> culvert.tunnels().isEmpty());
        }
    }

    @Test
    void aFileIsReadAgain(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("httpd.conf"), configuration());
        try (HttpClient http = HttpClient.newHttpClient(); Server culvert = Server.start(file)) {
            Heard heard = new Heard();
            WebSocket socket = open(http, culvert, heard);
            Files.writeString(file, configuration().replace("/ws/", "/other/"));
            culvert.reload();
            socket.sendText("still here", true).join();
            assertThat(heard.text.get(10, TimeUnit.SECONDS)).isEqualTo("still here");
            assertThatThrownBy(() -> open(http, culvert, new Heard())).hasMessageContaining("WebSocketHandshakeException");
            Files.writeString(file, "Listne 80");
            assertThatThrownBy(culvert::reload).isInstanceOf(StartFailure.class).hasMessageContaining("Listne");
            assertThat(culvert.tunnels()).hasSize(1);
        }
    }

    @Test
    void aMistakeIsAFailureWithItsPlace() {
        assertThatThrownBy(() -> Server.start("Listen 127.0.0.1:0\nProxyPas / ws://127.0.0.1/"))
                .isInstanceOf(StartFailure.class).hasMessageContaining("line 2").hasMessageContaining("ProxyPass");
    }
}
