package dev.culvert.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client is told: the backend's own words, or a page of this server. */
final class AnswerTest {
    private static Conversation under(String... lines) {
        return Conversation.under(String.join("\n", lines), "ProxyPass /ws/ ws://app:81/");
    }

    private static Conversation ws(String... lines) {
        return under(lines).asks("GET /ws/a", "Upgrade: websocket").connected();
    }

    @Test
    void a426KeepsAnOfferThatCouldBeTaken() {
        assertThat(ws().answers("426 Upgrade Required", "Upgrade: WebSocket", "Connection: Upgrade", "X-Mine: 1").lines())
                .endsWith(
                        "< Relay 426 Upgrade Required",
                        "  Date: " + Conversation.NOW,
                        "  Server: Culvert",
                        "  X-Mine: 1",
                        "  Connection: Upgrade",
                        "  Upgrade: WebSocket");
    }

    @Test
    void a426LosesAnyOtherOffer() {
        assertThat(ws().answers("426 Upgrade Required", "Upgrade: h2c", "Connection: Upgrade").lines()).endsWith(
                "< Relay 426 Upgrade Required", "  Date: " + Conversation.NOW, "  Server: Culvert");
    }

    @Test
    void onlyA426MakesAnOffer() {
        assertThat(ws().answers("400 Bad Request", "Upgrade: websocket").got())
                .containsExactly("Date: " + Conversation.NOW, "Server: Culvert");
    }

    // ---- ProxyErrorOverride

    @Test
    void anErrorIsOverridden() {
        assertThat(ws("ProxyErrorOverride On").answers("404 Mine", "X-A: 1", "Content-Length: 3").lines())
                .endsWith("> 404 Mine", "< Reply 404 Mine");
    }

    @Test
    void whatA401AsksForStays() {
        assertThat(ws("ProxyErrorOverride On").answers("401 Unauthorized", "WWW-Authenticate: Basic", "X-A: 1").lines())
                .endsWith("< Reply 401 Unauthorized", "  WWW-Authenticate: Basic");
    }

    @Test
    void a426IsOverriddenToo() {
        assertThat(ws("ProxyErrorOverride On").answers("426 Upgrade Required", "Upgrade: websocket").lines())
                .endsWith("< Reply 426 Upgrade Required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"200 OK", "302 Found", "304 Not Modified"})
    void whatIsNoErrorIsNotOverridden(String line) {
        assertThat(ws("ProxyErrorOverride On").answers(line).last()).isInstanceOf(Action.Relay.class);
    }

    @Test
    void a101IsNotOverridden() {
        assertThat(ws("ProxyErrorOverride On").answers("101 Switching Protocols", "Upgrade: websocket").last())
                .isInstanceOf(Action.Tunnel.class);
    }

    @Test
    void onlyTheListedErrorsAreOverridden() {
        assertThat(ws("ProxyErrorOverride On 502 503").answers("503 Mine").last()).isInstanceOf(Action.Reply.class);
        assertThat(ws("ProxyErrorOverride On 502 503").answers("404 Mine").last()).isInstanceOf(Action.Relay.class);
    }

    // ---- ErrorDocument

    @Test
    void aTextIsThePage() {
        Conversation it = ws("ErrorDocument 503 \"Come back later\"").fails(new Failure.Unreachable("refused"));
        Action.Reply reply = (Action.Reply) it.last();
        assertThat(reply.page()).isEqualTo("Come back later");
        assertThat(reply.head().status()).isEqualTo(503);
        assertThat(it.got()).contains("Content-Length: 15");
    }

    @Test
    void aUrlIsWhereTheClientIsSent() {
        assertThat(ws("ErrorDocument 503 http://sorry.test/").fails(new Failure.Unreachable("refused")).lines()).endsWith(
                "! proxy AH00957",
                "< Reply 302 Found",
                "  Location: http://sorry.test/");
    }

    @Test
    void anOverriddenAnswerHasItsDocument() {
        Action last = ws("ProxyErrorOverride On", "ErrorDocument 404 \"Nothing\"").answers("404 Mine").last();
        assertThat(((Action.Reply) last).page()).isEqualTo("Nothing");
    }

    @Test
    void traceMayBeForbidden() {
        assertThat(((Action.Reply) ws("TraceEnable Off").asks("TRACE /ws/a").last()).head().status()).isEqualTo(405);
        assertThat(ws().asks("TRACE /ws/a").last()).isInstanceOf(Action.Connect.class);
    }

    @Test
    void aPageOfOurOwnIsWhole() {
        Conversation it = under().asks("GET /other");
        Action.Reply reply = (Action.Reply) it.last();
        assertThat(it.got()).containsExactly("Date: " + Conversation.NOW, "Server: Culvert",
                "Content-Length: " + reply.page().length(), "Content-Type: text/html; charset=utf-8");
        assertThat(reply.page()).startsWith("<!DOCTYPE HTML").contains("<title>404 Not Found</title>", "<h1>Not Found</h1>")
                .endsWith("</body></html>\n").doesNotContain("Reason", "<address>");
    }

    @Test
    void aPageMayBeSigned() {
        Action.Reply reply = (Action.Reply) under("ServerSignature On").asks("GET /other").last();
        assertThat(reply.page()).contains("<address>Culvert at site.test Port 80</address>");
    }

    // ---- what is not passed on

    @Test
    void aMethodOfForwardProxiesIsNotServed() {
        assertThat(under().asks("CONNECT /ws/a").lines()).endsWith("< Reply 405 Method Not Allowed");
    }

    @Test
    void theServerItselfAnswersForItself() {
        assertThat(under().asks("OPTIONS *").lines()).containsExactly("> OPTIONS *", "< Reply 200 OK");
    }

    @Test
    void aPathThatLeadsOutOfTheRootIsRefused() {
        assertThat(under().asks("GET /../ws/a").lines())
                .containsExactly("> GET /../ws/a", "! core AH10244", "< Reply 400 Bad Request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "a", "-1", ""})
    void aUsedUpMaxForwardsIsAnError(String value) {
        assertThat(under().asks("GET /ws/a", "Max-Forwards: " + value).lines()).containsExactly(
                "> GET /ws/a",
                "! proxy",
                "< Reply 400 Proxy Error",
                "  because Max-Forwards is used up or no number");
    }

    @Test
    void maxForwardsCountsOnlyWhatIsForwarded() {
        assertThat(under().asks("GET /other", "Max-Forwards: 0").lines()).endsWith("< Reply 404 Not Found");
    }
}
