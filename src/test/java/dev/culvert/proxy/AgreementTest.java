package dev.culvert.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tunnel opens only if the backend agreed to exactly what it was asked. */
final class AgreementTest {
    private static final String SWITCH = "101 Switching Protocols";

    private static Conversation ws(String... more) {
        return Conversation.under("ProxyAddHeaders Off\n" + String.join("\n", more), "ProxyPass /ws/ ws://app:81/")
                .asks("GET /ws/a", "Upgrade: websocket", "Sec-WebSocket-Key: " + Heads.KEY).connected();
    }

    private static Conversation http(String parameter, String... fields) {
        return Conversation.under("ProxyAddHeaders Off", "ProxyPass /x/ http://app:81/ " + parameter)
                .asks("GET /x/a", fields).connected();
    }

    /** The example of RFC 6455 section 1.3. */
    @Test
    void theAcceptOfTheRfc() {
        assertThat(Handshake.accept(Heads.KEY)).isEqualTo(Heads.ACCEPT);
    }

    @Test
    void aKeyIsSixteenBytesAndNeverTheSame() {
        Random random = new Random(1);
        String key = Handshake.key(random);
        assertThat(key).isBase64().hasSize(24).isNotEqualTo(Handshake.key(random));
    }

    @Test
    void aHandshakeFromEndToEnd() {
        assertThat(ws().answers(SWITCH, "Sec-WebSocket-Accept: ${accept}", "Connection: Upgrade", "Keep-Alive: timeout=5",
                "Upgrade: WebSocket", "X-Mine: 1").lines()).containsExactly(
                "> GET /ws/a",
                "< Connect ws://app:81/a",
                "> connected",
                "< Send GET /a",
                "  Host: app:81",
                "  Sec-WebSocket-Key: " + Heads.KEY,
                "  Connection: Upgrade",
                "  Upgrade: websocket",
                "> 101 Switching Protocols",
                "< Tunnel 101 Switching Protocols",
                "  Sec-WebSocket-Accept: " + Heads.ACCEPT,
                "  X-Mine: 1",
                "  speaking WebSocket, idle 60s");
    }

    @Test
    void theBackendsReasonIsKept() {
        assertThat(ws().answers("101 Off We Go", "Upgrade: websocket", "Sec-WebSocket-Accept: ${accept}").lines())
                .contains("< Tunnel 101 Off We Go");
    }

    /** httpd: the backend's Connection is not asked for, and of two Upgrades the first counts. */
    @Test
    void theFirstUpgradeIsEnough() {
        assertThat(ws().answers(SWITCH, "Upgrade: websocket", "Upgrade: h2c", "Sec-WebSocket-Accept: ${accept}").last())
                .isInstanceOf(Action.Tunnel.class);
    }

    @Test
    void anotherProtocolIsNoAgreement() {
        assertThat(ws().answers(SWITCH, "Upgrade: h2c", "Sec-WebSocket-Accept: ${accept}").lines()).endsWith(
                "> 101 Switching Protocols",
                "! proxy_http AH10239",
                "< Reply 502 Proxy Error",
                "  because Unexpected Upgrade: h2c (expecting websocket)");
    }

    @Test
    void noProtocolIsNoAgreement() {
        assertThat(ws().answers(SWITCH, "Connection: Upgrade", "Sec-WebSocket-Accept: ${accept}").lines()).endsWith(
                "< Reply 502 Proxy Error",
                "  because Unexpected Upgrade: n/a (expecting websocket)");
    }

    @Test
    void oneOfAListIsNoAgreement() {
        Conversation it = http("upgrade=websocket", "Upgrade: websocket, h2c");
        assertThat(it.answers(SWITCH, "Upgrade: websocket").lines()).endsWith(
                "< Reply 502 Proxy Error",
                "  because Unexpected Upgrade: websocket (expecting websocket, h2c)");
    }

