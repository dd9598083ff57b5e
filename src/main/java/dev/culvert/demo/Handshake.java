package dev.culvert.demo;

import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import dev.culvert.http.Request;
import dev.culvert.http.Response;
import dev.culvert.http.Tokens;
import dev.culvert.http.Version;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/** The server's half of a WebSocket handshake (RFC 6455 §4.2). Takes the first subprotocol offered and no extension. */
final class Handshake {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private Handshake() {}

    /** @return nothing if the request is no handshake */
    static Optional<Response> answer(Request request) {
        boolean asked = request.method().equals("GET")
                && request.upgrade().filter(value -> Tokens.contains(value, "websocket")).isPresent()
                && request.headers().hasToken("Connection", "upgrade")
                && request.headers().hasToken("Sec-WebSocket-Version", "13");
        return request.headers().first("Sec-WebSocket-Key").filter(_ -> asked).map(key -> agreed(request, key));
    }

    private static Response agreed(Request request, String key) {
        Headers.Builder headers = Headers.builder()
                .add("Upgrade", "websocket")
                .add("Connection", "Upgrade")
                .add("Sec-WebSocket-Accept", accept(key));
        request.headers()
                .joined("Sec-WebSocket-Protocol")
                .flatMap(offered -> Tokens.split(offered).stream().findFirst())
                .ifPresent(first -> headers.add("Sec-WebSocket-Protocol", first));
        return new Response(101, "Switching Protocols", Version.HTTP_1_1, headers.build(), Framing.NONE);
    }

    private static String accept(String key) {
        byte[] hash = sha1().digest((key + GUID).getBytes(StandardCharsets.ISO_8859_1));
        return Base64.getEncoder().encodeToString(hash);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }
}
