package dev.culvert.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers before the answer. */
final class InterimTest {
    private static Conversation ws(String line, String... fields) {
        return Conversation.under("ProxyAddHeaders Off", "ProxyPass /ws/ ws://app:81/").asks(line, fields).connected();
    }

    @Test
    void a100IsForThoseWhoExpectIt() {
        assertThat(ws("POST /ws/a").answers("100 Continue").lines()).endsWith("> 100 Continue", "< Await");
    }

    @ParameterizedTest
    @ValueSource(strings = {"100-continue", "100-Continue"})
    void whoExpectsA100GetsIt(String expectation) {
        Conversation it = ws("POST /ws/a", "Expect: " + expectation);
        assertThat(it.sent()).containsExactly("Host: app:81", "Expect: " + expectation, "Connection: Keep-Alive");
        assertThat(it.answers("100 Continue").lines()).endsWith("> 100 Continue", "< Interim 100 Continue");
    }

    @Test
    void aHintIsPassedOnAndTheAnswerStillComes() {
        Conversation it = ws("GET /ws/a").answers("103 Early Hints", "Link: </a.css>", "Connection: X-Hop", "X-Hop: 1");
        assertThat(it.lines()).endsWith("> 103 Early Hints", "< Interim 103 Early Hints", "  Link: </a.css>");
        assertThat(it.answers("200 OK").lines()).endsWith(
                "> 200 OK", "< Relay 200 OK", "  Date: " + Conversation.NOW, "  Server: Culvert");
    }

    @Test
    void aTunnelMayOpenAfterOne() {
        Conversation it = ws("GET /ws/a", "Upgrade: websocket").answers("100 Continue").answers("103 Early Hints");
        assertThat(it.answers("101 Switching Protocols", "Upgrade: websocket").lines()).endsWith(
                "> 100 Continue",
                "< Await",
                "> 103 Early Hints",
                "< Interim 103 Early Hints",
                "> 101 Switching Protocols",
                "< Tunnel 101 Switching Protocols",
                "  speaking websocket, idle 60s");
    }

    @Test
    void anHttp10ClientKnowsNone() {
        assertThat(ws("GET /ws/a HTTP/1.0").answers("103 Early Hints").lines()).endsWith("< Await");
    }

    @Test
    void tenAreEnough() {
        Conversation it = ws("GET /ws/a");
        Collections.nCopies(10, "102 Processing").forEach(it::answers);
        assertThat(it.lines()).endsWith("> 102 Processing", "< Interim 102 Processing");
        assertThat(it.answers("102 Processing").lines()).endsWith(
                "> 102 Processing",
                "! proxy_http AH10124",
                "< Reply 502 Proxy Error",
                "  because Too many (10) interim responses from origin server");
    }

    @Test
    void anotherExpectationIsNotMet() {
        assertThat(Conversation.under("ProxyPass / http://app/").asks("POST /a", "Expect: 200-ok").lines())
                .containsExactly("> POST /a", "! core", "< Reply 417 Expectation Failed");
    }

    @Test
    void theBackendNeedNotBeAsked() {
        assertThat(Conversation.under("ProxyAddHeaders Off\nProxy100Continue Off", "ProxyPass / http://app/")
                .asks("POST /a", "Expect: 100-continue").connected().sent())
                .containsExactly("Host: app", "Connection: Keep-Alive");
    }
}
