package dev.culvert.balance;

import dev.culvert.directive.Settings;
import dev.culvert.http.Headers;
import java.util.Optional;

/**
 * What a client said about the member it was with.
 *
 * @param name the cookie or parameter it said it with
 * @param route after the separator; empty if there is none
 */
public record Session(String name, String route) {
    /**
     * As httpd finds it: in the URL first, then in the cookies; and where a separator is looked for and missing, there
     * is no route.
     *
     * @param balancer its parameters
     * @param url the path and query
     */
    public static Optional<Session> of(Settings balancer, String url, Headers headers) {
        Optional<StickyNames> sticky = balancer.get(BalancerParameters.STICKY_SESSION);
        return sticky.flatMap(names -> parameter(url, names.path(), balancer.get(BalancerParameters.SCOLON_PATH_DELIM))
                        .map(value -> new Session(names.path(), value))
                        .or(() -> headers.all("Cookie").stream().flatMap(header -> cookie(header, names.cookie()).stream())
                                .findFirst().map(value -> new Session(names.cookie(), value))))
                .flatMap(found -> found.routed(balancer.get(BalancerParameters.SEPARATOR)));
    }

    private Optional<Session> routed(Optional<Character> separator) {
        if (separator.isEmpty()) {
            return Optional.of(this);
        }
        int at = route.indexOf(separator.get());
        return at < 0 ? Optional.empty() : Optional.of(new Session(name, route.substring(at + 1)));
    }

    /** httpd: wherever the name stands, also at the end of a longer one. */
    private static Optional<String> parameter(String url, String name, boolean semicolonEnds) {
        int at = url.indexOf(name + "=");
        if (at < 0 || name.isEmpty()) {
            return Optional.empty();
        }
        int from = at + name.length() + 1;
        int end = from;
        while (end < url.length() && "?&".indexOf(url.charAt(end)) < 0 && !(semicolonEnds && url.charAt(end) == ';')) {
            end++;
        }
        return end == from ? Optional.empty() : Optional.of(url.substring(from, end));
    }

    /** The value of a cookie, if a {@code Cookie} header has it: behind its name, up to a semicolon or comma. */
    static Optional<String> cookie(String header, String name) {
        for (int at = header.indexOf(name); at >= 0; at = header.indexOf(name, at + 1)) {
            boolean begins = at == 0 || ";, \t".indexOf(header.charAt(at - 1)) >= 0;
            int equals = at + name.length();
            while (equals < header.length() && Character.isWhitespace(header.charAt(equals))) {
                equals++;
            }
            if (begins && equals < header.length() && header.charAt(equals) == '=') {
                int end = equals + 1;
                while (end < header.length() && ";,".indexOf(header.charAt(end)) < 0) {
                    end++;
                }
                return end == equals + 1 ? Optional.empty() : Optional.of(header.substring(equals + 1, end));
            }
        }
        return Optional.empty();
    }
}
