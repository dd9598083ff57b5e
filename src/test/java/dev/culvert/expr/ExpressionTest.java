package dev.culvert.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import dev.culvert.http.Response;
import dev.culvert.http.Version;
import dev.culvert.testing.KnownSubject;
import dev.culvert.world.Answers;
import dev.culvert.world.FileQuestion;
import dev.culvert.world.Question;
import dev.culvert.world.Unanswered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What expressions ask the world and the answer, and how far they go. */
class ExpressionTest {
    @TempDir
    Path directory = Path.of("");

    private static boolean holds(String source, Subject subject) throws BadExpression {
        return Expression.parse(source).holds(subject);
    }

    private boolean holdsHere(String source) throws BadExpression {
        return holds(source.replace("DIR", directory.toString()), ExpressionCasesTest.subject());
    }

    @Test
    void looksAtFiles() throws Exception {
        Files.writeString(directory.resolve("full"), "hello\n");
        Files.createFile(directory.resolve("empty"));
        Files.createSymbolicLink(directory.resolve("link"), directory.resolve("full"));
        Files.createSymbolicLink(directory.resolve("dangling"), directory.resolve("nowhere"));
        assertThat(List.of("-d 'DIR'", "-e 'DIR'", "-e 'DIR/full'", "-f 'DIR/full'", "-f 'DIR/link'", "-s 'DIR/full'", "-L 'DIR/link'",
                        "-h 'DIR/dangling'", "-F 'DIR/full'", "-x '/bin/sh'", "-f 'DIR' . '/empty'",
                        "file('DIR/full') =~ /^hello\\n$/", "filesize('DIR/full') -eq 6", "filesize('DIR/none') == '0'"))
                .allMatch(source -> isTrue(source));
        assertThat(List.of("-d 'DIR/full'", "-e 'DIR/none'", "-f 'DIR'", "-s 'DIR/empty'", "-s 'DIR'", "-L 'DIR/full'", "-x 'DIR/full'",
                        "-F 'DIR'", "-e ''", "-e 'DIR/dangling'", "-n file('DIR/none')", "-n file('DIR')"))
                .noneMatch(source -> isTrue(source));
    }

    private boolean isTrue(String source) {
        try {
            return holdsHere(source);
        } catch (BadExpression bad) {
            throw new AssertionError(source, bad);
        }
    }

    @Test
    void findsAFileByANameInUtf8() throws Exception {
        Path file = Files.createFile(directory.resolve("é"));
        assertThat(isTrue("-f 'DIR/é'")).isEqualTo(Files.exists(file));
    }

    @Test
    void beginsAgainOnceTheAnswerIsThere() throws Exception {
        Answers answers = Answers.none();
        KnownSubject subject = new KnownSubject(ExpressionCasesTest.subject().request(), answers);
        Path there = Path.of("/there");
        Expression expression = Expression.parse("'ab' =~ /(a)/ && -f '/there' && file('/there') == $1");
        assertThatThrownBy(() -> expression.holds(subject)).isInstanceOf(Unanswered.class);
        answers.put(new FileQuestion(there), new FileQuestion.Facts(FileQuestion.Kind.FILE, false, 1, 0, true, false));
        assertThat(question(expression, subject)).isEqualTo(new FileContent(there));
        answers.put(new FileContent(there), "a");
        assertThat(expression.evaluate(subject).holds()).isTrue();
        assertThat(expression.evaluate(subject).match().map(match -> match.group(1))).contains("a");
    }

    private static Question<?> question(Expression expression, Subject subject) {
        try {
            throw new AssertionError("was answered: " + expression.holds(subject));
        } catch (Unanswered unanswered) {
            return unanswered.question();
        }
    }

    @Test
    void readsTheAnswer() throws Exception {
        Headers headers = Headers.of("X-Backend", "one", "X-Backend", "two");
        Subject subject = ExpressionCasesTest.subject().with(Variable.HANDLER, "proxy-server")
                .with(new Response(200, "OK", Version.HTTP_1_1, headers, Framing.NONE));
        assertThat(holds("resp('X-Backend') == 'one, two' && %{HANDLER} == 'proxy-server'", subject)).isTrue();
        assertThat(Text.parse("%{RESP:x-backend}|%{RESP:none}").of(subject)).isEqualTo("one, two|");
    }

