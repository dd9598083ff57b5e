package dev.culvert.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.expr.Environment;
import dev.culvert.http.Headers;
import dev.culvert.http.Tls;
import dev.culvert.syntax.Diagnostic;
import dev.culvert.testing.Fixtures;
import dev.culvert.world.Answers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each file in resources/access is a configuration, files beside it, and what becomes of requests. A request is a method
 * and a path, then perhaps {@code from IP}, {@code as user:password}, {@code auth value}, {@code env NAME}, and
 * {@code named NAME}, which is the client's name. {@code tls VERDICT} and {@code cn NAME} are about a client over TLS and its
 * certificate.
 */
class AccessCasesTest {
    @TempDir
    private Path root = Path.of("");

    @TestFactory
    Stream<DynamicTest> cases() {
        return Fixtures.tests("access", this::check);
    }

    private void check(Fixtures.Fixture fixture) throws Exception {
        fixture.writeFiles(root);
        Door door = Door.of(fixture.text(), root);
        List<String> actual = new ArrayList<>(door.diagnostics().stream()
                .filter(each -> each.kind() != Diagnostic.Kind.NOTE).map(AccessCasesTest::shown).toList());
        List<String> expected = fixture.expected().lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        expected.stream().filter(line -> line.contains(" -> ")).map(line -> line.substring(0, line.indexOf(" -> ")))
                .forEach(ask -> actual.add(ask + " -> " + Door.shown(answer(door, List.of(ask.split(" ", -1))))));
        assertThat(actual).isEqualTo(expected);
    }

    private static String shown(Diagnostic diagnostic) {
        return (diagnostic.isError() ? "error " : "warning ") + diagnostic.at().line() + ": " + diagnostic.message();
    }

    private static Verdict answer(Door door, List<String> words) {
        Headers headers = Door.first(words, "as").map(Door::basic)
                .or(() -> Door.first(words, "auth").map(value -> Headers.of("Authorization", value.replace('_', ' '))))
                .orElse(Headers.NONE);
        ClientIdentity client = client(words);
        Environment variables = new Environment();
        Door.first(words, "env").ifPresent(name -> variables.set(name, ""));
        Door.first(words, "cn").ifPresent(name -> variables.set("SSL_CLIENT_S_DN_CN", name));
        Answers answers = Answers.foundAtOnce();
        Optional<String> name = Door.first(words, "named");
        answers.put(new NameQuestion(client.address()), name);
        answers.put(new AddressQuestion("home.test"), Set.of(Door.address("127.0.0.9")));
        return door.knock(new DoorSubject(Door.request(words.get(0), words.get(1), headers), variables, answers), client);
    }

    private static ClientIdentity client(List<String> words) {
        ClientIdentity plain = Door.client(Door.first(words, "from").orElse("127.0.0.1"));
        return new ClientIdentity(plain.address(), plain.local(), Door.first(words, "tls").map(verdict ->
                new Tls("TLSv1.3", "TLS_AES_128_GCM_SHA256", Optional.empty(), "", false, List.of(), List.of(), verdict)));
    }
}
