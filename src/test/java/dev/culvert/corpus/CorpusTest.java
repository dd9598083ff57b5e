package dev.culvert.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.culvert.Loading;
import dev.culvert.Server;
import dev.culvert.StartFailure;
import dev.culvert.syntax.Diagnostic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every shape of the corpus starts and sends its requests where the file says, or is turned down in one line. Where httpd is
 * installed it must do the same, so the files are right about httpd. Properties: {@code culvert.parity.httpd=required} fails
 * without an installed httpd; {@code culvert.corpus.only=httpd} or {@code =culvert} leaves out the other;
 * {@code culvert.corpus.case=017} runs that shape alone.
 */
@Tag("parity")
class CorpusTest {
    private static final int SHAPES = 143;
    private static final String ONLY = System.getProperty("culvert.corpus.only", "");
    private static final List<Shape> ALL = Corpus.read();
    private static final List<Shape> CHOSEN = ALL.stream()
            .filter(shape -> shape.name().startsWith(System.getProperty("culvert.corpus.case", ""))).toList();
    private static final Optional<Httpd.Place> HTTPD = ONLY.equals("culvert") ? Optional.empty() : Httpd.Place.installed();
    private static final Hosting HOSTING = new Hosting();

    @BeforeAll
    static void start() throws IOException {
        HOSTING.open(CHOSEN, HTTPD);
    }

    @AfterAll
    static void stop() throws IOException {
        HOSTING.close();
    }

    @Test
    void thereIsAFileForEveryShape() {
        assertThat(ALL).hasSize(SHAPES);
        assertThat(ALL).allSatisfy(shape -> assertThat(shape.forms())
                .allSatisfy(form -> assertThat(Ask.parse(shape.requests(), form)).as(shape.name()).isNotEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> httpdDoesWhatTheFilesSay() {
        if (HTTPD.isEmpty() && "required".equals(System.getProperty("culvert.parity.httpd")) && ONLY.isEmpty()) {
            fail("Expected an installed httpd (apache2 or httpd on the PATH, modules in the usual place or in APACHE_MODULES).");
        }
        return HTTPD.stream().flatMap(_ -> CHOSEN.stream()).flatMap(shape -> shape.forms().stream()
                .map(form -> dynamicTest(shape + " " + form, () -> HOSTING.visit(shape, form).mustPlease(shape, "httpd"))));
    }

    @TestFactory
    Stream<DynamicTest> culvertDoesWhatTheFilesSay() {
        if (ONLY.equals("httpd")) {
            return Stream.empty();
        }
        sayWhatWaits();
        return CHOSEN.stream().flatMap(shape -> Stream.concat(
                turnedDown(shape).map(named -> dynamicTest(shape + " is turned down", () -> refuse(shape, named))).stream(),
                served(shape).map(form -> dynamicTest(shape + " " + form, () -> serve(shape, form))).stream()));
    }

    /** What an error must say, where Culvert does not take the shape as it is. */
    private static Optional<Pattern> turnedDown(Shape shape) {
        return shape.waiting().map(Shape.Waiting::directive).or(shape::refused);
    }

    private static Optional<Shape.Form> served(Shape shape) {
        if (turnedDown(shape).isEmpty()) {
            return Optional.of(Shape.Form.WHOLE);
        }
        return Optional.of(Shape.Form.PLAIN).filter(shape.forms()::contains);
    }

    private static void refuse(Shape shape, Pattern named) throws IOException {
        Loading loading = load(shape, Shape.Form.WHOLE, Ports.free(1).getFirst());
        List<String> errors = loading.diagnostics().stream().filter(Diagnostic::isError).map(Diagnostic::message).toList();
        assertThat(errors).as("one line says what is not supported").anyMatch(error -> named.matcher(error).find());
        assertThat(errors).allSatisfy(error -> assertThat(error).doesNotContain("\n"));
    }

    private static void serve(Shape shape, Shape.Form form) throws IOException, StartFailure {
        Ports ports = Ports.free(1).getFirst();
        Loading loading = load(shape, form, ports);
        assertThat(loading.diagnostics().stream().filter(Diagnostic::isError).map(Diagnostic::print).toList()).isEmpty();
        var errors = new ByteArrayOutputStream();
        try (Server server = Server.start(loading, () -> loading, new ByteArrayOutputStream(), errors)) {
            assertThat(server.addresses()).isNotEmpty();
            new Visit(HOSTING.ground(), ports, form).mustPlease(shape, "culvert");
        }
        assertThat(errors.toString(StandardCharsets.UTF_8)).doesNotContain("unexpected:");
    }

    private static Loading load(Shape shape, Shape.Form form, Ports ports) {
        Ground ground = HOSTING.ground();
        String text = Text.preamble(ground) + "ErrorLog /dev/stderr\n" + Text.of(shape, form, ground, ports);
        return Loading.ofText(shape.name(), text, ground.directory());
    }

    private static void sayWhatWaits() {
        Map<String, List<String>> waiting = ALL.stream().filter(shape -> turnedDown(shape).isPresent())
                .collect(Collectors.groupingBy(CorpusTest::reason, TreeMap::new, Collectors.mapping(Shape::name, Collectors.toList())));
        Map<String, Integer> counts = new LinkedHashMap<>();
        waiting.forEach((reason, names) -> counts.put(reason, names.size()));
        Logger.getLogger("corpus").warning(() -> "of " + ALL.size() + " shapes these are turned down: " + counts
                + waiting.entrySet().stream().map(each -> "\n  " + each.getKey() + ": " + String.join(" ", each.getValue()))
                        .collect(Collectors.joining()));
    }

    private static String reason(Shape shape) {
        return shape.waiting().map(waiting -> "until part " + waiting.part() + (served(shape).isPresent() ? ", tried plain" : ""))
                .orElse("by design");
    }
}
