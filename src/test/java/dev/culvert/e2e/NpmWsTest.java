package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** npm's ws on both sides of the proxy: what a WebSocket application looks like that knows nothing of us. */
@Tag("npm")
@Timeout(300)
class NpmWsTest {
    private static final Path SCRIPTS = Path.of("src", "test", "js");

    @Test
    void everyScenarioOfTheScriptPasses() throws Exception {
        String node = Needs.orSkip("npm", Needs.program(List.of("node", "nodejs")), "there is no node on the PATH").toString();
        Path ws = SCRIPTS.resolve("node_modules").resolve("ws");
        Needs.orSkip("npm", Optional.of(ws).filter(Files::isDirectory), "npm's ws is not installed: npm ci in " + SCRIPTS);
        Pattern port = Pattern.compile("^port (\\d+)$");
        try (Program backend = Program.start(SCRIPTS, port, List.of(node, "ws-backend.mjs"));
                Program culvert = Program.demo("-C", rule(backend.await(30).group(1)));
                Program client = client(node, culvert.await(60).group(2))) {
            assertThat(client.end(240)).as(client.printed()).isZero();
            assertThat(client.printed()).contains("ok    binary of 16777216 B").doesNotContain("FAIL");
        }
    }

    /** Directives of -C come before the file, so this rule is the first. */
    private static String rule(String port) {
        return "ProxyPass /node/ ws://127.0.0.1:" + port + "/";
    }

    private static Program client(String node, String port) throws Exception {
        List<String> command = List.of(node, "ws-echo.mjs", "ws://127.0.0.1:" + port + "/node/");
        return Program.start(SCRIPTS, Pattern.compile("^FAIL"), command);
    }
}