    @Test
    void looksForAVariableInThreePlaces() throws Exception {
        KnownSubject subject = ExpressionCasesTest.subject()
                .withSystem("a", "system").withSystem("b", "system").withSsl("SSL_PROTOCOL", "TLSv1.3");
        subject.notes().set("a", "note");
        subject.notes().set("ee", "note");
        assertThat(Text.parse("%{ENV:ee} %{ENV:a} %{ENV:b} %{REQENV:a}%{SSL:SSL_PROTOCOL}").of(subject))
                .isEqualTo("envval note system TLSv1.3");
    }

    @Test
    void asksAboutOtherRequests() throws Exception {
        KnownSubject open = ExpressionCasesTest.subject().with(Variable.REQUEST_STATUS, "200");
        KnownSubject closed = ExpressionCasesTest.subject().with(Variable.REQUEST_STATUS, "403");
        Subject subject = ExpressionCasesTest.subject().withOther("/a", open).withOther("/b", closed);
        assertThat(holds("-U '/a' && -A '/a' && -U 'a'", subject)).isTrue();
        assertThat(holds("-U '/b' || -A '/b' || -U '/c'", subject)).isFalse();
    }

    @Test
    void leavesWhatTheLastPatternFound() throws Exception {
        Subject subject = ExpressionCasesTest.subject();
        assertThat(last("'ab' =~ /(a)/ && 'cd' =~ /(?<it>d)/", subject)).contains("d");
        assertThat(last("'ab' =~ /(a)/ && 'cd' =~ /d/", subject)).contains("a");
        assertThat(last("'ab' =~ /(a)/ && 'cd' =~ /(x)/", subject)).isEmpty();
        assertThat(last("'ab' =~ /b/", subject)).isEmpty();
    }

    private static Optional<String> last(String source, Subject subject) throws BadExpression {
        return Expression.parse(source).evaluate(subject).match().map(match -> match.group(1));
    }

    @Test
    void speaksInBytes() throws Exception {
        Subject subject = ExpressionCasesTest.subject();
        assertThat(Text.parse("é%{TOUPPER:é}").of(subject)).isEqualTo("\u00c3\u00a9\u00c3\u00a9");
        assertThat(Text.parse("").of(subject)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "!(", "tolower(", "not not (", "'", "%{TOLOWER:", "\"%{TOLOWER:", "'a' =~ /", "-n ", "a.", "{", "\\"})
    void neverGoesTooDeep(String piece) {
        assertThatThrownBy(() -> Expression.parse(piece.repeat(100_000))).isInstanceOf(BadExpression.class);
    }

    @Test
    void takesLongChains() throws Exception {
        assertThat(holds("true" + " && true".repeat(20_000), ExpressionCasesTest.subject())).isTrue();
        assertThat(holds("false" + " || !true".repeat(20_000), ExpressionCasesTest.subject())).isFalse();
        assertThat(holds("'' " + ". '' ".repeat(20_000) + "== ''", ExpressionCasesTest.subject())).isTrue();
        assertThat(holds("!".repeat(20_001) + "true", ExpressionCasesTest.subject())).isFalse();
        assertThat(holds("(".repeat(90) + "true" + ")".repeat(90), ExpressionCasesTest.subject())).isTrue();
    }

    @Test
    void readsNoMoreOfAFileThanItsLimit() throws IOException {
        Path big = directory.resolve("big");
        Files.write(big, new byte[FileContent.LIMIT + 1]);
        assertThat(new FileContent(big).find()).isEmpty();
        Files.write(big, new byte[] {'a', (byte) 0xff});
        assertThat(new FileContent(big).find()).isEqualTo("a\u00ff");
    }

    @Test
    void refusesEverySliceOfNonsenseCalmly() {
        String whole = "('a' . tolower(\"b%{HTTP:x$1}\") =~ m#(x)#i && !-R '10.0.0.0/8') or %{TIME} in {'a', $1} and -5 -le 3";
        List<String> bad = new ArrayList<>();
        for (int from = 0; from < whole.length(); from++) {
            for (int to = from; to <= whole.length(); to++) {
                if (!isSense(whole.substring(from, to))) {
                    bad.add(whole.substring(from, to));
                }
            }
        }
        assertThat(isSense(whole)).isTrue();
        assertThat(bad).hasSizeGreaterThan(4000).contains("", "(", "'a'", "-5 -le");
    }

    private static boolean isSense(String source) {
        try {
            Expression.parse(source).holds(ExpressionCasesTest.subject());
            return true;
        } catch (BadExpression _) {
            return false;
        }
    }
}
