package dev.culvert.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What httpd's manual page of mod_proxy_wstunnel shows, word for word, and what comes of it. */
final class ManualPageTest {
    private static final String[] HANDSHAKE = {"Host: c.test", "Connection: Upgrade", "Upgrade: websocket",
        "Sec-WebSocket-Key: " + Heads.KEY, "Sec-WebSocket-Version: 13"};
    private static final String SWITCH = "101 Switching Protocols";

    private static final String FIRST = """
            ProxyPass "/ws2/" "ws://echo.websocket.org/"
            ProxyPass "/wss2/" "wss://echo.websocket.org/"
            """;

    private static final String SECOND = """
            ProxyPassMatch ^/(myApp/ws)$ ws://backend.example.com:9080/$1
            ProxyPass / http://backend.example.com:9080/
            """;

    private static final String THIRD = """
            ProxyPass / http://example.com:9080/
            RewriteEngine on
            RewriteCond %{HTTP:Upgrade} websocket [NC]
            RewriteCond %{HTTP:Connection} upgrade [NC]
            RewriteRule ^/?(.*) "ws://example.com:9080/$1" [P,L]
            """;

    @Test
    void aConnectionIsUpgraded() {
        assertThat(Conversation.under(FIRST).asks("GET /ws2/chat?room=1", HANDSHAKE).connected()
                .answers(SWITCH, "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Accept: ${accept}").lines())
                .containsExactly(
                        "> GET /ws2/chat?room=1",
                        "< Connect ws://echo.websocket.org/chat?room=1",
                        "> connected",
                        "< Send GET /chat?room=1",
                        "  Host: echo.websocket.org",
                        "  Sec-WebSocket-Key: " + Heads.KEY,
                        "  Sec-WebSocket-Version: 13",
                        "  X-Forwarded-For: 192.0.2.7",
                        "  X-Forwarded-Host: c.test",
                        "  X-Forwarded-Server: site.test",
                        "  Connection: Upgrade",
                        "  Upgrade: websocket",
                        "> 101 Switching Protocols",
                        "< Tunnel 101 Switching Protocols",
                        "  Sec-WebSocket-Accept: " + Heads.ACCEPT,
                        "  speaking websocket, idle 60s");
    }

    @Test
    void theSecondLineSpeaksTls() {
        Action.Connect connect = (Action.Connect) Conversation.under(FIRST).asks("GET /wss2/chat", HANDSHAKE).last();
        assertThat(connect.target().url()).isEqualTo("wss://echo.websocket.org/chat");
        assertThat(connect.target().port()).isEqualTo(443);
        assertThat(connect.serverName()).isEqualTo("echo.websocket.org");
    }

    @Test
    void whatIsBelowNeitherIsNotThere() {
        assertThat(Conversation.under(FIRST).asks("GET /ws2", HANDSHAKE).lines()).endsWith("< Reply 404 Not Found");
    }

    // ---- HTTP and WebSockets at once

    @Test
    void theWebSocketRuleComesFirst() {
        assertThat(Conversation.under(SECOND).asks("GET /myApp/ws", HANDSHAKE).connected().lines()).contains(
                "< Connect ws://backend.example.com:9080/myApp/ws afresh",
                "< Send GET /myApp/ws",
                "  Host: backend.example.com:9080",
                "  Connection: Upgrade",
                "  Upgrade: websocket");
    }

    @Test
    void theRestIsHttp() {
        assertThat(Conversation.under(SECOND).asks("GET /myApp/index.html", "Host: c.test").connected().lines()).containsExactly(
                "> GET /myApp/index.html",
                "< Connect http://backend.example.com:9080/myApp/index.html",
                "> connected",
                "< Send GET /myApp/index.html",
                "  Host: backend.example.com:9080",
                "  X-Forwarded-For: 192.0.2.7",
                "  X-Forwarded-Host: c.test",
                "  X-Forwarded-Server: site.test",
                "  Connection: Keep-Alive");
    }

    @Test
    void theRestIsNeverUpgraded() {
        assertThat(Conversation.under(SECOND).asks("GET /myApp/ws/more", HANDSHAKE).connected().sent())
                .contains("Connection: Keep-Alive").doesNotContain("Upgrade: websocket");
    }