    @Test
    void whatNobodyAskedForIsNoAgreement() {
        Conversation it = http("", "Upgrade: websocket", "Sec-WebSocket-Key: " + Heads.KEY);
        assertThat(it.answers(SWITCH, "Upgrade: websocket", "Sec-WebSocket-Accept: ${accept}").lines()).endsWith(
                "< Reply 502 Proxy Error",
                "  because Unexpected Upgrade: websocket (expecting n/a)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=", "Sec-WebSocket-Accept:", "X-Other: 1",
            "Sec-WebSocket-Accept: S3PPLMBITXAQ9KYGZZHZRBK+XOO="})
    void aWrongProofIsNoAgreement(String field) {
        assertThat(ws().answers(SWITCH, "Upgrade: websocket", field).lines()).endsWith(
                "> 101 Switching Protocols",
                "! culvert",
                "< Reply 502 Proxy Error",
                "  because Unexpected Sec-WebSocket-Accept from remote server");
    }

    @Test
    void twoProofsAreNone() {
        assertThat(ws().answers(SWITCH, "Upgrade: websocket", "Sec-WebSocket-Accept: ${accept}",
                "Sec-WebSocket-Accept: ${accept}").last()).isInstanceOf(Action.Reply.class);
    }

    @Test
    void theProofNeedNotBeChecked() {
        assertThat(ws("CulvertVerifyAccept Off").answers(SWITCH, "Upgrade: websocket", "Sec-WebSocket-Accept: x").lines())
                .endsWith("< Tunnel 101 Switching Protocols", "  Sec-WebSocket-Accept: x", "  speaking websocket, idle 60s");
    }

    @Test
    void theProtocolIsCheckedEvenThen() {
        assertThat(ws("CulvertVerifyAccept Off").answers(SWITCH, "Upgrade: h2c").last()).isInstanceOf(Action.Reply.class);
    }

    @Test
    void withoutAKeyThereIsNothingToProve() {
        assertThat(http("upgrade=tftp", "Upgrade: tftp").answers(SWITCH, "Upgrade: TFTP").lines())
                .endsWith("< Tunnel 101 Switching Protocols", "  speaking TFTP, idle 60s");
    }

    // ---- upgrade=NONE for a client that asked for nothing: the key is ours

    @Test
    void aKeyIsMadeForAClientThatHasNone() {
        List<String> sent = http("upgrade=NONE").sent();
        assertThat(sent.get(1)).startsWith("Sec-WebSocket-Key: ");
        assertThat(sent.get(1).substring("Sec-WebSocket-Key: ".length())).isBase64().hasSize(24);
        assertThat(sent).containsExactly("Host: app:81", sent.get(1), "Sec-WebSocket-Version: 13",
                "Connection: Upgrade", "Upgrade: websocket");
    }

    @Test
    void theProofOfOurKeyIsNotShown() {
        assertThat(http("upgrade=NONE").answers(SWITCH, "Upgrade: websocket", "Sec-WebSocket-Accept: ${accept}", "X-Mine: 1")
                .lines()).endsWith("< Tunnel 101 Switching Protocols", "  X-Mine: 1", "  speaking websocket, idle 60s");
    }

    @Test
    void theProofOfOurKeyIsChecked() {
        assertThat(http("upgrade=NONE").answers(SWITCH, "Upgrade: websocket", "Sec-WebSocket-Accept: " + Heads.ACCEPT).lines())
                .endsWith("< Reply 502 Proxy Error", "  because Unexpected Sec-WebSocket-Accept from remote server");
    }

    @Test
    void theClientsOwnKeyStays() {
        Conversation it = http("upgrade=NONE", "Sec-WebSocket-Key: " + Heads.KEY, "Sec-WebSocket-Version: 13");
        assertThat(it.sent()).containsExactly("Host: app:81", "Sec-WebSocket-Key: " + Heads.KEY, "Sec-WebSocket-Version: 13",
                "Connection: Upgrade", "Upgrade: websocket");
        assertThat(it.answers(SWITCH, "Upgrade: websocket", "Sec-WebSocket-Accept: ${accept}").got())
                .containsExactly("Sec-WebSocket-Accept: " + Heads.ACCEPT);
    }
}
