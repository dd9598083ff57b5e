package dev.culvert.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.balance.Scheme;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpgradeRuleTest {
    /** Section 2.1: the client's own spelling reaches the backend. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "WebSocket, -, WS, WebSocket",
        "websocket/13, -, WS, -",
        "websocket, -, HTTPS, -",
        "websocketfoo, websocket, HTTP, websocketfoo",
        "'websocket, h2c', websocket, HTTP, 'websocket, h2c'",
        "'h2c, websocket', websocket, HTTP, -",
        "websocket, web, HTTP, websocket",
        "we, web, HTTP, -",
        "xweb, web, HTTP, -",
        "TFTP, 'websocket , tftp', HTTP, TFTP",
        "h2c, *, WSS, h2c",
        "-, *, WSS, -",
        "-, websocket, WS, -",
        "'', *, WS, -",
        "-, NONE, HTTP, websocket",
        "h2c, none, HTTP, websocket",
        "WEBSOCKET, NONE, HTTP, WEBSOCKET",
    })
    void asksFor(String client, String worker, Scheme scheme, String token) {
        assertThat(UpgradeRule.tokenFor(Optional.ofNullable(client), Optional.ofNullable(worker), scheme))
                .isEqualTo(Optional.ofNullable(token));
    }
}
