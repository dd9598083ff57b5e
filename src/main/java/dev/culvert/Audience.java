package dev.culvert;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** The clients of a {@link Rehearsal}: they ask for pages, open tunnels, and want back what they said. */
final class Audience implements AutoCloseable {
    /** Longer than anything takes that works. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> PAGES = List.of("/", "/seen", "/nothing-here");
    private static final List<String> WAYS = List.of("/ws/echo", "/pool/echo", "/match/echo", "/rule/echo");
    /** In bytes: one for each way in which a frame tells its length. */
    private static final int[] SIZES = {64, 1000, 70_000};
    private static final int MESSAGES = 12;

    private final HttpClient client;
    private final String place;
    private final boolean secure;

    /** @param tls for a server that speaks it */
    Audience(int port, Optional<SSLContext> tls) {
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
        tls.ifPresentOrElse(builder::sslContext, () -> builder.version(HttpClient.Version.HTTP_1_1));
        this.client = builder.build();
        this.secure = tls.isPresent();
        this.place = "://localhost:" + port;
    }

    /** @throws IOException if something came back that should not have */
    void ask(int rounds) throws IOException, InterruptedException {
        for (int round = 0; round < rounds; round++) {
            request(PAGES.get(round % PAGES.size()));
            // A handshake of TLS is dear, and it is the library's and not ours.
            if (!secure || round % 10 == 0) {
                tunnel(WAYS.get(round % WAYS.size()));
            }
        }
        request("/server-status");
        request("/server-status?auto");
    }

    private void request(String path) throws IOException, InterruptedException {
        URI address = URI.create((secure ? "https" : "http") + place + path);
        HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        int wanted = path.equals("/nothing-here") ? 404 : 200;
        if (answer.statusCode() != wanted) {
            throw new IOException(address + " was answered with " + answer.statusCode());
        }
    }

    private void tunnel(String path) throws IOException {
        Echoes echoes = new Echoes();
        URI address = URI.create((secure ? "wss" : "ws") + place + path);
        try {
            WebSocket socket = client.newWebSocketBuilder().connectTimeout(PATIENCE).buildAsync(address, echoes).join();
            for (int message = 0; message < MESSAGES; message++) {
                int size = message == 0 ? SIZES[2] : SIZES[message % 2];
                CompletableFuture<Void> back = echoes.await(size);
                socket.sendBinary(ByteBuffer.allocate(size), true).join();
                back.join();
            }
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "bye").join();
            echoes.closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        } catch (CompletionException failure) {
            throw new IOException("no tunnel to " + address, failure);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }

    /** Counts the bytes that come back. */
    private static final class Echoes implements WebSocket.Listener {
        private final CompletableFuture<Void> closed = new CompletableFuture<>();
        private volatile CompletableFuture<Void> whole = new CompletableFuture<>();
        private volatile int missing;

        CompletableFuture<Void> await(int size) {
            missing = size;
            whole = new CompletableFuture<Void>().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return whole;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            int left = missing - data.remaining();
            missing = left;
            if (last && left == 0) {
                whole.complete(null);
            }
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(null);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            whole.completeExceptionally(error);
            closed.completeExceptionally(error);
        }
    }
}
