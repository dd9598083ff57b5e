package dev.culvert.wire;

import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import dev.culvert.http.Request;
import dev.culvert.http.Response;
import dev.culvert.http.Version;
import dev.culvert.proxy.Handshake;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Heads as HTTP/2 writes them. An extended CONNECT becomes the request that asks for the same thing in HTTP/1.1, with a key
 * of ours, and a 101 the 200 that agrees to it (RFC 8441 §5): nothing behind this file knows the difference.
 */
final class Http2Head {
    /** What HTTP/2 says by other means (RFC 9113 §8.2.2). */
    private static final Set<String> CONNECTION = Set.of("connection", "keep-alive", "proxy-connection", "transfer-encoding",
            "upgrade");
    private static final Set<String> HANDSHAKE = Set.of("upgrade", "connection", "sec-websocket-key");

    private Http2Head() {}

    /** @param endless whether the head says that a body follows */
    static Request request(Http2Headers head, boolean endless, HeadLimits limits) throws BadHead {
        Optional<String> protocol = pseudo(head, Http2Headers.PseudoHeaderName.PROTOCOL);
        String asked = pseudo(head, Http2Headers.PseudoHeaderName.METHOD).orElse("");
        boolean extended = asked.equals("CONNECT") && protocol.isPresent();
        String target = asked.equals("CONNECT") && !extended
                ? pseudo(head, Http2Headers.PseudoHeaderName.AUTHORITY).orElse("")
                : pseudo(head, Http2Headers.PseudoHeaderName.PATH).orElse("");
        if (target.length() >= limits.firstLine()) {
            throw new BadHead(414, "AH00561: the request's target is longer than LimitRequestLine");
        }
        String method = RequestHead.method(extended ? "GET" : asked);
        Headers headers = RequestHead.checkedHost(headers(head, extended ? protocol : Optional.empty(), limits));
        Framing body = extended || !endless ? Framing.NONE : framing(headers);
        return new Request(method, RequestHead.target(target, method), Version.HTTP_2, headers, body);
    }

    private static Framing framing(Headers headers) throws BadHead {
        List<String> lengths = headers.all("Content-Length");
        return lengths.isEmpty() ? Framing.CHUNKED : RequestHead.length(lengths);
    }

    private static Optional<String> pseudo(Http2Headers head, Http2Headers.PseudoHeaderName name) {
        return Optional.ofNullable(head.get(name.value())).map(CharSequence::toString);
    }

    /** httpd: Host first, then the fields with their names in capitals; cookies that came in crumbs are one again. */
    private static Headers headers(Http2Headers head, Optional<String> protocol, HeadLimits limits) throws BadHead {
        Headers.Builder headers = Headers.builder();
        pseudo(head, Http2Headers.PseudoHeaderName.AUTHORITY).ifPresent(host -> headers.add("Host", host));
        List<String> crumbs = new ArrayList<>();
        int fields = 0;
        for (Map.Entry<CharSequence, CharSequence> field : head) {
            String name = field.getKey().toString();
            String value = field.getValue().toString();
            if (name.startsWith(":")) {
                continue;
            }
            if (++fields > limits.fields() || name.length() + 2 + value.length() > limits.fieldLine()) {
                throw new BadHead(431, "AH00561: the request's fields are over a limit: " + name);
            }
            if (!HeaderLine.isToken(name) || !HeaderLine.isClean(value)) {
                throw new BadHead(400, "AH00560: expected a field of text, but was '" + name + "'");
            }
            if (name.equals("cookie")) {
                crumbs.add(value);
            } else if (!isOurs(name, protocol.isPresent(), headers)) {
                headers.add(capitals(name), value);
            }
        }
        if (!crumbs.isEmpty()) {
            headers.add("Cookie", String.join("; ", crumbs));
        }
        protocol.ifPresent(token -> ask(headers, token));
        return headers.build();
    }

    private static boolean isOurs(String name, boolean extended, Headers.Builder soFar) {
        return (name.equals("host") && soFar.has("Host")) || (extended && HANDSHAKE.contains(name));
    }

    private static void ask(Headers.Builder headers, String token) {
        headers.add("Upgrade", token).add("Connection", "Upgrade");
        if (token.equalsIgnoreCase("websocket")) {
            headers.add("Sec-WebSocket-Key", Handshake.key(RandomGenerator.getDefault()));
        }
    }

    private static String capitals(String name) {
        StringBuilder text = new StringBuilder(name);
        boolean first = true;
        for (int i = 0; i < text.length(); i++) {
            if (first) {
                text.setCharAt(i, Character.toUpperCase(text.charAt(i)));
            }
            first = text.charAt(i) == '-';
        }
        return text.toString();
    }

    // ---- answers

    /** @param own fields that stand last */
    static Http2Headers response(Response head, Headers own) {
        boolean agreed = head.status() == 101;
        Http2Headers headers = new DefaultHttp2Headers(false);
        headers.status(Integer.toString(agreed ? 200 : head.status()));
        head.headers().forEach((name, value) -> add(headers, name, value, agreed));
        own.forEach((name, value) -> add(headers, name, value, agreed));
        return headers;
    }

    private static void add(Http2Headers to, String name, String value, boolean agreed) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!CONNECTION.contains(lower) && !(agreed && isOfHandshake(lower))) {
            to.add(lower, value);
        }
    }

    /** The proof answers a key of ours; a length has no place before a tunnel. */
    private static boolean isOfHandshake(String name) {
        return name.equals("sec-websocket-accept") || name.equals("content-length");
    }

    static Http2Headers fields(Headers trailers) {
        Http2Headers fields = new DefaultHttp2Headers(false);
        trailers.forEach((name, value) -> add(fields, name, value, false));
        return fields;
    }

    static Headers trailers(Http2Headers came) {
        Headers.Builder trailers = Headers.builder();
        came.forEach(field -> {
            String name = field.getKey().toString();
            String value = field.getValue().toString();
            if (HeaderLine.isToken(name) && HeaderLine.isClean(value) && Trailers.mayPass(name)) {
                trailers.add(name, value);
            }
        });
        return trailers.build();
    }
}
