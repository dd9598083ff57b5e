package dev.culvert.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.testing.Fixtures;
import dev.culvert.testing.Fixtures.Fixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Configuration text in, tree and diagnostics out. The heading {@code == options} holds command line options. */
class FixtureTest {
    private static final String OPTIONS = "options";

    @TempDir
    Path directory = Path.of("");

    @TestFactory
    Stream<DynamicTest> syntax() {
        return Fixtures.tests("syntax", this::check);
    }

    private void check(Fixture fixture) throws IOException {
        Path root = Files.createDirectory(directory.resolve(fixture.name()));
        fixture.writeFiles(root);
        Path main = Files.writeString(root.resolve("main.conf"), fixture.text());
        List<String> options = fixture.files().getOrDefault(OPTIONS, "").lines().toList();
        ConfigReader reader = new ConfigReader(
                new KnownWords(), root, Set.copyOf(values(options, "-D ")), environment(options));
        Reading reading = reader.read(main, values(options, "-C "), values(options, "-c "));
        String shown = Dump.of(reading, main.toString()).replace(root + "/", "").replace(root.toString(), "ROOT");
        assertThat(shown.lines().map(String::stripTrailing).collect(Collectors.joining("\n"))).isEqualTo(fixture.expected());
    }

    private static Map<String, String> environment(List<String> options) {
        return values(options, "env ").stream()
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private static List<String> values(List<String> options, String option) {
        return options.stream().filter(line -> line.startsWith(option)).map(line -> line.substring(option.length())).toList();
    }
}
