package dev.culvert.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.config.Configuration;
import dev.culvert.config.CoreDirectives;
import dev.culvert.config.Lexicon;
import dev.culvert.directive.Args;
import dev.culvert.directive.Family;
import dev.culvert.directive.Place;
import dev.culvert.log.LogDirectives;
import dev.culvert.route.ProxyDirectives;
import dev.culvert.route.WebSocketDirectives;
import dev.culvert.syntax.ConfigReader;
import dev.culvert.syntax.Diagnostic;
import dev.culvert.syntax.Reading;
import dev.culvert.testing.Fixtures;
import dev.culvert.testing.Fixtures.Fixture;
import dev.culvert.tls.SslDirectives;
import dev.culvert.tls.SslProxyDirectives;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each file in resources/lint is a configuration and, below the line, everything that is to be said about it. */
class LintTest {
    private static final String DEMO_BACKEND = "127.0.0.1:9001";
    private static final Pattern HEADING = Pattern.compile("(?m)^## (.+)$");
    /** The checks read these lines themselves, so it is enough here that they are no errors. */
    private static final Family OTHERS = others();
    private static final List<Family> FAMILIES = Stream.of(
                    CoreDirectives.FAMILIES,
                    List.of(ProxyDirectives.FAMILY, WebSocketDirectives.FAMILY, SslDirectives.FAMILY, SslProxyDirectives.FAMILY, OTHERS),
                    List.of(LogDirectives.CORE, LogDirectives.LOG_CONFIG, LogDirectives.LOGIO))
            .flatMap(List::stream).toList();

    private static Family others() {
        Family family = Family.of("mod_rewrite");
        for (String name : List.of("RewriteEngine", "RewriteCond", "RewriteRule", "RewriteMap", "RequestHeader", "Header")) {
            family.list(name, Args::all).in(Place.SERVER, Place.VIRTUAL_HOST).inSections().doc("In this test only.");
        }
        return family;
    }

    @TestFactory
    Stream<DynamicTest> cases() {
        return Fixtures.tests("lint", LintTest::check);
    }

    private static void check(Fixture fixture) {
        assertThat(printed(found(fixture))).isEqualTo(fixture.expected());
    }

    private static String printed(List<Finding> findings) {
        return findings.stream().map(Finding::print).collect(Collectors.joining("\n"));
    }

    static List<Finding> found(Fixture fixture) {
        return found("site.conf", fixture.text());
    }

    private static List<Finding> found(String file, String text) {
        Reading reading = new ConfigReader(Lexicon.of(FAMILIES), Path.of(""), Set.of(), Map.of("DEMO_BACKEND", DEMO_BACKEND))
                .readText(file, text);
        Configuration.Result built = Configuration.build(reading.nodes(), FAMILIES, Path.of(""));
        assertThat(Stream.of(reading.diagnostics(), built.diagnostics()).flatMap(Collection::stream)
                .filter(Diagnostic::isError).filter(error -> !error.message().contains("ProxyRequests")).toList()).isEmpty();
        return Lint.of(reading.nodes(), built.configuration());
    }

    @Test
    void theDemoIsClean() throws IOException {
        assertThat(found("demo.conf", Files.readString(Path.of("conf/demo.conf")))).isEmpty();
    }

    @Test
    void theSameConfigurationHasTheSameFindings() throws IOException {
        Fixture fixture = Fixtures.read(Path.of("src/test/resources/lint/order.case"));
        assertThat(found(fixture)).isEqualTo(found(fixture)).isNotEmpty();
    }

    @Test
    void everyNameHasACaseAndAParagraph() throws IOException {
        Set<String> documented = HEADING.matcher(Files.readString(Path.of("docs/lint.md"))).results()
                .map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/lint"))) {
            for (Path file : files.toList()) {
                found(Fixtures.read(file)).forEach(finding -> found.add(finding.name()));
            }
        }
        assertThat(documented).isEqualTo(found);
    }

    @Test
    void whatIsNotUnderstoodDoesNotStopTheRest() {
        Reading reading = new ConfigReader(Lexicon.of(FAMILIES), Path.of(""), Set.of(), Map.of())
                .readText("site.conf", """
                        <VirtualHost>
                        </VirtualHost>
                        ProxyPass nonsense
                        ProxyPass / ws://h:8080
                        RewriteRule
                        <VirtualHost *:80>
                            ProxyPass /x/ ws://h/x
                        </VirtualHost>
                        """);
        Configuration.Result built = Configuration.build(reading.nodes(), FAMILIES, Path.of(""));
        assertThat(Lint.of(reading.nodes(), built.configuration())).extracting(Finding::name)
                .containsExactly("host-takes-path", "rewrite-engine-off", "missing-slash", "shadowed-mapping");
    }
}
