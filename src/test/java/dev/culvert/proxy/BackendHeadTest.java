package dev.culvert.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.http.Framing;
import dev.culvert.http.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The head a backend gets, field by field. */
final class BackendHeadTest {
    private static Conversation at(String target, String... lines) {
        return Conversation.under(String.join("\n", lines), "ProxyPass /x/ " + target);
    }

    private static Conversation app(String... lines) {
        return at("http://app:81/", lines);
    }

    private static Conversation bare(String... lines) {
        return app("ProxyAddHeaders Off\n" + String.join("\n", lines));
    }

    @Test
    void theOrder() {
        assertThat(at("ws://app:81/").asks("GET /x/a?b=1", "Accept: a", "Host: c.test:81", "Upgrade: websocket",
                "cookie: a=1", "ACCEPT: b", "Connection: Upgrade", "Cookie: b=2", "Sec-WebSocket-Key: " + Heads.KEY)
                .connected().lines()).endsWith(
                "< Send GET /a?b=1",
                "  Host: app:81",
                "  Accept: a, b",
                "  cookie: a=1, b=2",
                "  Sec-WebSocket-Key: " + Heads.KEY,
                "  X-Forwarded-For: 192.0.2.7",
                "  X-Forwarded-Host: c.test:81",
                "  X-Forwarded-Server: site.test",
                "  Connection: Upgrade",
                "  Upgrade: websocket");
    }

    @Test
    void theBodysFramingStandsBeforeTheConnection() {
        assertThat(bare().asks(Heads.request(Framing.length(4), "POST /x/a", "Content-Length: 4", "A: 1")).connected().sent())
                .containsExactly("Host: app:81", "A: 1", "Content-Length: 4", "Connection: Keep-Alive");
        assertThat(bare().asks(Heads.request(Framing.CHUNKED, "POST /x/a", "Transfer-Encoding: chunked")).connected().sent())
                .containsExactly("Host: app:81", "Transfer-Encoding: chunked", "Connection: Keep-Alive");
        assertThat(bare().asks(Heads.request(Framing.length(0), "POST /x/a", "Content-Length: 0")).connected().sent())
                .containsExactly("Host: app:81", "Content-Length: 0", "Connection: Keep-Alive");
    }

    @Test
    void theRequestLineIsAlwaysHttp11() {
        Action last = bare().asks("foo /x/a HTTP/1.0").connected().last();
        Request head = ((Action.Send) last).head();
        assertThat(head.method() + " " + head.target() + " " + head.version()).isEqualTo("foo /a HTTP/1.1");
    }

    @Test
    void whatBelongsToTheConnectionStays() {
        assertThat(bare().asks("GET /x/a", "Connection: X-Drop, close", "X-Drop: 1", "TE: trailers", "Trailer: X",
                "Keep-Alive: timeout=5", "Proxy-Connection: keep-alive", "Proxy-Authorization: Basic eA==",
                "Proxy-Authenticate: Basic", "Via: 1.1 prev", "Forwarded: for=a", "X-Keep:").connected().sent())
                .containsExactly("Host: app:81", "Proxy-Authorization: Basic eA==", "Proxy-Authenticate: Basic",
                        "Via: 1.1 prev", "Forwarded: for=a", "X-Keep: ", "Connection: Keep-Alive");
    }

    @Test
    void whatTheClientForwardedMayBeDropped() {
        assertThat(app().asks("GET /x/a", "Host: c.test", "Connection: X-Forwarded-For, Host", "X-Forwarded-For: 1.1.1.1")
                .connected().sent()).containsExactly("Host: app:81", "X-Forwarded-For: 192.0.2.7", "X-Forwarded-Host: c.test",
                "X-Forwarded-Server: site.test", "Connection: Keep-Alive");
    }

