package dev.culvert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.testing.Authority;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file in resources/explain: a configuration, the words behind {@code culvert explain}, and all that is printed. */
class ExplanationTest {
    @TempDir
    private Path folder;

    static Stream<Path> cases() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/explain"))) {
            return files.filter(file -> file.toString().endsWith(".case")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void says(Path file) throws IOException {
        String[] parts = Files.readString(file).split("(?m)^-{10}\n", 3);
        Path site = folder.resolve("site.conf");
        Files.writeString(site, parts[0]);
        Authority.selfSigned("secure.test").write(folder.resolve("own.pem"));
        List<String> words = new ArrayList<>(List.of("explain", "-f", site.toString()));
        words.addAll(parts[1].lines().toList());
        assertThat(printed(words).replace(folder.toString(), "{dir}").replaceAll("(?m)^(.{22}Date: ).*$", "$1*"))
                .isEqualTo(parts[2]);
    }

    private static String printed(List<String> words) {
        CommandLine.Parsed parsed = CommandLine.parse(words.toArray(String[]::new));
        assertThat(parsed).isInstanceOf(CommandLine.Understood.class);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        int code = new Program(((CommandLine.Understood) parsed).line(), out, out).run();
        return bytes.toString(StandardCharsets.UTF_8) + "exit " + code + "\n";
    }
}
