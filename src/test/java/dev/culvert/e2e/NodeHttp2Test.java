package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.testing.Authority;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** node's http2 over TLS: requests, and WebSockets by extended CONNECT. */
@Tag("npm")
@Timeout(120)
class NodeHttp2Test {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyScenarioOfTheScriptPasses() throws Exception {
        Authority authority = Authority.named("node");
        Path believed = authority.write(folder.resolve("authority.pem"));
        try (Http2Stage stage = Http2Stage.secure(authority, folder, "H2WebSockets on");
                Program client = Npm.run("^FAIL", _ -> {}, "http2-client.mjs", "https://localhost:" + stage.culvert().port(),
                        believed.toAbsolutePath().toString())) {
            assertThat(client.end(90)).as(client.printed()).isZero();
            assertThat(client.printed()).contains("ok    twenty tunnels").doesNotContain("FAIL");
            assertThat(stage.culvert().accessLine("/ws/half")).startsWith("101 ").endsWith("\"GET /ws/half HTTP/2.0\"");
            stage.culvert().awaitNoTunnels();
        }
    }
}
