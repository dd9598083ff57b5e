package dev.culvert.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ProxyWebsocketFallbackToProxyHttp Off}: a ws:// rule is for WebSockets only. */
final class FallbackOffTest {
    private static final String OFF = "ProxyWebsocketFallbackToProxyHttp Off";

    private static Conversation off(String... lines) {
        return Conversation.under("ProxyAddHeaders Off\n" + OFF, String.join("\n", lines));
    }

    @Test
    void aPlainRequestPassesTheRuleBy() {
        assertThat(off("ProxyPass /x/ ws://app:81/").asks("GET /x/a").lines())
                .containsExactly("> GET /x/a", "! core AH00128", "< Reply 404 Not Found");
    }

    @Test
    void aPlainRequestReachesTheNextRuleOfThePath() {
        assertThat(off("ProxyPass /x/ ws://app:81/", "ProxyPass /x/ http://app:82/").asks("GET /x/a").lines())
                .containsExactly("> GET /x/a", "< Connect http://app:82/a");
    }

    @Test
    void anUpgradeTakesTheFirstRuleOfThePath() {
        assertThat(off("ProxyPass /x/ ws://app:81/", "ProxyPass /x/ http://app:82/").asks("GET /x/a", "Upgrade: websocket")
                .lines()).containsExactly("> GET /x/a", "< Connect ws://app:81/a");
    }

    @Test
    void onBothTakeTheFirstRuleOfThePath() {
        assertThat(Conversation.under("ProxyPass /x/ ws://app:81/", "ProxyPass /x/ http://app:82/").asks("GET /x/a").lines())
                .containsExactly("> GET /x/a", "< Connect ws://app:81/a");
    }

    @Test
    void anotherProtocolIsToldWhichOneToAskFor() {
        assertThat(off("ProxyPass /x/ ws://app:81/").asks("GET /x/a", "Upgrade: h2c").lines())
                .containsExactly(
                        "> GET /x/a",
                        "! proxy_wstunnel AH02900",
                        "< Reply 426 Upgrade Required",
                        "  Connection: Upgrade",
                        "  Upgrade: WebSocket");
    }

    @Test
    void theProtocolToAskForIsTheWorkers() {
        assertThat(off("ProxyPass /x/ ws://app:81/ upgrade=tftp").asks("GET /x/a", "Upgrade: websocket").lines())
                .containsExactly(
                        "> GET /x/a",
                        "! proxy_wstunnel AH02900",
                        "< Reply 426 Upgrade Required",
                        "  Connection: Upgrade",
                        "  Upgrade: tftp");
    }

    @Test
    void anHttp10ClientCannotUpgrade() {
        assertThat(off("ProxyPass /x/ ws://app:81/").asks("GET /x/a HTTP/1.0", "Upgrade: websocket").lines())
                .contains("< Reply 426 Upgrade Required", "  Upgrade: WebSocket");
    }

    /** The tunnel module writes Upgrade before Connection, in a spelling of its own where it has one. */
    @ParameterizedTest(name = "upgrade={0} for {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            -              | websocket | WebSocket
            -              | WEBSOCKET | WebSocket
            WebSocket      | websocket | WebSocket
            tftp           | TFTP      | tftp
            websocket,tftp | tftp      | tftp
            ANY            | tftp      | tftp
            NONE           | websocket | websocket
            """)
    void spelling(String worker, String client, String expected) {
        String parameter = worker.equals("-") ? "" : " upgrade=" + worker;
        assertThat(off("ProxyPass /x/ ws://app:81/" + parameter)
                .asks("GET /x/a", "Upgrade: " + client, "Sec-WebSocket-Key: " + Heads.KEY).connected().sent())
                .isEqualTo(List.of("Host: app:81", "Sec-WebSocket-Key: " + Heads.KEY, "Upgrade: " + expected,
                        "Connection: Upgrade"));
    }

    @Test
    void httpRulesAreNotConcerned() {
        assertThat(off("ProxyPass /x/ http://app:81/ upgrade=websocket").asks("GET /x/a", "Upgrade: websocket").connected().sent())
                .containsExactly("Host: app:81", "Connection: Upgrade", "Upgrade: websocket");
    }

    @Test
    void theBackends101IsCheckedAllTheSame() {
        Conversation it = off("ProxyPass /x/ ws://app:81/").asks("GET /x/a", "Upgrade: websocket").connected();
        assertThat(it.answers("101 Switching Protocols", "Upgrade: h2c").lines()).endsWith(
                "> 101 Switching Protocols",
                "! proxy_http AH10239",
                "< Reply 502 Proxy Error",
                "  because Unexpected Upgrade: h2c (expecting WebSocket)");
    }

    @Test
    void anythingButA101IsRelayedAsHttp() {
        Conversation it = off("ProxyPass /x/ ws://app:81/").asks("GET /x/a", "Upgrade: websocket").connected();
        assertThat(it.answers("404 Not Found", "Content-Length: 3").lines()).endsWith(
                "> 404 Not Found",
                "< Relay 404 Not Found and 3 bytes",
                "  Date: " + Conversation.NOW,
                "  Server: Culvert",
                "  Content-Length: 3");
    }

    @Test
    void oneSectionMayBeOffAlone() {
        String[] lines = {"ProxyPass /x/ ws://app:81/", "<Location /x/only/>", OFF, "</Location>"};
        assertThat(Conversation.under(lines).asks("GET /x/only/a").lines()).endsWith("< Reply 404 Not Found");
        assertThat(Conversation.under(lines).asks("GET /x/a").lines()).endsWith("< Connect ws://app:81/a");
    }
}
