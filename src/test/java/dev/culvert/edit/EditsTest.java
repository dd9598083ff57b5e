package dev.culvert.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culvert.directive.Family;
import dev.culvert.expr.Variable;
import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import dev.culvert.http.Response;
import dev.culvert.http.Version;
import dev.culvert.syntax.Diagnostic;
import dev.culvert.world.Unanswered;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EditsTest {
    private static final Moment MOMENT = new Moment(1, 2);

    private static AskedSubject asked(String... headers) {
        return AskedSubject.of("/x", Headers.of(headers));
    }

    private static ResponseHeaders backend(String... headers) {
        return ResponseHeaders.ofBackend(ResponseHeaders.NONE, Headers.of(headers));
    }

    @Test
    void everyDirectiveHasDocumentationAndAPlace() {
        assertThat(Stream.of(HeaderDirectives.FAMILY, EnvironmentDirectives.ENV, EnvironmentDirectives.SETENVIF,
                AliasDirectives.FAMILY).map(Family::settings).flatMap(List::stream)).allSatisfy(setting -> {
                    assertThat(setting.doc()).isNotBlank();
                    assertThat(setting.places()).isNotEmpty();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Header set X 1 expr=foo(", "RequestHeader set Host expr=%{HTTP_HOST", "Header set X expr=%{",
        "SetEnvIfExpr foo( A", "<Location /x>\nRedirect %{REQUEST_URI\n</Location>", "<Location /x>\nAlias %{\n</Location>"
    })
    void expressionsThatMakeNoSenseAreErrors(String line) {
        assertThat(CaseConfig.of(line).diagnostics()).singleElement()
                .matches(Diagnostic::isError).extracting(Diagnostic::message).asString().contains("cannot be read: ");
    }

    @Test
    void theLoadIsAskedForAndWritten() {
        CaseConfig config = CaseConfig.sound("RequestHeader set X %l");
        AskedSubject asked = asked();
        assertThatThrownBy(() -> HeaderEdits.request(config.server(), asked, MOMENT)).isInstanceOf(Unanswered.class)
                .extracting(stopped -> ((Unanswered) stopped).question()).isEqualTo(new LoadQuestion());
        asked.answers().put(new LoadQuestion(), "0.50/0.25/0.10");
        assertThat(HeaderEdits.request(config.server(), asked, MOMENT)).isEqualTo(Headers.of("X", "l=0.50/0.25/0.10"));
    }

    @Test
    void theLoadIsThreeNumbers() {
        assertThat(new LoadQuestion().find()).matches("(-?[0-9.]+/){2}-?[0-9.]+");
    }

    @Test
    void aNoteKeepsTheFirstValueAndForgetsWhatIsNotThere() {
        AskedSubject asked = asked();
        asked.notes().set("b", "old");
        HeaderEdits.response(CaseConfig.sound("Header note X-A a\nHeader note X-None b").server(),
                backend("X-A", "1", "X-A", "2"), asked, MOMENT);
        assertThat(asked.notes().snapshot()).isEqualTo(Map.of("a", "1"));
    }

    @Test
    void a101GetsCookiesAndNothingElse() {
        CaseConfig config = CaseConfig.sound("""
                Header set X-A 1
                Header always set X-B 1
                Header add Set-Cookie "ROUTEID=.%{BALANCER_WORKER_ROUTE}e; path=/" env=BALANCER_ROUTE_CHANGED
                """);
        AskedSubject asked = asked();
        ResponseHeaders head = backend("Upgrade", "websocket");
        assertThat(HeaderEdits.cookies(config.server(), head, asked, MOMENT).sent())
                .isEqualTo(Headers.of("Upgrade", "websocket"));
        asked.environment().set("BALANCER_ROUTE_CHANGED", "1");
        asked.environment().set("BALANCER_WORKER_ROUTE", "a");
        assertThat(HeaderEdits.cookies(config.server(), head, asked, MOMENT).sent())
                .isEqualTo(Headers.of("Upgrade", "websocket", "Set-Cookie", "ROUTEID=.a; path=/"));
    }

    @Test
    void contentOfThisServerKeepsAllThatCameEarly() {
        CaseConfig config = CaseConfig.sound("""
                Header set X-A s
                Header always set X-B a
                Header set X-C s early
                Header always set X-D a early
                """);
        ResponseHeaders early = HeaderEdits.early(config.server(), asked(), MOMENT);
        ResponseHeaders file = ResponseHeaders.ofContent(early, Headers.of("Content-Type", "text/plain"));
        assertThat(HeaderEdits.response(config.server(), file, asked(), MOMENT).sent()).isEqualTo(Headers.of(
                "X-D", "a", "X-B", "a", "X-C", "s", "Content-Type", "text/plain", "X-A", "s"));
    }

    @Test
    void aLineSeesWhatTheLinesBeforeItDid() {
        AskedSubject asked = asked("Host", "a", "X", "1")
                .with(new Response(200, "", Version.HTTP_1_1, Headers.of("Y", "1"), Framing.NONE));
        assertThat(EditedSubject.request(asked, Headers.of("Host", "b")).value(Variable.HTTP_HOST)).isEqualTo("b");
        assertThat(EditedSubject.request(asked, Headers.of("Host", "b")).value(Variable.REMOTE_ADDR)).isEqualTo("192.0.2.7");
        assertThat(EditedSubject.response(asked, Headers.of("Y", "2")).response().orElseThrow())
                .isEqualTo(new Response(200, "", Version.HTTP_1_1, Headers.of("Y", "2"), Framing.NONE));
    }

    @ParameterizedTest
    @CsvSource({"'',-a-b", "^,-a-b", "x*,-a-b", "(?=b),a-b", "b$,a-", "[ab],--"})
    void anEditOfNothingEverywhereEnds(String pattern, String expected) {
        assertThat(Replacement.of(pattern).orElseThrow().all("ab", "-")).isEqualTo(expected);
    }

    @Test
    void anEditOfALongValueEndsSoon() {
        String longest = "a;".repeat(4000);
        assertThat(Replacement.of(";").orElseThrow().all(longest, ",")).isEqualTo("a,".repeat(4000));
    }

    @ParameterizedTest
    @CsvSource({
        "http,front.test,8080,http://front.test:8080/b", "https,front.test,443,https://front.test/b",
        "https,front.test,80,https://front.test:80/b", "http,::1,80,http://[::1]/b", "http,[::1],81,http://[::1]:81/b",
        "http,front.test,'',http://front.test/b"
    })
    void aPathOfThisServerBecomesAUrl(String scheme, String name, String port, String expected) {
        Map<Variable, String> variables =
                Map.of(Variable.REQUEST_SCHEME, scheme, Variable.SERVER_NAME, name, Variable.SERVER_PORT, port);
        assertThat(Redirects.onMapping(CaseConfig.sound("Redirect /a /b").server(), "/a", Optional.empty(),
                asked().with(variables))).contains(Redirection.to(302, expected));
    }

    @Test
    void aUrlThatWouldBreakTheHeadIsAnError() {
        CaseConfig config = CaseConfig.sound("RedirectMatch (?s)^/f(.*) /x?$1\nRedirect /g /y");
        assertThat(Redirects.onMapping(config.server(), "/f\r\nX: 1", Optional.empty(), asked()).orElseThrow())
                .matches(made -> made.status() == 500 && made.location().isEmpty() && made.remark().isPresent());
        assertThat(Redirects.onMapping(config.server(), "/g/\r\nX: 1", Optional.empty(), asked()))
                .contains(Redirection.to(302, "http://front.test/y/%0d%0aX:%201"));
    }

    @Test
    void aRedirectOfASectionWaitsForTheSections() {
        CaseConfig config = CaseConfig.sound("<Location /x>\nRedirect /x/a /in\n</Location>");
        assertThat(Redirects.onMapping(config.at("/x/a"), "/x/a", Optional.empty(), asked())).isEmpty();
        assertThat(Redirects.onFixup(config.at("/x/a"), "/x/a", Optional.empty(), asked()))
                .contains(Redirection.to(302, "http://front.test/in"));
        assertThat(Redirects.onFixup(config.at("/y"), "/y", Optional.empty(), asked())).isEmpty();
    }

    @Test
    void textOfTheConfigurationBecomesBytes() {
        CaseConfig config = CaseConfig.sound("RequestHeader set X ä\nAlias /ä /d");
        assertThat(HeaderEdits.request(config.server(), asked(), MOMENT)).isEqualTo(Headers.of("X", "\u00c3\u00a4"));
        assertThat(Aliases.alias(config.server(), "/\u00c3\u00a4/\u00c3\u00b6", asked())).contains("/d/ö");
    }

    @Test
    void anAbsoluteTargetHasAPathToo() {
        CaseConfig config = CaseConfig.sound("SetEnvIf Request_URI (.*) A=$1");
        AskedSubject asked = AskedSubject.of("http://h/a%20b?c", Headers.NONE);
        EnvironmentEdits.onHeaders(config.server(), asked);
        assertThat(asked.environment().value("A")).contains("/a%20b");
        AskedSubject bare = AskedSubject.of("http://h", Headers.NONE);
        EnvironmentEdits.onHeaders(config.server(), bare);
        assertThat(bare.environment().value("A")).contains("/");
    }
}
