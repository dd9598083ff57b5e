package dev.culvert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a call of the program prints, and where. */
class ProgramTest {
    private static final String CONFIGURATION = "Listen 127.0.0.1:0\nStartServers 2\nLoadModule nobody_module x.so\n";

    @TempDir
    private Path directory;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String configuration, String... more) throws Exception {
        Path file = directory.resolve("httpd.conf");
        Files.writeString(file, configuration);
        List<String> words = new ArrayList<>(List.of("-t", "-f", file.toString()));
        words.addAll(List.of(more));
        CommandLine line = ((CommandLine.Understood) CommandLine.parse(words.toArray(String[]::new))).line();
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return new Program(line, nowhere, new PrintStream(err, true, StandardCharsets.UTF_8)).run();
    }

    private String printed() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aGoodConfigurationIsSaidToBeOne() throws Exception {
        assertThat(run(CONFIGURATION)).isZero();
        assertThat(printed()).contains("nobody_module", "StartServers").endsWith("Syntax OK\n");
    }

    @Test
    void everyErrorIsPrintedTheFirstOneFirst() throws Exception {
        assertThat(run("Listen 127.0.0.1:0\nProxyPas / ws://h/\nTimeout\n")).isEqualTo(1);
        assertThat(printed()).startsWith("AH00526: Syntax error on line 2 of ").contains("did you mean ProxyPass?", "on line 3 of");
    }

    @Test
    void theStartupLevelLeavesOutWhatWeighsLess() throws Exception {
        run(CONFIGURATION, "-e", "warn");
        assertThat(printed()).contains("nobody_module").doesNotContain("StartServers");
    }

    @Test
    void theStartupLogTakesWhatIsSaid() throws Exception {
        Path log = directory.resolve("startup.log");
        run(CONFIGURATION, "-E", log.toString());
        assertThat(printed()).isEmpty();
        assertThat(Files.readString(log)).contains("nobody_module");
    }
}
