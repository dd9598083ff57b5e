package dev.culvert.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.config.Configuration;
import dev.culvert.config.CoreDirectives;
import dev.culvert.config.Lexicon;
import dev.culvert.config.VirtualHost;
import dev.culvert.config.Whereabouts;
import dev.culvert.directive.Family;
import dev.culvert.directive.Settings;
import dev.culvert.http.Headers;
import dev.culvert.syntax.ConfigReader;
import dev.culvert.syntax.Diagnostic;
import dev.culvert.syntax.Reading;
import dev.culvert.testing.Fixtures.Fixture;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A case's configuration, read as the real one is. */
final class CaseConfig {
    private static final List<Family> FAMILIES = Stream.concat(
            Stream.of(HeaderDirectives.FAMILY, EnvironmentDirectives.ENV, EnvironmentDirectives.SETENVIF, AliasDirectives.FAMILY),
            CoreDirectives.FAMILIES.stream()).toList();

    private final Configuration.Result result;
    private final List<Diagnostic> diagnostics;

    private CaseConfig(Configuration.Result result, List<Diagnostic> diagnostics) {
        this.result = result;
        this.diagnostics = diagnostics;
    }

    static CaseConfig of(String text) {
        ConfigReader reader = new ConfigReader(Lexicon.of(FAMILIES), Path.of("/srv"), Set.of(), Map.of());
        Reading reading = reader.readText("case.conf", text);
        Configuration.Result result = Configuration.build(reading.nodes(), FAMILIES, Path.of("/srv"));
        return new CaseConfig(result, Stream.concat(reading.diagnostics().stream(), result.diagnostics().stream()).toList());
    }

    /** One without mistakes. */
    static CaseConfig sound(String text) {
        CaseConfig config = of(text);
        assertThat(config.diagnostics).filteredOn(Diagnostic::isError).isEmpty();
        return config;
    }

    List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    /** The first virtual host, or the main server. */
    private VirtualHost host() {
        return result.configuration().hosts().stream().findFirst().orElse(result.configuration().main());
    }

    Settings server() {
        return host().settings();
    }

    Settings at(String path) {
        return host().settingsFor(Whereabouts.at(path));
    }

    /** Lines of {@code Name: value}. */
    static Headers headers(Fixture fixture, String file) {
        Headers.Builder headers = Headers.builder();
        fixture.files().getOrDefault(file, "").lines().filter(line -> !line.isBlank()).forEach(line -> {
            int colon = line.indexOf(':');
            headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
        });
        return headers.build();
    }
}
