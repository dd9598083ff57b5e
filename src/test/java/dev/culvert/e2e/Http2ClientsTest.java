package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.testing.Authority;
import dev.culvert.testing.Head;
import dev.culvert.testing.RawConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The JDK's own client over TLS, which settles on HTTP/2 by ALPN. */
@Timeout(60)
class Http2ClientsTest {
    private final Authority authority = Authority.named("clients");

    @TempDir
    private Path folder = Path.of("");

    private Http2Stage stage;
    private HttpClient client;

    @BeforeEach
    void begin() throws Exception {
        stage = Http2Stage.secure(authority, folder);
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).sslContext(authority.trusting()).build();
    }

    @AfterEach
    void stop() {
        client.shutdownNow();
        client.close();
        stage.close();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + stage.culvert().port() + path)).timeout(Duration.ofSeconds(20));
    }

    @Test
    void manyRequestsAtOnceShareOneConnection() throws Exception {
        assertThat(client.send(to("/ok").build(), BodyHandlers.ofString()).version()).isEqualTo(HttpClient.Version.HTTP_2);
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 60)
                .mapToObj(i -> client.sendAsync(to("/ok?" + i).build(), BodyHandlers.ofString())).toList();
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get().version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.get().statusCode()).isEqualTo(200);
            assertThat(answer.get().body()).isEqualTo("ok");
        }
        assertThat(stage.culvert().accessLine("/ok?59")).endsWith("\"GET /ok?59 HTTP/2.0\"");
    }

    @Test
    void muchPassesBothWays() throws Exception {
        stage.serve(Http2ClientsTest::returned);
        String much = "m".repeat(8 << 20);
        HttpResponse<String> answer = client.send(to("/much").POST(BodyPublishers.ofString(much)).build(), BodyHandlers.ofString());
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.body().equals(much)).isTrue();
    }

    private static void returned(RawConnection connection) {
        Head asked = connection.head();
        String body = connection.body(asked);
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    @Test
    void whoDoesNotSpeakItIsServedWithHttp1() throws Exception {
        HttpRequest request = to("/ok").version(HttpClient.Version.HTTP_1_1).build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(answer.body()).isEqualTo("ok");
    }
}