    @Test
    void whatWasForwardedBeforeIsAddedTo() {
        assertThat(app().asks("GET /x/a", "X-Forwarded-For: 1.1.1.1", "A: 1", "X-Forwarded-For: 2.2.2.2",
                "X-Forwarded-Server: other").connected().sent()).containsExactly(
                "Host: app:81",
                "X-Forwarded-For: 1.1.1.1, 2.2.2.2, 192.0.2.7",
                "A: 1",
                "X-Forwarded-Server: other, site.test",
                "Connection: Keep-Alive");
    }

    @Test
    void nothingIsAddedWhereNothingIsWanted() {
        assertThat(bare().asks("GET /x/a", "Host: c.test", "X-Forwarded-For: 1.1.1.1").connected().sent())
                .containsExactly("Host: app:81", "X-Forwarded-For: 1.1.1.1", "Connection: Keep-Alive");
    }

    @Test
    void aWorkerWithoutReuseSaysSo() {
        assertThat(at("http://app:81/ disablereuse=On", "ProxyAddHeaders Off").asks("GET /x/a").connected().lines())
                .containsExactly("> GET /x/a", "< Connect http://app:81/a afresh", "> connected", "< Send GET /a",
                        "  Host: app:81", "  Connection: close");
    }

    // ---- Host

    @ParameterizedTest
    @CsvSource({
        "http://app/, app",
        "http://app:80/, app",
        "http://APP:81/, app:81",
        "ws://app:443/, app:443",
        "http://[::1]:81/, [::1]:81",
        "unix:/run/a.sock|http://ignored.example/, ignored.example",
    })
    void theHostIsTheTargets(String target, String host) {
        assertThat(at(target).asks("GET /x/a", "Host: c.test").connected().sent()).startsWith("Host: " + host);
    }

    @Test
    void theHostMayBeTheClients() {
        assertThat(bare("ProxyPreserveHost On").asks("GET /x/a", "Host: c.test:81").connected().sent())
                .containsExactly("Host: c.test:81", "Connection: Keep-Alive");
        assertThat(bare("ProxyPreserveHost On").asks("GET /x/a HTTP/1.0").connected().sent())
                .containsExactly("Host: site.test", "Connection: Keep-Alive");
    }

    @Test
    void thenTlsIsAboutTheClientsHostToo() {
        Action last = bare("ProxyPreserveHost On").asks("GET /x/a", "Host: c.test:81").last();
        assertThat(((Action.Connect) last).serverName()).isEqualTo("c.test");
        assertThat(((Action.Connect) bare().asks("GET /x/a", "Host: c.test:81").last()).serverName()).isEqualTo("app");
    }

    // ---- Via and Max-Forwards

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "Off,   1.1 prev, 1.1 prev",
        "On,    1.1 prev, '1.1 prev, 1.1 site.test'",
        "On,    -,        1.1 site.test",
        "Full,  1.1 prev, '1.1 prev, 1.1 site.test (Culvert)'",
        "Block, 1.1 prev, -",
    })
    void via(String mode, @Nullable String before, @Nullable String after) {
        String[] fields = before == null ? new String[0] : new String[] {"Via: " + before};
        assertThat(bare("ProxyVia " + mode).asks("GET /x/a", fields).connected().sent())
                .filteredOn(field -> field.startsWith("Via"))
                .isEqualTo(after == null ? List.of() : List.of("Via: " + after));
    }

    @Test
    void maxForwardsCountsDown() {
        assertThat(bare().asks("GET /x/a", "Max-Forwards: 5").connected().sent())
                .containsExactly("Host: app:81", "Max-Forwards: 4", "Connection: Keep-Alive");
    }

    @Test
    void maxForwardsBeginsWhereTheConfigurationSays() {
        assertThat(bare("ProxyMaxForwards 7").asks("GET /x/a").connected().sent())
                .containsExactly("Host: app:81", "Max-Forwards: 7", "Connection: Keep-Alive");
        assertThat(bare("ProxyMaxForwards 7").asks("GET /x/a", "Max-Forwards: 3").connected().sent())
                .containsExactly("Host: app:81", "Max-Forwards: 2", "Connection: Keep-Alive");
    }
}
