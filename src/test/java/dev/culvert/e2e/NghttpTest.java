package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.testing.Authority;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** nghttp2's clients, which take the specification more exactly than browsers do. */
@Tag("nghttp")
@Timeout(120)
class NghttpTest {
    @TempDir
    private Path folder = Path.of("");

    private Http2Stage stage;

    @AfterEach
    void stop() {
        if (stage != null) {
            stage.close();
        }
    }

    private String ran(String program, String... arguments) throws Exception {
        Path found = Needs.orSkip("nghttp", Needs.program(List.of(program)), "there is no " + program + " on the PATH");
        List<String> command = new ArrayList<>(List.of(found.toString()));
        command.addAll(List.of(arguments));
        try (Program run = Program.start(folder, Pattern.compile("$^"), command)) {
            assertThat(run.end(60)).as(run.printed()).isZero();
            return run.printed();
        }
    }

    private String address(String scheme) {
        return scheme + "://127.0.0.1:" + stage.culvert().port() + "/ok";
    }

    @Test
    void nghttpIsAnsweredOverTls() throws Exception {
        stage = Http2Stage.secure(Authority.named("nghttp"), folder);
        assertThat(ran("nghttp", "--verbose", "--null-out", address("https")))
                .contains("negotiated protocol: h2", ":status: 200").doesNotContain("error_code=PROTOCOL_ERROR");
    }

    @Test
    void nghttpIsAnsweredWithoutTls() throws Exception {
        stage = new Http2Stage();
        assertThat(ran("nghttp", "--verbose", "--null-out", address("http"))).contains(":status: 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void h2loadLosesNothing(String scheme) throws Exception {
        stage = scheme.equals("http") ? new Http2Stage() : Http2Stage.secure(Authority.named("h2load"), folder);
        assertThat(ran("h2load", "--requests=2000", "--clients=4", "--max-concurrent-streams=50", address(scheme)))
                .contains("2000 succeeded, 0 failed, 0 errored, 0 timeout", "status codes: 2000 2xx");
    }
}
