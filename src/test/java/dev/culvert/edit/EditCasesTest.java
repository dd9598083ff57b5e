package dev.culvert.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.http.Octets;
import dev.culvert.directive.Settings;
import dev.culvert.expr.Subject;
import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import dev.culvert.http.Response;
import dev.culvert.http.Version;
import dev.culvert.syntax.Diagnostic;
import dev.culvert.testing.Fixtures;
import dev.culvert.testing.Fixtures.Fixture;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The cases under edit/: what each asks for was answered by httpd 2.4.71 first. */
class EditCasesTest {
    private static final Moment MOMENT = new Moment(1_700_000_000_000_000L, 250);
    private static final String TARGET = "/b/x%20y?q=1";
    private static final String PATH = "/b/x y";

    @TestFactory
    Stream<DynamicTest> answersOfBackends() {
        return Fixtures.tests("edit/backend", fixture -> {
            AskedSubject asked = asked(fixture, 404);
            CaseConfig config = CaseConfig.sound(fixture.text());
            ResponseHeaders early = HeaderEdits.early(config.server(), asked, MOMENT);
            ResponseHeaders before = ResponseHeaders.ofBackend(early, CaseConfig.headers(fixture, "answer"));
            ResponseHeaders after = HeaderEdits.response(fixedUp(config, asked), before, asked, MOMENT);
            assertThat(written(after.sent())).isEqualTo(fixture.expected());
        });
    }

    @TestFactory
    Stream<DynamicTest> errorsOfThisServer() {
        return Fixtures.tests("edit/error", fixture -> {
            AskedSubject asked = asked(fixture, 404);
            CaseConfig config = CaseConfig.sound(fixture.text());
            ResponseHeaders early = HeaderEdits.early(config.server(), asked, MOMENT);
            ResponseHeaders before = ResponseHeaders.ofError(early, CaseConfig.headers(fixture, "answer"));
            ResponseHeaders after = HeaderEdits.error(fixedUp(config, asked), before, asked, MOMENT);
            assertThat(written(after.sent())).isEqualTo(fixture.expected());
        });
    }

    @TestFactory
    Stream<DynamicTest> requests() {
        return Fixtures.tests("edit/request", fixture -> {
            AskedSubject asked = asked(fixture, 200);
            CaseConfig config = CaseConfig.sound(fixture.text());
            EditedSubject early = new EditedSubject(asked, asked.request().with(
                    HeaderEdits.earlyRequest(config.server(), asked, MOMENT)), Optional.empty());
            EnvironmentEdits.onHeaders(config.server(), early);
            Headers sent = HeaderEdits.request(fixedUp(config, early.original()), early, MOMENT);
            assertThat(written(sent)).isEqualTo(fixture.expected());
        });
    }

    @TestFactory
    Stream<DynamicTest> variables() {
        return Fixtures.tests("edit/environment", fixture -> {
            AskedSubject asked = asked(fixture, 200);
            CaseConfig config = CaseConfig.sound(fixture.text());
            EnvironmentEdits.onHeaders(config.server(), asked);
            EnvironmentEdits.onSections(config.at(PATH), asked);
            fixedUp(config, asked);
            String variables = new TreeMap<>(asked.environment().snapshot()).entrySet().stream()
                    .map(Object::toString).collect(Collectors.joining("\n"));
            assertThat(variables).isEqualTo(fixture.expected());
        });
    }

    @TestFactory
    Stream<DynamicTest> redirects() {
        return Fixtures.tests("edit/redirect", fixture -> {
            CaseConfig config = CaseConfig.sound(fixture.text());
            assertThat(fixture.files().getOrDefault("paths", "").lines()
                    .map(path -> path + " -> " + redirected(config, path)).collect(Collectors.joining("\n")))
                    .isEqualTo(fixture.expected());
        });
    }

    /** @param written a decoded path, its query behind it as the client wrote it */
    private static String redirected(CaseConfig config, String written) {
        String[] parts = written.split("\\?", 2);
        String path = Octets.of(parts[0]);
        Optional<String> query = parts.length > 1 ? Optional.of(parts[1]) : Optional.empty();
        AskedSubject asked = AskedSubject.of(written, Headers.NONE);
        Settings settings = config.at(path);
        return Redirects.onMapping(settings, path, query, asked)
                .or(() -> Redirects.onFixup(settings, path, query, asked))
                .map(made -> made.status() + made.location().map(url -> " " + Octets.text(url)).orElse("")
                        + made.remark().map(remark -> " " + remark.number()).orElse(""))
                .orElse("-");
    }

    @TestFactory
    Stream<DynamicTest> aliases() {
        return Fixtures.tests("edit/alias", fixture -> {
            CaseConfig config = CaseConfig.sound(fixture.text());
            assertThat(fixture.files().getOrDefault("paths", "").lines()
                    .map(path -> path + " -> " + Aliases.alias(config.at(path), path, AskedSubject.of(path, Headers.NONE))
                            .orElse("-"))
                    .collect(Collectors.joining("\n")))
                    .isEqualTo(fixture.expected());
        });
    }

    @TestFactory
    Stream<DynamicTest> whatIsSaidAtTheStart() {
        return Fixtures.tests("edit/said", fixture -> assertThat(CaseConfig.of(fixture.text()).diagnostics().stream()
                .map(EditCasesTest::line).collect(Collectors.joining("\n"))).isEqualTo(fixture.expected()));
    }

    private static String line(Diagnostic diagnostic) {
        return diagnostic.at().line() + (diagnostic.isError() ? " error " : " warning ") + diagnostic.message();
    }

    private static AskedSubject asked(Fixture fixture, int status) {
        AskedSubject asked = AskedSubject.of(TARGET, CaseConfig.headers(fixture, "request"));
        fixture.files().getOrDefault("variables", "").lines().map(line -> line.split("=", 2))
                .forEach(pair -> asked.environment().set(pair[0], pair[1].replace("\\n", "\n")));
        return asked.with(new Response(status, "", Version.HTTP_1_1, CaseConfig.headers(fixture, "answer"), Framing.NONE));
    }

    private static Settings fixedUp(CaseConfig config, Subject subject) {
        Settings settings = config.at(PATH);
        EnvironmentEdits.onFixup(settings, subject);
        return settings;
    }

    private static String written(Headers headers) {
        return headers.toString().strip();
    }
}
