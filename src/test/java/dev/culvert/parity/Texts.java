package dev.culvert.parity;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.culvert.testing.Head;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** What clients and backends say, in full. */
final class Texts {
    static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n";
    /** The hash of {@link #KEY}. */
    static final String ACCEPT = "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n";
    static final String R101 = agreed("Upgrade: websocket\r\nConnection: Upgrade\r\n");
    static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private Texts() {}

    /** A 101 with these header lines and the right Sec-WebSocket-Accept. */
    static String agreed(String lines) {
        return "HTTP/1.1 101 Switching Protocols\r\n" + lines + ACCEPT + "\r\n";
    }

    /** Header lines with their ends. */
    static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    static String get(String target) {
        return request("GET", target, "");
    }

    /** A WebSocket handshake. */
    static String up(String target) {
        return request("GET", target, "Upgrade: websocket\r\nConnection: Upgrade\r\n" + KEY);
    }

    /** A handshake for something that is no WebSocket, and so has no key. */
    static String up(String target, String protocol) {
        return request("GET", target, "Upgrade: " + protocol + "\r\nConnection: Upgrade\r\n");
    }

    static String request(String method, String target, String lines) {
        return method + " " + target + " HTTP/1.1\r\nHost: c.test\r\n" + lines + "\r\n";
    }

    /** The head of a request to another virtual host. */
    static String to(String host, String request) {
        return request.replace("Host: c.test", "Host: " + host);
    }

    /** The header line of a name and a password, as {@link Asking} reads it. */
    static String basic(String name, String password) {
        return " | Authorization: Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(UTF_8));
    }

    /** What an obliging backend says to that request: see {@link Stage#answering}. */
    static String answer(String seen, Head request) {
        if (request.value("Upgrade").orElse("").toLowerCase(Locale.ROOT).equals("websocket")) {
            return agreed("Upgrade: websocket\r\nConnection: Upgrade\r\nX-Seen: " + seen + "\r\n");
        }
        List<String> wish = List.of(request.value("X-Answer").orElse("200 OK").split("~"));
        String body = request.start().startsWith("HEAD ") ? "" : seen;
        return "HTTP/1.1 " + wish.getFirst() + "\r\n" + wish.stream().skip(1).map(line -> line + "\r\n").reduce("", String::concat)
                + lines("Content-Type: text/plain", "Content-Length: " + seen.length(), "") + body;
    }
}
