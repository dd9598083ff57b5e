package dev.culvert.proxy;

import dev.culvert.http.Headers;
import dev.culvert.http.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** The header fields that belong to one connection only (RFC 9110 §7.6.1). */
final class HopByHop {
    private static final Set<String> REQUEST = Set.of("connection", "proxy-connection", "keep-alive", "te", "trailer",
            "upgrade", "transfer-encoding", "content-length");
    private static final Set<String> RESPONSE = Set.of("connection", "proxy-connection", "keep-alive", "te", "trailer",
            "upgrade", "transfer-encoding", "proxy-authenticate");

    private HopByHop() {}

    static Predicate<String> ofRequest(Headers headers) {
        return of(headers, REQUEST);
    }

    static Predicate<String> ofResponse(Headers headers) {
        return of(headers, RESPONSE);
    }

    private static Predicate<String> of(Headers headers, Set<String> always) {
        List<String> nominated = nominated(headers);
        return nominated.isEmpty()
                ? name -> always.contains(name.toLowerCase(Locale.ROOT))
                : name -> always.contains(name.toLowerCase(Locale.ROOT)) || nominated.stream().anyMatch(name::equalsIgnoreCase);
    }

    private static List<String> nominated(Headers headers) {
        List<String> names = new ArrayList<>(2);
        headers.all("Connection").forEach(value -> names.addAll(Tokens.split(value)));
        return names;
    }
}
