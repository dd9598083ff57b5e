package dev.culvert.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import dev.culvert.http.Request;
import dev.culvert.http.Version;
import dev.culvert.syntax.Diagnostic;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every file below {@code route/} is a case: a configuration, a line of dashes, and what comes of it. */
class RouteCasesTest {
    private static final String SELF = "http://c.test:8080";

    @TestFactory
    Stream<DynamicNode> cases() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(RouteCasesTest.class.getResource("/route")).toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".case")).sorted().map(RouteCasesTest::container)
                    .toList().stream();
        }
    }

    private static DynamicNode container(Path file) {
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
            int dashes = lines.indexOf("----------");
            assertThat(dashes).as("a line of ten dashes in %s", file).isNotNegative();
            CaseConfig config = CaseConfig.of(lines.subList(0, dashes));
            List<String> wanted = lines.subList(dashes + 1, lines.size()).stream().filter(line -> !line.isBlank()).toList();
            return DynamicContainer.dynamicContainer(String.valueOf(file.getFileName()),
                    Stream.concat(Stream.of(remarks(config, wanted)), wanted.stream().filter(line -> !isRemark(line))
                            .map(line -> DynamicTest.dynamicTest(line, () -> check(config, line)))));
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static boolean isRemark(String line) {
        return line.startsWith("error: ") || line.startsWith("warning: ") || line.startsWith("note: ");
    }

    /** A case which says nothing of errors and warnings fails when there are any; notes are counted where one is wanted. */
    private static DynamicTest remarks(CaseConfig config, List<String> wanted) {
        boolean notes = wanted.stream().anyMatch(line -> line.startsWith("note: "));
        return DynamicTest.dynamicTest("remarks", () -> assertThat(config.diagnostics().stream()
                .map(RouteCasesTest::remark).filter(line -> notes || !line.startsWith("note: ")).toList())
                .containsExactlyElementsOf(wanted.stream().filter(RouteCasesTest::isRemark).toList()));
    }

    private static String remark(Diagnostic diagnostic) {
        String kind = diagnostic.isError() ? "error" : diagnostic.kind().name().toLowerCase(java.util.Locale.ROOT);
        return kind + ": " + diagnostic.message();
    }

    private static void check(CaseConfig config, String line) {
        int arrow = line.indexOf(" => ");
        if (arrow > 0) {
            checkHeader(config, line.substring(0, arrow), line.substring(arrow + 4).strip());
        } else {
            int sign = line.indexOf(" -> ");
            checkRequest(config, line.substring(0, sign).strip(), line.substring(sign + 4).strip());
        }
    }

    private static void checkHeader(CaseConfig config, String field, String wanted) {
        String name = field.substring(0, field.indexOf(':'));
        Headers answer = Headers.of(name, field.substring(field.indexOf(':') + 1).strip());
        ReverseMap map = ReverseMap.of(config.settingsFor("/app/"), Map.of("HOST", "b"), _ -> List.of());
        assertThat(map.rewrite(answer, SELF).value(0)).isEqualTo(wanted);
    }

    private static void checkRequest(CaseConfig config, String request, String wanted) {
        String[] words = request.split(" +", -1);
        List<String> headers = new ArrayList<>(List.of("Host", "c.test:8080"));
        Map<String, String> env = new HashMap<>();
        for (String word : List.of(words).subList(2, words.length)) {
            int equals = word.indexOf('=');
            if (word.startsWith("upgrade=")) {
                headers.addAll(List.of("Upgrade", word.substring(equals + 1).replace('+', ' ')));
            } else {
                env.put(word.substring("env:".length(), equals), word.substring(equals + 1));
            }
        }
        Headers head = Headers.of(headers.toArray(String[]::new));
        Request asked = new Request(words[0], words[1], Version.HTTP_1_1, head, Framing.NONE);
        assertThat(config.answer(asked, env)).isEqualTo(wanted.replaceAll(" +", " "));
    }
}
