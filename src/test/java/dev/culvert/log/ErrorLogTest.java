package dev.culvert.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.world.Level;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ErrorLogTest {
    private static final String PLACE =
            "[pid " + ProcessHandle.current().pid() + ":tid " + Thread.currentThread().threadId() + "] ";

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void writesHttpdsLine() throws IOException {
        assertThat(logged("LogLevel warn", log -> log.log(Level.ERROR, "proxy", client("192.0.2.7"), "AH00957", "No answer.")))
                .isEqualTo("[Mon Nov 23 02:01:53.297925 2026] [proxy:error] " + PLACE
                        + "[client 192.0.2.7:99] AH00957: No answer.\n");
    }

    @Test
    void writesALineWithoutClientAndNumber() throws IOException {
        assertThat(logged("LogLevel trace8", log -> log.log(Level.TRACE8, "core", "", "Deep.")))
                .isEqualTo("[Mon Nov 23 02:01:53.297925 2026] [core:trace8] " + PLACE + "Deep.\n");
    }

    @Test
    void printsIPv6WithoutBrackets() throws IOException {
        assertThat(logged("LogLevel warn", log -> log.log(Level.ERROR, "core", client("::1"), "", "x")))
                .contains("[client ::1:99] x");
    }

    @Test
    void keepsALineOneLine() throws IOException {
        assertThat(logged("LogLevel warn", log ->
                log.log(Level.ERROR, "core", "", "a\nb\r\t\u000b\b\\ \"q\" \u0001\u007f\u00e9 \u2026")))
                .endsWith("] a\\nb\\r\\t\\v\\b\\\\ \"q\" \\x01\\x7f\\xe9 \\xe2\\x80\\xa6\n")
                .containsOnlyOnce("\n");
    }

    @Test
    void writesOnlyWhatLogLevelWants() throws IOException {
        String lines = logged("LogLevel error proxy:debug", log -> {
            log.log(Level.WARN, "core", "", "unwanted");
            log.log(Level.DEBUG, "proxy", "", "wanted");
            log.log(Level.TRACE1, "proxy", "", "unwanted");
            // httpd: notices are always written.
            log.log(Level.NOTICE, "core", "", "notice");
            log.with(new LogLevels(Optional.of(Level.INFO), Map.of())).log(Level.INFO, "core", "", "section");
        });
        assertThat(lines.lines().map(line -> line.substring(line.lastIndexOf(' ') + 1)))
                .containsExactly("wanted", "notice", "section");
    }

    private String logged(String level, Consumer<ErrorLog> action) throws IOException {
        Clock clock = Clock.fixed(Outcomes.STARTED, ZoneId.of("UTC"));
        try (LogFiles files = new LogFiles(Path.of("."), clock, err, err)) {
            action.accept(ErrorLog.of(Lines.server("ErrorLog /dev/stderr", level), files));
        }
        return err.toString(StandardCharsets.UTF_8);
    }

    private static Optional<SocketAddress> client(String address) {
        return Optional.of(new InetSocketAddress(address, 99));
    }
}
