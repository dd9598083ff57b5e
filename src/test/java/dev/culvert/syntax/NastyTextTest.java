package dev.culvert.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Text that nobody writes on purpose ends in a diagnostic: not in an exception, and not too late. */
class NastyTextTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int MANY = 100_000;
    private static final int MUTATIONS = 20_000;

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void endsInAnError(String what, String text, String message) {
        Reading reading = read(text);
        assertThat(reading.hasErrors()).as(what).isTrue();
        assertThat(reading.diagnostics()).as(what).anySatisfy(found -> assertThat(found.message()).contains(message));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("open bracket", "<", "Expected the name of a section"),
                Arguments.of("empty tag", "<>", "Expected the name of a section"),
                Arguments.of("empty end", "</>", "Expected the name of a section"),
                Arguments.of("half an end", "</", "Expected the name of a section"),
                Arguments.of("blank tag", "< >", "Expected the name of a section"),
                Arguments.of("brackets", "<<<>>>", "is never closed"),
                Arguments.of("quote", "\"", "empty word"),
                Arguments.of("other quote", "'", "empty word"),
                Arguments.of("two quotes", "''", "empty word"),
                Arguments.of("quoted blanks", "\"  \"", "empty word"),
                Arguments.of("NUL", "A \0 b", "NUL"),
                Arguments.of("only NUL", "\0", "NUL"),
                Arguments.of("NUL in a tag", "<A\0>\n</A\0>", "NUL"),
                Arguments.of("NUL in an include", "Include a\0b", "NUL"),
                Arguments.of("ends only", "</A>\n".repeat(MANY), "More than 1000 problems"),
                Arguments.of("deep", "<A>\n".repeat(MANY), "at most 200 deep"),
                Arguments.of("deep and closed", "<A>\n".repeat(MANY) + "</A>\n".repeat(MANY), "at most 200 deep"),
                Arguments.of("deep conditions", "<IfDefine !X>\n".repeat(MANY), "at most 200 deep"),
                Arguments.of("deep in skipped", "<IfDefine X>\n" + "<A\n".repeat(MANY), "at most 200 deep"),
                Arguments.of("deep macros in a macro", "<Macro a>\n".repeat(MANY), "is never closed"),
                Arguments.of("huge line", "A " + "x".repeat(LogicalLines.LONGEST), "at most 16 MiB"),
                Arguments.of("huge continued line", ("A" + "x".repeat(98) + "\\\n").repeat(200_000), "at most 16 MiB"),
                Arguments.of("huge number of words", "A " + "x ".repeat(7_000_000), "fits into memory"),
                Arguments.of("huge path", "Include " + "a/".repeat(MANY), "at most 4096 characters"),
                Arguments.of("path of wildcards", "Include " + "*/".repeat(2000), "Could not open directory"),
                Arguments.of("wildcard of wildcards", "Include " + "*[".repeat(1000), "Could not open directory"),
                Arguments.of("huge section name", "<" + "x".repeat(MANY), "expected '>'"),
                Arguments.of("many macro parameters", "<Macro a " + "$x".repeat(3) + numbered("$", 1000) + ">\n</Macro>",
                        "at most 256 parameters"),
                Arguments.of("macros that double", doublingMacros(), "fits into memory"),
                Arguments.of("arguments that double", doublingArguments(), "macro"),
                Arguments.of("chain of macros", chainOfMacros(), "at most 128 deep"),
                Arguments.of("variables that double", "Define A xx\n" + "Define A ${A}${A}\n".repeat(100), "fits into memory"),
                Arguments.of("macro that is used within", "<Macro a>\nUse a\nUse a\n</Macro>\nUse a", "in use here already"),
                Arguments.of("open macro", "<Macro a", "expected '>'"),
                Arguments.of("macro of nothing", "<Macro>\n</Macro>", "expected a name"),
                Arguments.of("evil pattern", "<IfVersion ~ (((a{9999}){9999}){9999})>\n</IfVersion>", "counts no groups"),
                Arguments.of("huge pattern", "<IfVersion ~ " + "(".repeat(MANY) + ">\n</IfVersion>", "at most 100 characters"),
                Arguments.of("huge version", "<IfVersion " + "9".repeat(MANY) + ">\n</IfVersion>", "expected a version"),
                Arguments.of("a longer version", "<IfVersion 2.4.7.1>\n</IfVersion>", "expected a version"),
                Arguments.of("only an exclamation", "<IfDefine !>\n</IfDefine>", "something to ask for"),
                Arguments.of("device", "Include /dev/zero", "not a regular file"),
                Arguments.of("colons", "Define ::: x", "without ':'"),
                Arguments.of("long complaint", "Error " + "x".repeat(MANY), "xxx"),
                Arguments.of("end across macros", "<Macro a>\n</A>\n</Macro>\nUse a", "Expected </A> to end"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("accepted")
    void endsInATree(String what, String text, int nodes) {
        Reading reading = read(text);
        assertThat(reading.hasErrors()).as(what).isFalse();
        assertThat(reading.nodes()).as(what).hasSize(nodes);
    }

    static Stream<Arguments> accepted() {
        return Stream.of(
                Arguments.of("nothing", "", 0),
                Arguments.of("line ends", "\n\r\n\n\r", 0),
                Arguments.of("only continuations", "\\\n".repeat(MANY), 0),
                Arguments.of("backslash at the end", "A \\", 1),
                Arguments.of("CRLF", "A b \\\r\n c\r\n<B>\r\n</B>\r\n", 2),
                Arguments.of("many lines", "A b\n".repeat(MANY), MANY),
                Arguments.of("long word", "A \"" + "x ".repeat(MANY), 1),
                Arguments.of("many open variables", "A " + "${".repeat(MANY), 1),
                Arguments.of("one huge variable", "A " + "${".repeat(MANY) + "}", 1),
                Arguments.of("many unknown variables", "A " + "${x}".repeat(MANY), 1),
                Arguments.of("variable in a variable", "A ${${x}}", 1),
                Arguments.of("only blanks", " \t\f\u000b\n", 0),
                Arguments.of("no-break space", "\u00a0A b", 1),
                Arguments.of("half a surrogate", "A \ud800 b", 1),
                Arguments.of("control characters", "A \u0001\u001b[2J", 1));
    }

    @Test
    void readsWhatIsDamagedAtRandom() {
        String whole = """
                Define X "a b"
                <Macro m $a $ab>
                  <VirtualHost *:$a>
                    Header set "${X} $ab" \\
                        'y'
                  </VirtualHost>
                </Macro>
                Use m 80 z
                <IfDefine !Y>
                  <IfVersion >= 2.4>
                    Include none*.conf
                  </IfVersion>
                </IfDefine>
                # comment \\
                <Location "/x">
                  Error 'no'
                </Location>
                UndefMacro m
                """;
        Random random = new Random(20_241_007);
        Assertions.assertTimeoutPreemptively(SOON, () -> {
            for (int i = 0; i < MUTATIONS; i++) {
                String damaged = damage(whole, random);
                Assertions.assertDoesNotThrow(() -> reader().readText("text", damaged), () -> damaged);
            }
        });
    }

    private static String damage(String text, Random random) {
        String snippets = "<>/\\\"'$%@{}!~=# \n\r\t\0A";
        StringBuilder damaged = new StringBuilder(text);
        for (int n = random.nextInt(6); n >= 0; n--) {
            int at = random.nextInt(damaged.length());
            int to = Math.min(damaged.length(), at + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> damaged.delete(at, to);
                case 1 -> damaged.insert(at, snippets.charAt(random.nextInt(snippets.length())));
                case 2 -> damaged.insert(random.nextInt(damaged.length()), damaged.substring(at, to));
                default -> damaged.setCharAt(at, snippets.charAt(random.nextInt(snippets.length())));
            }
            if (damaged.isEmpty()) {
                damaged.append('<');
            }
        }
        return damaged.toString();
    }

    private static String doublingMacros() {
        StringBuilder text = new StringBuilder("<Macro m0>\nA\n</Macro>\n");
        for (int i = 1; i < 60; i++) {
            text.append("<Macro m%d>\nUse m%d\nUse m%d\n</Macro>\n".formatted(i, i - 1, i - 1));
        }
        return text.append("Use m59\n").toString();
    }

    private static String doublingArguments() {
        StringBuilder text = new StringBuilder("<Macro m0 $x>\nA $x\n</Macro>\n");
        for (int i = 1; i < 60; i++) {
            text.append("<Macro m%d $x>\nUse m%d \"$x$x\"\n</Macro>\n".formatted(i, i - 1));
        }
        return text.append("Use m59 xx\n").toString();
    }

    private static String chainOfMacros() {
        StringBuilder text = new StringBuilder("<Macro m0>\nA\n</Macro>\n");
        for (int i = 1; i < 1000; i++) {
            text.append("<Macro m%d>\nUse m%d\n</Macro>\n".formatted(i, i - 1));
        }
        return text.append("Use m999\n").toString();
    }

    private static String numbered(String prefix, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(' ').append(prefix).append(i);
        }
        return text.toString();
    }

    private static Reading read(String text) {
        return Assertions.assertTimeoutPreemptively(SOON, () -> reader().readText("text", text));
    }

    private static ConfigReader reader() {
        return new ConfigReader(new KnownWords(), Path.of("/nonexistent"), Set.of(), Map.of("HOME", "x"), Allowance.LEAST);
    }
}
