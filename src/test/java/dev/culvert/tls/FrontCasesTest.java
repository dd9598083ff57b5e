package dev.culvert.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.syntax.Diagnostic;
import dev.culvert.testing.Fixtures;
import dev.culvert.testing.FrontTls;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each file in resources/tls/front is a configuration beside resources/tls/files, and what comes of it: errors, warnings
 * and notes, and, of what each server says, whatever stands behind {@code is}. The pass phrase of its keys is secret.
 */
class FrontCasesTest {
    private static final Path FILES = Path.of("src/test/resources/tls/files").toAbsolutePath();

    @TestFactory
    Stream<DynamicTest> cases() {
        return Fixtures.tests("tls/front", FrontCasesTest::check);
    }

    private static void check(Fixtures.Fixture fixture) {
        FrontTls read = FrontTls.read(fixture.text(), FILES, PassPhrases.from(_ -> Optional.of("secret".toCharArray())));
        List<String> expected = fixture.expected().lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        List<String> actual = new ArrayList<>(read.diagnostics().stream().map(FrontCasesTest::shown).toList());
        List<String> keys = expected.stream().filter(line -> line.matches("\\d+ \\w+ is .*"))
                .map(line -> line.split(" is ", 2)[0]).toList();
        keys.forEach(key -> actual.add(key + " is " + value(key, read.servers())));
        assertThat(actual).isEqualTo(expected);
    }

    private static String shown(Diagnostic diagnostic) {
        String kind = diagnostic.isError() ? "error" : diagnostic.kind().toString().toLowerCase(Locale.ROOT);
        return kind + " " + diagnostic.at().line() + ": " + diagnostic.message().replace(FILES + "/", "");
    }

    /** @param key such as {@code 1 versions}, of the first virtual host */
    private static String value(String key, List<Optional<ClientTls>> servers) {
        String[] words = key.split(" ", 2);
        return servers.get(Integer.parseInt(words[0])).map(tls -> value(words[1], tls)).orElse("nothing");
    }

    private static String value(String key, ClientTls tls) {
        return switch (key) {
            case "versions" -> tls.versions().stream().sorted().collect(Collectors.joining(" "));
            case "older" -> names(tls.older());
            case "newer" -> names(tls.newer());
            case "groups" -> String.join(" ", tls.groups());
            case "order" -> tls.serverOrder() ? "server's" : "client's";
            case "tickets" -> tls.tickets() + " for " + tls.sessionSeconds() + " s";
            case "certificates" -> tls.identities().stream()
                    .map(each -> each.algorithm() + ":" + each.chain().size()).collect(Collectors.joining(" "));
            case "check" -> shown(tls.check());
            default -> throw new IllegalArgumentException(key);
        };
    }

    private static String names(List<Cipher> ciphers) {
        return ciphers.stream().map(Cipher::name).collect(Collectors.joining(":"));
    }

    private static String shown(ClientCheck check) {
        return check.verify() + " depth " + check.depth() + ", " + check.authorities().size() + " trusted, " + check.asked().size()
                + " named, " + check.revoked().size() + " lists, " + check.revocation().extent()
                + (check.revocation().missingOk() ? " if there is one" : "");
    }
}
