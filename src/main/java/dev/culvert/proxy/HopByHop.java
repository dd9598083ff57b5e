package dev.culvert.proxy;

import dev.culvert.http.Headers;
import dev.culvert.http.Tokens;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The header fields that belong to one connection only (RFC 9110 §7.6.1). */
final class HopByHop {
    private static final Set<String> REQUEST = anyCase("connection", "proxy-connection", "keep-alive", "te", "trailer",
            "upgrade", "transfer-encoding", "content-length");
    private static final Set<String> RESPONSE = anyCase("connection", "proxy-connection", "keep-alive", "te", "trailer",
            "upgrade", "transfer-encoding", "proxy-authenticate");

    private HopByHop() {}

    private static Set<String> anyCase(String... names) {
        Set<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        all.addAll(List.of(names));
        return Collections.unmodifiableSet(all);
    }

    static Predicate<String> ofRequest(Headers headers) {
        return of(headers, REQUEST);
    }

    static Predicate<String> ofResponse(Headers headers) {
        return of(headers, RESPONSE);
    }

    private static Predicate<String> of(Headers headers, Set<String> always) {
        List<String> nominated = nominated(headers);
        return nominated.isEmpty()
                ? always::contains
                : name -> always.contains(name) || nominated.stream().anyMatch(name::equalsIgnoreCase);
    }

    private static List<String> nominated(Headers headers) {
        List<String> names = new ArrayList<>(2);
        headers.all("Connection").forEach(value -> names.addAll(Tokens.split(value)));
        return names;
    }
}
