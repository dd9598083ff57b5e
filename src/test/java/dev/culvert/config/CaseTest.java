package dev.culvert.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.directive.Family;
import dev.culvert.directive.Place;
import dev.culvert.directive.Setting;
import dev.culvert.directive.Settings;
import dev.culvert.syntax.Diagnostic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file in resources/config is a configuration and, below the line, what must come of it. */
class CaseTest {
    private static final Path CASES = Path.of("src/test/resources/config");
    private static final Pattern ASK = Pattern.compile("GET (\\S+) (\\S+)(?: at (\\S+):(\\d+))?(?: to (\\S+))? -> (.*)");
    private static final Family TESTING = Family.of("mod_testing");

    /** Leaves a trail of the sections that were merged, in their order. */
    static final Setting<List<String>> TRAIL = TESTING.list("Trail", args -> args.next("a word"))
            .in(Place.SERVER, Place.VIRTUAL_HOST).inSections().doc("Appends.");

    static final Setting<String> BROKEN = TESTING.<String>value("Broken", _ -> { throw new IllegalStateException("oops"); })
            .in(Place.SERVER).initially("").doc("Its reader has a bug.");

    static final List<Family> FAMILIES = Family.concat(CoreDirectives.FAMILIES, List.of(TESTING));

    static Stream<Path> cases() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".case")).sorted().toList();
            assertThat(found).hasSizeGreaterThan(10);
            return found.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void means(Path file) throws IOException {
        String[] halves = Files.readString(file).split("(?m)^-{10}\n", 2);
        assertThat(halves).as("a configuration, a line of ten dashes, what must come of it").hasSize(2);
        Configuration.Result result = Configuration.build(TinyReader.read(halves[0]), FAMILIES, Path.of("/srv/culvert"));
        List<String> expected = halves[1].lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        assertThat(actual(expected, result)).isEqualTo(expected);
    }

    private static List<String> actual(List<String> expected, Configuration.Result result) {
        boolean notes = expected.stream().anyMatch(line -> line.startsWith("note "));
        List<String> lines = new ArrayList<>(result.diagnostics().stream()
                .filter(diagnostic -> notes || diagnostic.kind() != Diagnostic.Kind.NOTE)
                .map(CaseTest::shown).toList());
        expected.stream().filter(line -> line.startsWith("GET "))
                .map(line -> answer(line, result.configuration())).forEach(lines::add);
        return lines;
    }

    private static String shown(Diagnostic diagnostic) {
        String kind = switch (diagnostic.kind()) {
            case DIRECTIVE, STRUCTURE, FILE -> "error";
            case WARNING -> "warning";
            case NOTE -> "note";
        };
        return kind + " " + diagnostic.at().line() + ": " + diagnostic.message();
    }

    /** The same line with the truth behind its arrow. */
    private static String answer(String line, Configuration configuration) {
        Matcher ask = ASK.matcher(line);
        assertThat(ask.matches()).as(line).isTrue();
        HostTable table = configuration.hostsAt(local(Optional.ofNullable(ask.group(3)), Optional.ofNullable(ask.group(4))));
        VirtualHost host = table.select(Optional.of(ask.group(1)).filter(name -> !name.equals("-")));
        Settings settings = Optional.ofNullable(ask.group(5)).map(url -> host.settingsFor(Whereabouts.at(ask.group(2)).proxiedTo(url)))
                .orElseGet(() -> host.settingsFor(Whereabouts.at(ask.group(2))));
        StringBuilder truth = new StringBuilder(line.substring(0, ask.start(6))).append(host.name());
        Stream.of(ask.group(6).split("; ", -1)).skip(1).map(wish -> wish.substring(0, wish.indexOf(' ')))
                .forEach(name -> truth.append("; ").append(name).append(' ').append(settings.get(setting(name))));
        return truth.toString();
    }

    private static Setting<?> setting(String name) {
        return FAMILIES.stream().flatMap(family -> family.settings().stream())
                .filter(setting -> setting.name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                .findFirst().orElseThrow();
    }

    private static InetSocketAddress local(Optional<String> ip, Optional<String> port) {
        try {
            return new InetSocketAddress(InetAddress.getByName(ip.orElse("127.0.0.1")), Integer.parseInt(port.orElse("80")));
        } catch (UnknownHostException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }
}
