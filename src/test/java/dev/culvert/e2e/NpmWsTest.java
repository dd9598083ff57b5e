package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** npm's ws on both sides of the proxy: what a WebSocket application looks like that knows nothing of us. */
@Tag("npm")
@Timeout(300)
class NpmWsTest {
    @Test
    void everyScenarioOfTheScriptPasses() throws Exception {
        try (Program backend = Npm.run("^port (\\d+)$", _ -> {}, "ws-backend.mjs");
                Program culvert = Program.demo("-C", rule(backend.await(30).group(1)));
                Program client = Npm.run("^FAIL", _ -> {}, "ws-echo.mjs", "ws://127.0.0.1:" + culvert.await(60).group(2) + "/node/")) {
            assertThat(client.end(240)).as(client.printed()).isZero();
            assertThat(client.printed()).contains("ok    binary of 16777216 B").doesNotContain("FAIL");
        }
    }

    /** Directives of -C come before the file, so this rule is the first. */
    private static String rule(String port) {
        return "ProxyPass /node/ ws://127.0.0.1:" + port + "/";
    }
}
