package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A folder with a configuration, in which Culverts run as processes of their own and are told things with {@code -k}. */
final class Installation implements AutoCloseable {
    private static final Pattern SERVES = Pattern.compile("AH00489: .* serves \\[/127\\.0\\.0\\.1:(\\d+)]");
    private static final long SECONDS = 60;

    private final Path folder;
    private final String file;
    private final List<Long> successors = new ArrayList<>();

    Installation(Path folder) {
        this(folder, "httpd.conf");
    }

    /** @param file its configuration, with {@code culvert.pid} in the folder as its PidFile */
    Installation(Path folder, String file) {
        this.folder = folder;
        this.file = file;
    }

    /** What is served from the next start, reload or upgrade on. */
    void write(String... lines) throws IOException {
        writeListening("Listen 127.0.0.1:0", lines);
    }

    void writeListening(String listen, String... lines) throws IOException {
        Files.writeString(folder.resolve(file), listen + """

                ServerName signals.test
                PidFile culvert.pid
                ErrorLog /dev/stderr
                CulvertDrainTime 0
                """ + String.join("\n", lines) + "\n");
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(Program.tool("java"),
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), "dev.culvert.Main", "-f", folder.resolve(file).toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    Program culvert(String... arguments) throws IOException {
        return Program.start(folder, SERVES, command(arguments));
    }

    /** Where it listens, when it does and can be found. */
    int port(Program culvert) throws Exception {
        int port = Integer.parseInt(culvert.await(SECONDS).group(1));
        await().atMost(Running.PATIENCE).until(() -> Files.exists(pidFile()));
        return port;
    }

    Path pidFile() {
        return folder.resolve("culvert.pid");
    }

    long servingPid() throws IOException {
        return Long.parseLong(Files.readString(pidFile()).strip());
    }

    void tell(String word, int code) throws Exception {
        try (Program teller = culvert("-k", word)) {
            assertThat(teller.end(SECONDS)).as(teller.printed()).isEqualTo(code);
        }
    }

    /** What {@code -k upgrade} and the program that it started have said until now. */
    String upgrade(int code) throws Exception {
        Path said = folder.resolve("upgrade.log");
        Process teller = new ProcessBuilder(command("-k", "upgrade")).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(said.toFile()).start();
        assertThat(teller.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        successors.add(servingPid());
        assertThat(teller.exitValue()).as(Files.readString(said)).isEqualTo(code);
        return Files.readString(said);
    }

    @Override
    public void close() {
        successors.stream().map(ProcessHandle::of).flatMap(Optional::stream).forEach(ProcessHandle::destroy);
    }
}
