package dev.culvert.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.config.Configuration;
import dev.culvert.config.CoreDirectives;
import dev.culvert.config.Lexicon;
import dev.culvert.config.Whereabouts;
import dev.culvert.directive.Family;
import dev.culvert.syntax.ConfigReader;
import dev.culvert.syntax.Reading;
import dev.culvert.tls.SslOptions.Option;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As httpd 2.4.71 shows it by the variables that a request has. */
class SslOptionsTest {
    private static final List<Family> FAMILIES =
            Stream.concat(CoreDirectives.FAMILIES.stream(), Stream.of(SslRequestDirectives.FAMILY)).toList();

    /** Lines inside of a section, around which SSLOptions +StdEnvVars holds. */
    @ParameterizedTest
    @CsvSource(delimiter = '>', value = {
            "SSLOptions StdEnvVars ExportCertData > CERT",
            "SSLOptions ExportCertData StdEnvVars > VARS",
            "SSLOptions +ExportCertData           > VARS CERT",
            "SSLOptions -StdEnvVars +ExportCertData > CERT",
            "SSLOptions ExportCertData            > CERT",
            "SSLOptions ExportCertData; SSLOptions +StdEnvVars > VARS CERT",
            "SSLOptions +StdEnvVars ExportCertData > CERT",
            "SSLOptions ExportCertData +StdEnvVars > VARS CERT",
            "SSLOptions -ExportCertData           > VARS",
            "SSLOptions                           > VARS",
            "SSLOptions +EXPORTCERTDATA           > VARS CERT",
    })
    void mergesAsHttpd(String lines, String expected) {
        String inside = lines.replace("; ", "\n");
        assertThat(names(options("SSLOptions +StdEnvVars\n<Location /a>\n" + inside + "\n</Location>"))).isEqualTo(expected);
    }

    private static String names(SslOptions options) {
        return (options.has(Option.STD_ENV_VARS) ? "VARS" : "")
                + (options.has(Option.STD_ENV_VARS) && options.has(Option.EXPORT_CERT_DATA) ? " " : "")
                + (options.has(Option.EXPORT_CERT_DATA) ? "CERT" : "");
    }

    private static SslOptions options(String text) {
        Reading reading = new ConfigReader(Lexicon.of(FAMILIES), Path.of(""), Set.of(), Map.of()).readText("case", text);
        return Configuration.build(reading.nodes(), FAMILIES, Path.of("")).configuration().main()
                .settingsFor(Whereabouts.at("/a")).get(SslRequestDirectives.OPTIONS);
    }
}
