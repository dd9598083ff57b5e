package dev.culvert.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.directive.Family;
import dev.culvert.directive.Place;
import dev.culvert.directive.Section;
import dev.culvert.directive.Setting;
import dev.culvert.directive.Settings;
import dev.culvert.syntax.Diagnostic;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every directive of this package owes its reader. */
class DirectiveTest {
    static Stream<Setting<?>> settings() {
        return CoreDirectives.FAMILIES.stream().flatMap(family -> family.settings().stream());
    }

    static Stream<Section> sections() {
        return CoreDirectives.FAMILIES.stream().flatMap(family -> family.sections().stream());
    }

    @Test
    void thereAreMany() {
        assertThat(settings()).hasSizeGreaterThan(35);
        assertThat(sections()).hasSize(12);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void hasDocumentationAndPlaces(Setting<?> setting) {
        assertThat(setting.doc()).hasSizeGreaterThan(20).endsWith(".");
        assertThat(setting.places()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void refusesTheWrongPlace(Setting<?> setting) {
        for (Map.Entry<Place, String> section : Map.of(
                Place.SERVER, "%s", Place.VIRTUAL_HOST, "<VirtualHost *:1>\n%s\n</VirtualHost>",
                Place.LOCATION, "<Location /x>\n%s\n</Location>", Place.PROXY, "<Proxy *>\n%s\n</Proxy>").entrySet()) {
            String wrong = setting.name() + " cannot stand in ";
            List<Diagnostic> said = build(section.getValue().formatted(setting.name() + " x"));
            assertThat(said.stream().anyMatch(each -> each.isError() && each.message().startsWith(wrong)))
                    .as("%s in %s: %s", setting, section.getKey(), said)
                    .isEqualTo(!setting.places().contains(section.getKey()));
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void neverBreaks(Setting<?> setting) {
        for (String words : List.of("", "x", "-1", "99999999999", "x y z", "\"\"", "=", ":", "[", "%s", "a,b-c=d", "é")) {
            for (String line : List.of("%s " + words, "<VirtualHost *:1>\n%s " + words + "\n</VirtualHost>")) {
                assertThat(build(line.replace("%s", setting.name())))
                        .noneMatch(each -> each.message().contains(" cannot be read: "));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void needsAWord(Setting<?> setting) {
        String line = setting.places().contains(Place.SERVER) ? setting.name()
                : setting.places().contains(Place.VIRTUAL_HOST) ? "<VirtualHost *:1>\n" + setting.name() + "\n</VirtualHost>"
                : "<Location /x>\n" + setting.name() + "\n</Location>";
        assertThat(build(line)).filteredOn(Diagnostic::isError).hasSize(1)
                .allMatch(each -> each.message().startsWith(setting.name()));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void flagsRefuseGarbage(Setting<?> setting) {
        if (setting.initial() instanceof Boolean && setting.places().contains(Place.SERVER)) {
            assertThat(build(setting.name() + " perhaps")).filteredOn(Diagnostic::isError).hasSize(1);
            assertThat(build(setting.name() + " oN")).noneMatch(Diagnostic::isError);
            assertThat(build(setting.name() + " oFF")).noneMatch(Diagnostic::isError);
        }
    }

    @Test
    void noNameIsTakenTwice() {
        List<String> names = Stream.concat(
                        settings().flatMap(setting -> setting.spellings().keySet().stream()),
                        CoreDirectives.FAMILIES.stream().flatMap(family -> family.accepted().keySet().stream()))
                .map(name -> name.toLowerCase(Locale.ROOT)).toList();
        assertThat(names).doesNotHaveDuplicates();
    }

    @Test
    void acceptedOnesHaveReasonsAndAreHttpds() {
        for (Family family : Accepted.FAMILIES) {
            family.accepted().forEach((name, reason) -> {
                assertThat(reason).hasSizeGreaterThan(10);
                // Prefork's, and older than the table.
                if (!List.of("minspareservers", "maxspareservers", "sslmutex").contains(name)) {
                    assertThat(KnownDirectives.moduleOfDirective(name)).as(name).isPresent();
                }
            });
        }
    }

    @Test
    void aLexiconKnowsModulesByAnySpelling() {
        Lexicon lexicon = Lexicon.of(CoreDirectives.FAMILIES);
        assertThat(Arrays.asList("mod_proxy.c", "mod_proxy", "proxy_module", "core.c", "mpm_event_module", "mod_reqtimeout.c"))
                .allMatch(lexicon::hasModule);
        assertThat(Arrays.asList("mod_rewrite.c", "rewrite_module", "mod_mime.c", "")).noneMatch(lexicon::hasModule);
        assertThat(lexicon.hasDirective("TIMEOUT")).isTrue();
        assertThat(lexicon.hasDirective("StartServers")).isTrue();
        assertThat(lexicon.hasDirective("RewriteRule")).isFalse();
        assertThat(lexicon.hasSection("locationmatch")).isTrue();
        assertThat(lexicon.hasSection("If")).isTrue();
        assertThat(lexicon.hasSection("Limit")).isFalse();
    }

    @Test
    void serverTokensMakeTheHeader() {
        assertThat(Arrays.stream(ServerTokens.values()).map(each -> each.header("1.2.3-SNAPSHOT"))).containsExactly(
                "Culvert/1", "Culvert/1.2", "Culvert/1.2.3", "Culvert", "Culvert/1.2.3 (Unix)", "Culvert/1.2.3 (Unix)");
    }

    @Test
    void readTimeoutsGrowWithTheBytes() {
        ReadTimeouts timeouts = configuration("RequestReadTimeout header=10-20,minrate=100 body=0").main().settings()
                .get(ConnectionDirectives.REQUEST_READ_TIMEOUT);
        assertThat(timeouts.header().allowed(0)).hasSeconds(10);
        assertThat(timeouts.header().allowed(500)).hasSeconds(15);
        assertThat(timeouts.header().allowed(5000)).hasSeconds(20);
        assertThat(timeouts.body().isOff()).isTrue();
        assertThat(ReadTimeouts.UNSET.body().allowed(500)).hasSeconds(21);
    }

    @Test
    void readTimeoutsMergeByStage() {
        ReadTimeouts timeouts = configuration("RequestReadTimeout header=10-20,MinRate=100\nRequestReadTimeout handshake=3\n"
                + "<VirtualHost *:1>\nRequestReadTimeout body=7\n</VirtualHost>").hosts().getFirst().settings()
                .get(ConnectionDirectives.REQUEST_READ_TIMEOUT);
        assertThat(timeouts.handshake().first()).hasSeconds(3);
        assertThat(timeouts.header().first()).hasSeconds(10);
        assertThat(timeouts.body().allowed(9999)).hasSeconds(7);
    }

    @Test
    void errorDocumentsMergeByStatus() {
        Configuration read = configuration("ErrorDocument 503 busy\nErrorDocument 404 /x\n<Location /a>\nErrorDocument 404 http://e/\n"
                + "ErrorDocument 503 Default\n</Location>");
        assertThat(documents(read, "/")).isEqualTo(Map.of(503, "Words[body=busy]", 404, "Local[path=/x]"));
        assertThat(documents(read, "/a")).isEqualTo(Map.of(503, "BuiltIn[]", 404, "Remote[url=http://e/]"));
    }

    private static Map<Integer, String> documents(Configuration read, String path) {
        return read.main().settingsFor(Whereabouts.at(path)).get(CoreDirectives.ERROR_DOCUMENT).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().toString()));
    }

    @Test
    void listensKeepTheirOrder() {
        assertThat(configuration("Listen 80\nListen [::1]:8443 HTTPS\nListen *:443").listens())
                .extracting(Listen::toString, Listen::protocol)
                .containsExactly(tuple("*:80", "http"), tuple("[::1]:8443", "https"), tuple("*:443", "https"));
    }

    @Test
    void proxySectionsKeepTheirParameters() {
        ScopedSection section = configuration("<Proxy ws://b timeout=5 retry=0>\n</Proxy>").main().sections().getFirst();
        assertThat(section.argument().text()).isEqualTo("ws://b");
        assertThat(section.parameters()).extracting(Object::toString).containsExactly("timeout=5", "retry=0");
    }

    @Test
    void aMissingDocumentRootIsAWarning() {
        assertThat(configuration("DocumentRoot /no/such/place\n<VirtualHost *:1>\n</VirtualHost>").missingDirectories())
                .extracting(Diagnostic::kind).containsExactly(Diagnostic.Kind.WARNING);
    }

    @Test
    void serverRootMovesRelativePaths() {
        assertThat(configuration("ServerRoot /etc/x").resolve("logs/a")).isEqualTo(Path.of("/etc/x/logs/a"));
        assertThat(configuration("").resolve("logs/a")).isEqualTo(Path.of("/srv/logs/a"));
    }

    @Test
    void aHostHasThePortOfItsNameOrAddress() {
        Configuration read = configuration(
                "<VirtualHost *:1>\nServerName a:2\n</VirtualHost>\n<VirtualHost * *:3>\n</VirtualHost>");
        assertThat(read.hosts()).extracting(host -> host.port().orElse(0)).containsExactly(2, 3);
        assertThat(read.main().port()).isEmpty();
    }

    @Test
    void manyLocationsAndOddPathsStayCheap() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 2 * SectionTable.KEPT; i++) {
            text.append("<Location /p").append(i).append(">\nServerSignature On\n</Location>\n");
        }
        VirtualHost host = configuration(text.toString()).main();
        for (int i = 0; i < 2 * SectionTable.KEPT; i++) {
            Settings found = host.settingsFor(Whereabouts.at("/p" + i + "/x"));
            assertThat(found.get(CoreDirectives.SERVER_SIGNATURE)).isEqualTo(CoreDirectives.Signature.ON);
        }
        assertThat(host.settingsFor(Whereabouts.at("/".repeat(100_000)))).isSameAs(host.settings());
        assertThat(host.settingsFor(Whereabouts.at("/p1/x"))).isSameAs(host.settingsFor(Whereabouts.at("/p1/y")));
    }

    @Test
    void aGlobIsNeverSlow() {
        assertThat(Glob.of("*a*a*a*a*a*a*a*a*a*b").matches("a".repeat(10_000))).isFalse();
        assertThat(Glob.of("a\\*[!0-9]").matches("a*x")).isTrue();
        assertThat(Glob.of("a\\*[!0-9]").matches("a*5")).isFalse();
    }

    private static Tuple tuple(Object... values) {
        return Tuple.tuple(values);
    }

    private static Configuration configuration(String text) {
        Configuration.Result result = Configuration.build(TinyReader.read(text), CoreDirectives.FAMILIES, Path.of("/srv"));
        assertThat(result.diagnostics()).noneMatch(Diagnostic::isError);
        return result.configuration();
    }

    private static List<Diagnostic> build(String text) {
        return Configuration.build(TinyReader.read(text), CoreDirectives.FAMILIES, Path.of("/srv")).diagnostics();
    }
}
