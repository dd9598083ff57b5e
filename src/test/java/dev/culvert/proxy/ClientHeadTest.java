package dev.culvert.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.http.Framing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The head a client gets of what a backend answered. */
final class ClientHeadTest {
    private static final String DATE = "Date: " + Conversation.NOW;
    private static final String SERVER = "Server: Culvert";

    private static Conversation app(String method, String... lines) {
        return Conversation.under(String.join("\n", lines), "ProxyPass /x/ http://app:81/back/")
                .asks(method + " /x/a", "Host: c.test:8080").connected();
    }

    @Test
    void theOrder() {
        assertThat(app("GET").answers("200 Fine", "A: 1", "Set-Cookie: a=1", "Server: theirs", "Vary: a", "A: 2",
                "Content-Length: 3", "Set-Cookie: b=2", "vary: b", "Date: Thu, 01 Jan 2026 00:00:00 GMT").lines()).endsWith(
                "> 200 Fine",
                "< Relay 200 Fine and 3 bytes",
                "  Date: Thu, 01 Jan 2026 00:00:00 GMT",
                "  Server: theirs",
                "  A: 1",
                "  Vary: a,b",
                "  A: 2",
                "  Content-Length: 3",
                "  Set-Cookie: a=1",
                "  Set-Cookie: b=2");
    }

    @Test
    void whatBelongsToTheConnectionStays() {
        assertThat(app("GET").answers(Heads.response(Framing.CHUNKED, "200 OK", "Connection: X-Drop", "X-Drop: 1",
                "Keep-Alive: timeout=9", "Transfer-Encoding: chunked", "TE: a", "Trailer: b", "Upgrade: h2c",
                "Proxy-Connection: close", "Proxy-Authenticate: Basic", "Proxy-Authentication-Info: c")).got())
                .containsExactly(DATE, SERVER, "Proxy-Authentication-Info: c");
    }

    @Test
    void aMissingReasonStaysMissing() {
        assertThat(app("GET").answers("200 ").lines()).contains("< Relay 200 ");
    }

    @Test
    void aLengthThatDoesNotFrameIsDropped() {
        assertThat(app("GET").answers(Heads.response(Framing.CHUNKED, "200 OK", "Content-Length: 3")).got())
                .containsExactly(DATE, SERVER);
        assertThat(app("GET").answers(Heads.response(Framing.UNTIL_CLOSE, "200 OK")).lines())
                .contains("< Relay 200 OK and all until the end");
    }

    @ParameterizedTest
    @ValueSource(strings = {"204 No Content", "304 Not Modified"})
    void whatHasNoBodyHasNoLength(String line) {
        assertThat(app("GET").answers(Heads.response(Framing.NONE, line, "Content-Length: 3", "ETag: x")).lines())
                .endsWith("< Relay " + line, "  " + DATE, "  " + SERVER, "  ETag: x");
    }

    @Test
    void aHeadKeepsALengthUnlessItIsZero() {
        assertThat(app("HEAD").answers(Heads.response(Framing.NONE, "200 OK", "Content-Length: 3")).lines())
                .endsWith("< Relay 200 OK", "  " + DATE, "  " + SERVER, "  Content-Length: 3");
        assertThat(app("HEAD").answers(Heads.response(Framing.NONE, "200 OK", "Content-Length: 0")).got())
                .containsExactly(DATE, SERVER);
    }

    @Test
    void aGetKeepsALengthOfZero() {
        assertThat(app("GET").answers("200 OK", "Content-Length: 0").got()).containsExactly(DATE, SERVER, "Content-Length: 0");
    }

    @Test
    void viaIsALineOfItsOwn() {
        assertThat(app("GET", "ProxyVia On").answers("200 OK", "Via: 1.1 app").got())
                .containsExactly(DATE, SERVER, "Via: 1.1 app", "Via: 1.1 site.test");
        assertThat(app("GET", "ProxyVia Full").answers("200 OK").got())
                .containsExactly(DATE, SERVER, "Via: 1.1 site.test (Culvert)");
        assertThat(app("GET", "ProxyVia Block").answers("200 OK", "Via: 1.1 app").got())
                .containsExactly(DATE, SERVER, "Via: 1.1 app");
    }

    @Test
    void redirectsLeadBackHere() {
        assertThat(app("GET", "ProxyPassReverse /x/ http://app:81/back/")
                .answers("302 Found", "Location: http://app:81/back/b?c", "Link: http://app:81/back/b").got())
                .containsExactly(DATE, SERVER, "Location: http://c.test:8080/x/b?c", "Link: http://app:81/back/b");
    }

    @Test
    void cookiesLeadBackHere() {
        assertThat(app("GET", "ProxyPassReverseCookiePath /back /x", "ProxyPassReverseCookieDomain app.local site.test")
                .answers("200 OK", "Set-Cookie: a=1; path=/back; domain=app.local").got())
                .containsExactly(DATE, SERVER, "Set-Cookie: a=1; path=/x; domain=site.test");
    }
}
