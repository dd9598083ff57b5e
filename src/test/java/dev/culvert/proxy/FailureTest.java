package dev.culvert.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.balance.Backend;
import dev.culvert.balance.BackendTable;
import dev.culvert.world.Level;
import dev.culvert.world.Remark;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the client and the log are told of each failure, and which of them are met by another try. */
final class FailureTest {
    private static final Backend BACKEND = BackendTable.NONE.find("ws://app:81/");
    private static final String READING = "Error reading from remote server";

    /** Every failure there is, with the reason on its page (none for a plain one) and its line in the log. */
    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new Failure.Unreachable("refused"), "503 Service Unavailable", "",
                        "proxy AH00957 cannot connect to app:81: refused"),
                Arguments.of(new Failure.NameUnknown("app"), "500 Proxy Error", "DNS lookup failure for: app",
                        "proxy AH00898 no address for the name app, needed by ws://app:81/a"),
                Arguments.of(new Failure.NoneFree(BACKEND), "503 Service Unavailable", "",
                        "proxy AH00941 no free connection to *: as many as its max= allows are in use"),
                Arguments.of(new Failure.OutOfUse(BACKEND), "503 Service Unavailable", "",
                        "proxy AH00940 * is disabled or stopped by its status="),
                Arguments.of(new Failure.NoTlsEngine(), "500 Internal Server Error", "",
                        "proxy AH00961 ws://app:81/a needs TLS, and SSLProxyEngine is not On here"),
                Arguments.of(new Failure.TlsFailed("AH02003", "no"), "500 Proxy Error", "Error during SSL Handshake with remote server",
                        "ssl AH02003 TLS with app:81 failed: no"),
                Arguments.of(new Failure.NoAnswer("reset"), "502 Proxy Error", READING,
                        "proxy_http AH01102 no answer from app:81: reset"),
                Arguments.of(new Failure.Silent(Duration.ofSeconds(2)), "502 Proxy Error", READING,
                        "proxy_http AH01102 no answer from app:81 within 2000 ms (70007)"),
                Arguments.of(new Failure.BrokenAnswer("odd"), "502 Bad Gateway", "",
                        "proxy_http AH01106 cannot use the answer of app:81: odd"),
                Arguments.of(new Failure.UnsafeAnswer("NUL"), "500 Internal Server Error", "",
                        "http AH02430 the answer of app:81 is not passed on: NUL"),
                Arguments.of(new Failure.CorruptStatusLine("HTTP/2.0 <1>"), "502 Proxy Error",
                        "Corrupt status line returned by remote server: HTTP/2.0 &lt;1&gt;",
                        "proxy_http AH01106 app:81 does not speak HTTP/1: HTTP/2.0 <1>"),
                Arguments.of(new Failure.NotSwitched(200), "502 Bad Gateway", "",
                        "proxy_http AH10461 ws://app:81/a answered 200 where the client can use nothing but a switch of protocols"),
                Arguments.of(new Failure.UnexpectedUpgrade("h2c", "websocket"), "502 Proxy Error",
                        "Unexpected Upgrade: h2c (expecting websocket)",
                        "proxy_http AH10239 app:81 switched to h2c, but was asked for websocket; no tunnel is opened"),
                Arguments.of(new Failure.WrongAccept("x", "y"), "502 Proxy Error",
                        "Unexpected Sec-WebSocket-Accept from remote server",
                        "culvert  app:81 answered Sec-WebSocket-Accept 'x', but the key asks for 'y';"
                                + " CulvertVerifyAccept Off accepts such a backend"),
                Arguments.of(new Failure.TooManyInterims(10), "502 Proxy Error",
                        "Too many (10) interim responses from origin server",
                        "proxy_http AH10124 app:81 sent more than 10 interim answers"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void isTold(Failure failure, String status, String reason, String logged) {
        Conversation it = ws().asks("GET /ws/a", "Upgrade: websocket").fails(failure);
        assertThat(it.lines()).endsWith(Stream.of("< Reply " + status, "  because " + reason)
                .filter(line -> !line.endsWith("because ")).toArray(String[]::new));
        assertThat(it.remarks()).singleElement().satisfies(remark -> {
            assertThat(remark.module() + " " + remark.number() + " " + remark.text()).isEqualTo(logged);
            assertThat(remark.level()).isEqualTo(Level.ERROR);
        });
    }

    private static Failure failure(Arguments arguments) {
        return (Failure) Objects.requireNonNull(arguments.get()[0]);
    }

    @Test
    void noFailureIsLeftOut() {
        Set<Class<?>> told = failures().map(FailureTest::failure).map(Object::getClass).collect(Collectors.toSet());
        assertThat(told).containsExactlyInAnyOrder(Failure.class.getPermittedSubclasses());
    }

    @Test
    void aMissingSocketHasItsOwnNumber() {
        Conversation it = Conversation.under("ProxyPass /ws/ unix:/run/app.sock|ws://app/").asks("GET /ws/a");
        assertThat(it.fails(new Failure.Unreachable("no such file")).remarks()).extracting(Remark::number)
                .containsExactly("AH02454");
    }

    @Test
    void whatNeverReachedABackendIsKnown() {
        List<String> untouched = failures().map(FailureTest::failure).filter(Failure::untouched)
                .map(failure -> failure.getClass().getSimpleName()).toList();
        assertThat(untouched).containsExactly("Unreachable", "NameUnknown", "NoneFree", "OutOfUse", "TlsFailed");
    }

    @Test
    void aStoppedBackendIsNotTroubled() {
        assertThat(Conversation.under("ProxyPass /ws/ ws://app:81/ status=D").asks("GET /ws/a").lines())
                .containsExactly("> GET /ws/a", "! proxy AH00940", "< Reply 503 Service Unavailable");
    }

    // ---- a kept connection that turns out dead

    @Test
    void aDeadKeptConnectionIsReplacedOnce() {
        Failure gone = new Failure.NoAnswer("it closed the connection");
        Conversation it = Conversation.under("ProxyAddHeaders Off", "ProxyPass /ws/ ws://app:81/");
        assertThat(it.asks("GET /ws/a").connectedAgain().fails(gone).connected().fails(gone).lines()).containsExactly(
                "> GET /ws/a",
                "< Connect ws://app:81/a",
                "> connected to a kept one",
                "< Send GET /a",
                "  Host: app:81",
                "  Connection: Keep-Alive",
                "> failed: NoAnswer",
                "< Connect ws://app:81/a afresh",
                "> connected",
                "< Send GET /a",
                "  Host: app:81",
                "  Connection: Keep-Alive",
                "> failed: NoAnswer",
                "! proxy_http AH01102",
                "< Reply 502 Proxy Error",
                "  because Error reading from remote server");
    }

    @ParameterizedTest
    @MethodSource("repeatable")
    void onlyWhatMayBeSaidTwiceIs(String method, Class<? extends Action> next) {
        assertThat(ws().asks(method + " /ws/a").connectedAgain().fails(new Failure.NoAnswer("gone")).last()).isInstanceOf(next);
    }

    static Stream<Arguments> repeatable() {
        return Stream.concat(
                Stream.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE").map(m -> Arguments.of(m, Action.Connect.class)),
                Stream.of("POST", "PATCH", "FOO", "get").map(m -> Arguments.of(m, Action.Reply.class)));
    }

    @Test
    void aHandshakeIsRepeatedToo() {
        assertThat(ws().asks("GET /ws/a", "Upgrade: websocket").connectedAgain().fails(new Failure.NoAnswer("gone")).lines())
                .endsWith("< Connect ws://app:81/a afresh");
    }

    @Test
    void halfABodyCannotBeRepeated() {
        Conversation it = ws().asks("PUT /ws/a").connectedAgain();
        assertThat(it.failsWithHalfABody(new Failure.NoAnswer("gone")).last()).isInstanceOf(Action.Reply.class);
    }

    @Test
    void afreshConnectionIsNotRepeated() {
        assertThat(ws().asks("GET /ws/a").connected().fails(new Failure.NoAnswer("gone")).last())
                .isInstanceOf(Action.Reply.class);
    }

    @Test
    void aBackendThatSaidSomethingHasBegun() {
        Conversation it = ws().asks("GET /ws/a").connectedAgain().answers("103 Early Hints");
        assertThat(it.fails(new Failure.NoAnswer("gone")).last()).isInstanceOf(Action.Reply.class);
    }

    @Test
    void aSilentBackendMayHaveBegun() {
        Conversation it = ws().asks("GET /ws/a").connectedAgain();
        assertThat(it.fails(new Failure.Silent(Duration.ofSeconds(60))).last()).isInstanceOf(Action.Reply.class);
    }

    private static Conversation ws() {
        return Conversation.under("ProxyPass /ws/ ws://app:81/");
    }
}