    /** The page calls these URLs websocket-only; with the fallback On, which is its default, they are not quite. */
    @Test
    void aPlainRequestForTheWebSocketIsServedAsHttp() {
        assertThat(Conversation.under(SECOND).asks("GET /myApp/ws").lines())
                .endsWith("< Connect ws://backend.example.com:9080/myApp/ws afresh");
    }

    // ---- other protocols

    private static Conversation custom(String upgrade) {
        return Conversation.under("ProxyAddHeaders Off", "ProxyPass /x/ ws://app:81/ upgrade=" + upgrade);
    }

    @Test
    void aCustomProtocolIsTunnelled() {
        assertThat(custom("tftp").asks("GET /x/a", "Upgrade: tftp").connected().answers(SWITCH, "Upgrade: tftp").lines())
                .endsWith("  Upgrade: tftp", "> 101 Switching Protocols", "< Tunnel 101 Switching Protocols",
                        "  speaking tftp, idle 60s");
    }

    @Test
    void aCustomProtocolIsTheOnlyOne() {
        assertThat(custom("tftp").asks("GET /x/a", HANDSHAKE).connected().sent()).endsWith("Connection: Keep-Alive");
    }

    /** NONE: the check for the header is omitted, and the upgrade to WebSocket happens all the same. */
    @Test
    void noneAlwaysUpgradesToWebSocket() {
        Conversation it = custom("NONE").asks("GET /x/a").connected();
        assertThat(it.sent()).endsWith("Connection: Upgrade", "Upgrade: websocket");
        assertThat(it.answers(SWITCH, "Upgrade: websocket", "Sec-WebSocket-Accept: ${accept}").lines())
                .endsWith("< Tunnel 101 Switching Protocols", "  speaking websocket, idle 60s");
    }

    /** ANY: whatever the client asks for. */
    @Test
    void anyUpgradesToWhatTheClientAsksFor() {
        assertThat(custom("ANY").asks("GET /x/a", "Upgrade: chat/2").connected().answers(SWITCH, "Upgrade: chat/2").lines())
                .endsWith("  Upgrade: chat/2", "> 101 Switching Protocols", "< Tunnel 101 Switching Protocols",
                        "  speaking chat/2, idle 60s");
        assertThat(custom("ANY").asks("GET /x/a").connected().sent()).containsExactly("Host: app:81", "Connection: Keep-Alive");
    }

    // ---- ProxyWebsocketFallbackToProxyHttp

    @Test
    void onByDefault() {
        String on = "ProxyWebsocketFallbackToProxyHttp On\n";
        assertThat(Conversation.under(FIRST).asks("GET /ws2/a").connected().lines())
                .isEqualTo(Conversation.under(on, FIRST).asks("GET /ws2/a").connected().lines())
                .contains("< Connect ws://echo.websocket.org/a", "  Connection: Keep-Alive");
    }

    @Test
    void offLeavesPlainRequestsToTheNextRule() {
        String off = "ProxyWebsocketFallbackToProxyHttp Off\n";
        assertThat(Conversation.under(off, SECOND).asks("GET /myApp/ws").lines())
                .endsWith("< Connect http://backend.example.com:9080/myApp/ws");
        assertThat(Conversation.under(off, SECOND).asks("GET /myApp/ws", HANDSHAKE).connected().sent())
                .endsWith("Upgrade: WebSocket", "Connection: Upgrade");
        assertThat(Conversation.under(off, FIRST).asks("GET /ws2/a").lines()).endsWith("< Reply 404 Not Found");
    }

    // ---- URLs of WebSockets that are not known in advance

    @Test
    void rulesTellTheTwoApart() {
        assertThat(connected(THIRD, "GET /any/where?room=1", HANDSHAKE)).isEqualTo("ws://example.com:9080/any/where?room=1");
        assertThat(connected(THIRD, "GET /any/where?room=1", "Host: c.test")).isEqualTo("http://example.com:9080/any/where?room=1");
    }

    /** Firefox keeps the connection alive in the same line, and no browser agrees on how the word is spelled. */
    @Test
    void rulesUnderstandEveryBrowser() {
        assertThat(connected(THIRD, "GET /", "Host: c.test", "Connection: keep-alive, Upgrade", "Upgrade: WebSocket",
                "Sec-WebSocket-Key: " + Heads.KEY, "Sec-WebSocket-Version: 13")).isEqualTo("ws://example.com:9080/");
    }

    private static String connected(String configuration, String line, String... fields) {
        return ((Action.Connect) Conversation.under(configuration).asks(line, fields).last()).target().url();
    }
}
