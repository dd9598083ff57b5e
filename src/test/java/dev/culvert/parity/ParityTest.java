package dev.culvert.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The differential cases: what is seen with Culvert is what is seen with httpd, or a difference that docs/differences.md
 * explains. Properties: {@code culvert.parity.httpd=required} fails without an installed httpd;
 * {@code culvert.parity.only=httpd} compares httpd with the recorded facts and leaves Culvert out;
 * {@code culvert.parity.record=true} writes those facts down anew, and where a difference is accepted what Culvert does;
 * {@code culvert.parity.case=31} runs that row alone, and {@code =31-40} those ten.
 */
@Tag("parity")
class ParityTest {
    private static final int ROWS = 135;
    private static final Path DIFFERENCES = Path.of("docs/differences.md");
    private static final Optional<Subject> HTTPD = Subject.Httpd.installed();
    private static final boolean ONLY_HTTPD = "httpd".equals(System.getProperty("culvert.parity.only"));
    private static final boolean RECORDING = Boolean.getBoolean("culvert.parity.record");
    private static final Subject CULVERT = new Subject.Culvert();
    private static final Servers CULVERTS = new Servers();
    private static final Servers HTTPDS = new Servers();

    @TestFactory
    Stream<DynamicNode> cases() {
        sayWhatIsCompared();
        Map<Setup, List<Case>> groups = Cases.all().stream().filter(ParityTest::wanted)
                .collect(Collectors.groupingBy(Case::setup, LinkedHashMap::new, Collectors.toList()));
        return groups.entrySet().stream().map(group -> dynamicContainer(group.getKey().name(),
                group.getValue().stream().map(item -> dynamicTest(item.toString(), () -> verify(item)))));
    }

    @Test
    void everyRowIsEitherRunOrLeftToAPart() {
        assertThat(Cases.all()).extracting(Case::row).doesNotContainAnyElementsOf(Later.rows());
        Set<Integer> rows = Cases.all().stream().map(Case::row).collect(Collectors.toCollection(HashSet::new));
        rows.addAll(Later.rows());
        assertThat(rows).containsAll(IntStream.rangeClosed(1, ROWS).boxed().toList());
        assertThat(Cases.all()).extracting(Case::number).doesNotHaveDuplicates();
    }

    @AfterAll
    static void stop() throws IOException {
        CULVERTS.close();
        HTTPDS.close();
    }

    private static void verify(Case item) throws IOException {
        if (ONLY_HTTPD) {
            verifyRecord(item);
            return;
        }
        try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
            var culvert = CompletableFuture.supplyAsync(() -> played(item, CULVERT, CULVERTS), both);
            List<String> httpd = HTTPD.isPresent() ? played(item, HTTPD.get(), HTTPDS) : Recorded.facts(item);
            compare(item, httpd, culvert.join());
        }
    }

    private static void verifyRecord(Case item) throws IOException {
        List<String> facts = played(item, HTTPD.orElseThrow(), HTTPDS);
        if (RECORDING) {
            Recorded.write(item, facts);
        } else if (!facts.equals(Recorded.facts(item))) {
            fail("httpd does not do what was recorded:" + new SideBySide("recorded", Recorded.facts(item), "httpd", facts));
        }
    }

    private static void compare(Case item, List<String> httpd, List<String> culvert) throws IOException {
        if (item.accepted().isPresent() && RECORDING && HTTPD.isPresent()) {
            Recorded.accept(item, culvert);
        } else if (item.accepted().isPresent()) {
            compare(item.accepted().get(), httpd, culvert);
        } else if (!culvert.equals(httpd)) {
            fail("A difference that nobody accepted:" + new SideBySide("httpd", httpd, "culvert", culvert));
        }
    }

    private static void compare(Case.Accepted accepted, List<String> httpd, List<String> culvert) throws IOException {
        List<String> expected = accepted.facts().lines().toList();
        if (!culvert.equals(expected)) {
            fail("Not the accepted difference (" + accepted.reason() + "):"
                    + new SideBySide("accepted", expected, "culvert", culvert)
                    + new SideBySide("httpd", httpd, "culvert", culvert));
        }
        assertThat(culvert).as("An accepted difference that is none any more").isNotEqualTo(httpd);
        assertThat(Files.readString(DIFFERENCES)).as("docs/differences.md").contains("# " + accepted.heading());
    }

    private static List<String> played(Case item, Subject subject, Servers servers) {
        try {
            return Stage.play(item.scenario(), servers.get(subject, item.setup()), subject);
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }

    private static boolean wanted(Case item) {
        String asked = System.getProperty("culvert.parity.case", "");
        String[] ends = (asked.contains("-") ? asked : asked + "-" + asked).split("-", 2);
        return asked.isEmpty() || (item.row() >= Integer.parseInt(ends[0]) && item.row() <= Integer.parseInt(ends[1]));
    }

    private static void sayWhatIsCompared() {
        if (HTTPD.isPresent()) {
            return;
        }
        if (ONLY_HTTPD || "required".equals(System.getProperty("culvert.parity.httpd"))) {
            fail("Expected an installed httpd (apache2 or httpd on the PATH, modules in the usual place or in APACHE_MODULES).");
        }
        Logger.getLogger("parity").warning("apache2 is not installed: compared with recorded facts");
    }
}
