package dev.culvert.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.balance.Backend;
import dev.culvert.balance.BackendUrl;
import dev.culvert.balance.CheckCondition;
import dev.culvert.balance.CheckMethod;
import dev.culvert.balance.HealthCheck;
import dev.culvert.balance.WorkerParameters;
import dev.culvert.directive.Settings;
import dev.culvert.expr.BadExpression;
import dev.culvert.expr.Expression;
import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import dev.culvert.http.Response;
import dev.culvert.http.Version;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckupTest {
    private static Checkup checkup(CheckMethod method, String url, String uri, Optional<CheckCondition> condition) {
        Backend member = new Backend("balancer://x", BackendUrl.parse(url).orElseThrow(), Backend.Kind.LITERAL,
                Settings.NONE.put(WorkerParameters.MAX, 5));
        return new Checkup(member, new HealthCheck(method, Duration.ofSeconds(1), 1, 1, uri, condition), Settings.NONE, new Random(1));
    }

    private static Response answer(int status, String... headers) {
        return new Response(status, "", Version.HTTP_1_1, Headers.of(headers), Framing.NONE);
    }

    /** httpd would write // between the two paths, and nothing at all where both are empty: see differences.md. */
    @ParameterizedTest
    @CsvSource({
        "http://h:81, /up, /up", "http://h:81, '', /", "http://h:81, up, /up", "http://h:81/base, '', /base",
        "http://h:81/base, /up, /base/up", "http://h:81/base/, /up, /base/up", "ws://h:81/ws, ?q=1, /ws/?q=1",
        "http://h:81, ?q=1, /?q=1",
    })
    void asksForAPath(String url, String uri, String target) {
        assertThat(checkup(CheckMethod.GET, url, uri, Optional.empty()).question().orElseThrow().target()).isEqualTo(target);
        assertThat(checkup(CheckMethod.WEBSOCKET, url, uri, Optional.empty()).question().orElseThrow().target()).isEqualTo(target);
        assertThat(checkup(CheckMethod.OPTIONS, url, uri, Optional.empty()).question().orElseThrow().target()).isEqualTo("*");
    }

    @ParameterizedTest
    @CsvSource({"http://h, h:80", "https://h, h:443", "wss://h:81/x, h:81", "http://[::1]:81, [::1]:81"})
    void namesHostAndPort(String url, String host) {
        assertThat(checkup(CheckMethod.GET11, url, "", Optional.empty()).question().orElseThrow().headers().first("Host"))
                .contains(host);
    }

    @Test
    void aConnectionIsFreshUncountedAndForTcpPlain() {
        Action.Connect connect = checkup(CheckMethod.TCP, "wss://h", "", Optional.empty()).connect();
        assertThat(connect.source()).isEqualTo(Action.Source.FRESH);
        assertThat(connect.backend().parameters().get(WorkerParameters.MAX)).isZero();
        assertThat(connect.target().scheme().isTls()).isFalse();
        assertThat(connect.target().port()).isEqualTo(443);
        assertThat(checkup(CheckMethod.WEBSOCKET, "wss://h", "", Optional.empty()).connect().target().scheme().isTls()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"100, false", "101, false", "199, false", "200, true", "302, true", "399, true", "400, false", "500, false"})
    void aStatusIsGoodFrom200To399(int status, boolean well) {
        Checkup checkup = checkup(CheckMethod.GET, "http://h:81", "/", Optional.empty());
        assertThat(checkup.answered(answer(status))).isInstanceOf(Checkup.ReadsBody.class);
        assertThat(checkup.judge(answer(status), "")).isEqualTo(new Checkup.Verdict(well, "status " + status));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "%{REQUEST_STATUS} =~ /^[23]/; true", "%{REQUEST_STATUS} -gt 299; false", "hc('body') =~ /ell/; true",
        "hc('BODY') == 'hello'; true", "hc('head') == ''; true", "%{HC:body} == 'hello'; true", "%{resp:X-A} == 'yes'; true",
        "resp('X-B') == ''; true", "%{HTTP:X-A} == 'yes'; false", "%{HTTP_HOST} == 'h:81'; true", "%{REQUEST_URI} == '/up'; true",
        "%{REQUEST_METHOD} == 'GET' && %{THE_REQUEST} == 'GET /up HTTP/1.0'; true", "%{CONTENT_TYPE} == 'text/plain'; true",
        "file('/nowhere/at/all') == ''; true", "-U '/x' || %{SSL:SSL_PROTOCOL} == 'x'; false", "%{REMOTE_ADDR} == ''; true",
    })
    void aConditionLooksAtTheAnswer(String condition, boolean holds) throws BadExpression {
        CheckCondition named = new CheckCondition("ok", Expression.ofHealthCheck(condition));
        Checkup checkup = checkup(CheckMethod.GET, "http://h:81", "/up", Optional.of(named));
        assertThat(checkup.mayWait()).isTrue();
        assertThat(checkup.judge(answer(200, "X-A", "yes", "Content-Type", "text/plain"), "hello"))
                .isEqualTo(new Checkup.Verdict(holds, "status 200, ok " + (holds ? "holds" : "does not hold")));
    }

    @Test
    void aPatternThatTakesTooLongIsNoGoodSign() throws BadExpression {
        CheckCondition slow = new CheckCondition("slow", Expression.ofHealthCheck("hc('body') =~ /^(a+)+$/"));
        Checkup checkup = checkup(CheckMethod.GET, "http://h:81", "/up", Optional.of(slow));
        assertThat(checkup.judge(answer(200), "a".repeat(60) + "b").isWell()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "200; websocket; good; status 200 to a WebSocket handshake",
        "101; h2c; good; 101 to 'h2c' instead of 'websocket'",
        "101; websocket; bad; 101 with a Sec-WebSocket-Accept that does not belong to the key",
    })
    void anUpgradeMustBeTheOneThatWasAskedFor(int status, String upgrade, String accept, String words) {
        Checkup checkup = checkup(CheckMethod.WEBSOCKET, "ws://h:81", "/ws", Optional.empty());
        String key = checkup.question().orElseThrow().headers().first("Sec-WebSocket-Key").orElseThrow();
        Response answer = answer(status, "Upgrade", upgrade, "Sec-WebSocket-Accept", accept.equals("good") ? Handshake.accept(key) : "x");
        assertThat(checkup.answered(answer)).isEqualTo(new Checkup.Verdict(false, words));
    }

    @Test
    void afterAnAgreementComesAPing() {
        Checkup checkup = checkup(CheckMethod.WEBSOCKET, "ws://h:81", "/ws", Optional.empty());
        String key = checkup.question().orElseThrow().headers().first("Sec-WebSocket-Key").orElseThrow();
        Response agreed = answer(101, "Upgrade", "WebSocket", "Sec-WebSocket-Accept", Handshake.accept(key));
        assertThat(checkup.answered(agreed)).isEqualTo(new Checkup.Pings(agreed));
        assertThat(checkup.judge(agreed, "")).isEqualTo(new Checkup.Verdict(true, "status 101"));
    }
}
