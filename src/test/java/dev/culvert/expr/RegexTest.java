package dev.culvert.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns mean what PCRE means by them, or are refused, and end in time whatever they are searched in. */
class RegexTest {
    private static final Duration BOUND = Duration.ofSeconds(10);

    @TestFactory
    Stream<DynamicTest> meansWhatPcreMeans() {
        return table().lines().filter(line -> !line.startsWith("# ")).map(line -> DynamicTest.dynamicTest(line, () -> check(line)));
    }

    private static String table() {
        try (var in = Objects.requireNonNull(RegexTest.class.getResourceAsStream("/patterns/pcre.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void check(String line) {
        String[] row = line.split("\t", -1);
        Set<Regex.Flag> flags = row[1].equals("i") ? Set.of(Regex.Flag.CASELESS) : Set.of();
        String outcome = outcome(plain(row[0]), flags, plain(row[2]));
        assertThat(row[3].equals("unsupported") ? outcome.replace("error", "unsupported") : outcome).isEqualTo(row[3]);
    }

    private static String outcome(String pattern, Set<Regex.Flag> flags, String subject) {
        try {
            Regex regex = Regex.ofOctets(pattern, flags);
            return regex.find(subject).map(match -> bounds(match, regex)).orElse("none");
        } catch (BadExpression _) {
            return "error";
        }
    }

    private static String bounds(Regex.Match match, Regex regex) {
        assertThat(match.groups()).isEqualTo(regex.groups());
        return IntStream.rangeClosed(0, match.groups())
                .mapToObj(i -> match.start(i) < 0 ? "-" : match.start(i) + "-" + match.end(i))
                .collect(Collectors.joining(" "));
    }

    private static String plain(String escaped) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            if (escaped.startsWith("\\x", i)) {
                out.append((char) Integer.parseInt(escaped, i + 2, i + 4, 16));
                i += 3;
            } else {
                out.append(escaped.charAt(i));
                i += escaped.charAt(i) == '\\' ? 1 : 0;
            }
        }
        return out.toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "(a+)+$; a", "(.*)*x; a", "(a|b)*c; ab", "(a|aa)+$; a", "(?:a?){50}a{50}b; a", "^(([a-z])+.)+[A-Z]([a-z])+$; a", "(a*)*b; a",
        "(.*?,){30}x; a,", "(x+x+)+y; x", "(?=(a+)+$)b; a", "(?<=a{1,1000})b; a", "(.)*\\1x; a", "(?i)(A+)+$; a", "^(?:(a)|b)*$; ab"})
    void endsInTime(String pattern, String piece) throws Exception {
        Regex regex = Regex.of(pattern);
        String evil = piece.repeat(100_000 / piece.length()) + "!";
        long begin = System.nanoTime();
        assertThatThrownBy(() -> {
            Optional<Regex.Match> match = regex.find(evil);
            throw new IllegalStateException("decided: " + match.isPresent());
        }).isInstanceOf(Regex.BudgetSpent.class).hasMessageContaining(pattern);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(BOUND);
        assertThat(regex.find("-")).as("it is none the worse for it").isEmpty();
    }

    @Test
    void finishesHonestWorkOnLongInputs() throws Exception {
        String path = "/" + "segment/".repeat(1_000);
        assertThat(Regex.of("^(/[^?]*)/([a-z]*)$").find(path).map(match -> match.group(1))).contains(path.substring(0, path.length() - 1));
        assertThat(Regex.of("(?i)SEGMENT/$").find(path)).isPresent();
        assertThat(Regex.of("^/(?:[a-z]+/)+$").find(path)).isPresent();
        assertThat(Regex.of("nothing").find(path)).isEmpty();
    }

    @Test
    void keepsTheNamesOfGroupsAsTheyAre() throws Exception {
        Regex regex = Regex.of("^/(?<the_app>[^/]+)/(x)?(?P<rest_2>.*)");
        Regex.Match match = regex.find("/a/b").orElseThrow();
        assertThat(match.names()).containsOnlyKeys("the_app", "rest_2").containsEntry("the_app", 1).containsEntry("rest_2", 3);
        assertThat(match.expand("$1|$2|$3|$4|\\$1|\\\\")).isEqualTo("a||b||$1|\\");
        assertThat(match.group(2)).isEmpty();
        assertThat(match.group(4)).isEmpty();
    }

    @Test
    void readsAConfigurationAsBytes() throws Exception {
        assertThat(Regex.of("^/é$").find("/\u00c3\u00a9")).isPresent();
        assertThat(Regex.of("^/é$").source()).isEqualTo("^/é$");
        assertThat(Regex.of("^/..$").find("/\u00c3\u00a9")).isPresent();
    }

    @Test
    void isCaselessIfToldSo() {
        assertThat(Regex.compileCaseless("^WebSocket$").orElseThrow().find("websocket")).isPresent();
        assertThat(Regex.compile("^WebSocket$").orElseThrow().find("websocket")).isEmpty();
        assertThat(Regex.compile("(")).isEmpty();
        assertThat(Regex.compileCaseless("(")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "a( | expected ')' to close a group at character 3 but was the end",
        "a) | expected an opening parenthesis before it at character 2 but was ')'",
        "*a | expected something that can be repeated before it at character 1 but was '*'",
        "[a | expected ']' to close the '[' at character 1 at character 3 but was the end",
        "(?<n>a)(?<n>b) | expected a name that no other group has at character 8 but was 'n'",
        "(a)\\2 | expected a group of the number 2 but there are only 1",
        "a\\Kb | \\K at character 2 is not supported: Java's matches begin where they begin",
        "(?R) | calling a group from a pattern at character 1 is not supported: Java's patterns cannot call themselves"})
    void saysWhy(String pattern, String message) {
        assertThatThrownBy(() -> Regex.of(pattern)).isInstanceOf(BadExpression.class).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "^/ws/(.*), /ws/", "^/wsx?, /ws", "^/a|b, ''", "^/a(b|c), /a", "(?i)^/a, ''", "^(?i)/a, ''",
        "/a, ''", "(?m)^a, ''", "^a{2}, ''",
        "^a\\.b, a.b", "(^a|b), ''", "^a$, a", "^, ''", "^(?:a|^b)c|d, ''", "^\\Qa.b\\E*, a.", "^(?x)a b, ''"})
    void knowsWhatMatchesBeginWith(String pattern, String prefix) throws Exception {
        assertThat(Pcre.read(pattern, false).prefix()).isEqualTo(prefix);
        assertThat(Pcre.read(pattern, true).prefix()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"(", "(?:", "[", "(?=(", "((?i)", "a{", "\\", "(?<n", "[[:", "\\Q", "(?#"})
    void neverGoesTooDeep(String piece) {
        assertThat(Regex.compile(piece.repeat(50_000) + "(")).as(piece).satisfiesAnyOf(
                found -> assertThat(found).isEmpty(),
                found -> assertThat(found.orElseThrow().find("x")).isEmpty());
    }
}
