package dev.culvert.wire;

import java.util.Locale;
import java.util.Set;

/** Which fields may follow a body: never those that frame, route or authorise a message (RFC 9110 §6.5.1). */
final class Trailers {
    private static final Set<String> NEVER = Set.of("transfer-encoding", "content-length", "host", "connection", "upgrade",
            "te", "trailer", "keep-alive", "proxy-connection", "authorization", "proxy-authorization", "cookie", "set-cookie",
            "www-authenticate", "proxy-authenticate", "content-encoding", "content-type", "content-range", "cache-control",
            "expect", "max-forwards", "age", "date", "expires", "location", "vary", "warning", "forwarded");

    private Trailers() {}

    static boolean mayPass(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !NEVER.contains(lower) && !lower.startsWith("x-forwarded-") && !lower.startsWith("sec-websocket-");
    }
}
