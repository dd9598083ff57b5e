package dev.culvert.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which requests the backend is asked to switch protocols for, and how the question is written. */
final class UpgradeTableTest {
    /** The table of ProxyWebsocketFallbackToProxyHttp On; a dash is no such header or parameter, or a plain request. */
    @ParameterizedTest(name = "{0} upgrade={1} for a client that asks for {2}: {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ws   | -              | -               | -
            ws   | -              | h2c             | -
            ws   | -              | tftp            | -
            ws   | -              | websocket, h2c  | -
            ws   | -              | websocket/13    | -
            ws   | -              | websocket       | websocket
            ws   | -              | WebSocket       | WebSocket
            ws   | -              | WEBSOCKET       | WEBSOCKET
            http | -              | websocket       | -
            http | -              | h2c             | -
            http | -              | -               | -
            ws   | websocket      | websocket       | websocket
            http | websocket      | websocket       | websocket
            http | websocket      | WebSocket       | WebSocket
            http | websocket      | websocket, h2c  | websocket, h2c
            http | websocket      | websocket/13    | websocket/13
            http | websocket      | websocketfoo    | websocketfoo
            http | websocket      | h2c, websocket  | -
            http | websocket      | h2c             | -
            http | websocket      | tftp            | -
            http | websocket      | -               | -
            ws   | websocket      | h2c             | -
            ws   | web            | websocket       | websocket
            ws   | web            | we              | -
            ws   | web            | xweb            | -
            ws   | NONE           | websocket       | websocket
            http | NONE           | WebSocket       | WebSocket
            http | NONE           | h2c             | websocket
            http | NONE           | -               | websocket
            ws   | NONE           | -               | websocket
            ws   | ANY            | h2c             | h2c
            http | ANY            | tftp            | tftp
            http | any            | websocket, h2c  | websocket, h2c
            ws   | ANY            | -               | -
            ws   | tftp           | tftp            | tftp
            ws   | tftp           | websocket       | -
            http | tftp           | h2c             | -
            http | tftp           | -               | -
            http | websocket,tftp | websocket       | websocket
            ws   | websocket,tftp | tftp            | tftp
            ws   | websocket,tftp | h2c             | -
            """)
    void asks(String scheme, String worker, String client, String expected) {
        String parameter = worker.equals("-") ? "" : " upgrade=" + worker;
        String[] fields = client.equals("-") ? new String[0] : new String[] {"Upgrade: " + client};
        Conversation it = Conversation.under("ProxyAddHeaders Off", "ProxyPass /x/ " + scheme + "://app:81/" + parameter)
                .asks("GET /x/a", fields).connected();
        assertThat(it.sent().stream().filter(field -> !field.startsWith("Sec-WebSocket-"))).isEqualTo(expected.equals("-")
                ? List.of("Host: app:81", "Connection: Keep-Alive")
                : List.of("Host: app:81", "Connection: Upgrade", "Upgrade: " + expected));
    }

    @Test
    void severalLinesAreOneList() {
        assertThat(ws().asks("GET /ws/a", "Upgrade: websocket", "Upgrade: h2c").connected().sent())
                .containsExactly("Host: app:81", "Connection: Keep-Alive");
    }

    @Test
    void anEmptyUpgradeAsksForNothing() {
        assertThat(ws().asks("GET /ws/a", "Upgrade:").connected().sent())
                .containsExactly("Host: app:81", "Connection: Keep-Alive");
    }

    @Test
    void theClientsConnectionHasNoSay() {
        assertThat(ws().asks("GET /ws/a", "Connection: close", "Upgrade: websocket").connected().sent())
                .containsExactly("Host: app:81", "Connection: Upgrade", "Upgrade: websocket");
    }

    @ParameterizedTest
    @CsvSource({"GET", "HEAD", "POST", "OPTIONS"})
    void theMethodHasNoSay(String method) {
        assertThat(ws().asks(method + " /ws/a", "Upgrade: websocket").connected().sent()).contains("Upgrade: websocket");
    }

    @Test
    void http10IsNeverUpgraded() {
        assertThat(ws().asks("GET /ws/a HTTP/1.0", "Connection: Upgrade", "Upgrade: websocket").connected().lines())
                .containsExactly(
                        "> GET /ws/a",
                        "< Connect ws://app:81/a",
                        "> connected",
                        "< Send GET /a",
                        "  Host: app:81",
                        "  Connection: Keep-Alive");
    }

    /** Not even where the client need not ask: it could not be told of the 101. */
    @Test
    void http10IsNotUpgradedByNone() {
        assertThat(Conversation.under("ProxyAddHeaders Off", "ProxyPass /x/ ws://app:81/ upgrade=NONE")
                .asks("GET /x/a HTTP/1.0").connected().sent()).containsExactly("Host: app:81", "Connection: Keep-Alive");
    }

    private static Conversation ws() {
        return Conversation.under("ProxyAddHeaders Off", "ProxyPass /ws/ ws://app:81/");
    }
}
