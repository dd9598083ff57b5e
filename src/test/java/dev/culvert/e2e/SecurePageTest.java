package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.testing.Authority;
import dev.culvert.testing.Head;
import dev.culvert.testing.RawConnection;
import dev.culvert.testing.WebSocketPeer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page that came over TLS opens a WebSocket, in a real browser: over HTTP/2 where that is announced, else beside it. */
@Tag("browser")
@Timeout(180)
class SecurePageTest {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");
    private static final String PAGE = """
            <!doctype html><title>page</title><p id=said>nothing yet</p><script>
            const socket = new WebSocket('wss://' + location.host + '/ws/page');
            const say = (text) => document.getElementById('said').append(' ' + text);
            socket.onopen = () => socket.send('hello from a page');
            socket.onmessage = (event) => { say('Received: ' + event.data); socket.close(1000, 'bye'); };
            socket.onclose = (event) => say('Closed: ' + event.code);
            </script>
            """;

    // Chromium's children may still write while it ends.
    @TempDir(cleanup = CleanupMode.NEVER)
    Path profile = Path.of("");

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({"H2WebSockets on, HTTP/2.0, HTTP/2.0", "H2WebSockets off, HTTP/2.0, HTTP/1.1", "Protocols http/1.1, HTTP/1.1, HTTP/1.1"})
    void aPageOpensASocket(String line, String pageBy, String socketBy) throws Exception {
        Path chromium = Needs.orSkip("browser", Needs.program(NAMES), "there is no Chromium on the PATH");
        try (Http2Stage stage = Http2Stage.secure(Authority.named("a browser"), folder, line)) {
            stage.serve(SecurePageTest::served);
            String address = "https://localhost:" + stage.culvert().port() + "/page";
            try (Browser browser = new Browser(chromium, profile, address, "--ignore-certificate-errors")) {
                await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(browser.evaluate("document.body.innerText"))
                        .contains("Received: hello from a page", "Closed: 1000"));
            }
            assertThat(stage.culvert().accessLine("GET /page ")).startsWith("200 ").contains(pageBy);
            assertThat(stage.culvert().accessLine("GET /ws/page ")).startsWith("101 ").contains(socketBy);
            stage.culvert().awaitNoTunnels();
        }
    }

    private static void served(RawConnection connection) {
        Head asked = connection.head(Duration.ofSeconds(60));
        if (asked.value("Upgrade").isEmpty()) {
            connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: " + PAGE.length() + "\r\n\r\n" + PAGE);
            served(connection);
            return;
        }
        connection.send(WebSocketPeer.agreement(asked));
        WebSocketPeer.Frame frame = WebSocketPeer.next(connection);
        while (frame.opcode() != 8) {
            connection.send(WebSocketPeer.frame(frame.opcode(), frame.payload()));
            frame = WebSocketPeer.next(connection);
        }
        connection.send(WebSocketPeer.frame(8, frame.payload()));
        connection.finish();
    }
}
