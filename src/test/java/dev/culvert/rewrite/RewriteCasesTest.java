package dev.culvert.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.testing.Fixtures;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each file in resources/rewrite is a configuration and, below the line, what must come of it: remarks of the reader first,
 * then a line for each request, and behind a request that has them the lines that it traced.
 */
class RewriteCasesTest {
    @TempDir
    Path directory = Path.of("");

    @TestFactory
    Stream<DynamicTest> cases() {
        return Fixtures.tests("rewrite", this::check);
    }

    private void check(Fixtures.Fixture fixture) throws Exception {
        Path own = Files.createDirectories(directory.resolve(fixture.name()).resolve("docs/dir"));
        Path root = own.resolve("../..").normalize();
        Files.writeString(root.resolve("docs/f.txt"), "file", StandardCharsets.UTF_8);
        Files.writeString(root.resolve("docs/empty"), "", StandardCharsets.UTF_8);
        Files.createSymbolicLink(root.resolve("docs/link"), root.resolve("docs/f.txt"));
        fixture.writeFiles(root);
        List<String> expected = fixture.expected().lines().filter(line -> !line.isBlank() && !line.startsWith("# ")).toList();
        assertThat(String.join("\n", actual(new RewriteCase(fixture.text(), root), expected)))
                .isEqualTo(String.join("\n", expected));
    }

    private static List<String> actual(RewriteCase configuration, List<String> expected) {
        List<String> lines = new ArrayList<>(configuration.remarks());
        for (int i = 0; i < expected.size(); i++) {
            String line = expected.get(i);
            int arrow = line.indexOf(" -> ");
            if (arrow > 0 && line.matches("[A-Z]+ .*")) {
                List<String> trace = new ArrayList<>();
                String request = line.substring(0, arrow);
                lines.add(request + " -> " + configuration.answer(List.of(request.strip().split(" +", -1)), trace));
                if (i + 1 < expected.size() && expected.get(i + 1).startsWith("  trace")) {
                    trace.forEach(traced -> lines.add("  " + traced));
                }
            }
        }
        return lines;
    }
}
