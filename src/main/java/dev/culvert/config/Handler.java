package dev.culvert.config;

import dev.culvert.directive.Args;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Who answers a request, by httpd's name for it. */
public record Handler(String name) {
    private static final List<String> SCHEMES = List.of("http", "https", "ws", "wss");
    private static final Set<String> LATER = Set.of("server-info");
    private static final Set<String> OPERATORS = Set.of("balancer-manager", "server-status", "prometheus-metrics");

    /** Serves files, and is who answers unless somebody else is named. */
    public static final Handler DEFAULT = new Handler("default-handler");

    static Optional<Handler> read(Args args) {
        String word = args.next("a handler, such as proxy:http://backend");
        args.end();
        Handler handler = new Handler(word.toLowerCase(Locale.ROOT).startsWith("proxy:") ? word : word.toLowerCase(Locale.ROOT));
        handler.proxied().ifPresent(url -> {
            String bare = url.substring(url.indexOf('|') + 1).toLowerCase(Locale.ROOT);
            if (SCHEMES.stream().noneMatch(scheme -> bare.startsWith(scheme + ":"))) {
                throw args.error("SetHandler: expected proxy: and a URL of one of " + String.join(", ", SCHEMES) + ", but was '" + word
                        + "'; other protocols, such as FastCGI, are not supported");
            }
        });
        if (LATER.contains(handler.name)) {
            args.warn("SetHandler: " + word + " is not built yet; what asks for it is answered 404");
        } else if (handler.proxied().isEmpty() && !handler.isOperators() && !handler.equals(DEFAULT) && !word.equalsIgnoreCase("none")) {
            args.warn("SetHandler: there is no handler '" + word + "' here, and what asks for it is answered 500; expected"
                    + " proxy:URL, balancer-manager, server-status, prometheus-metrics, default-handler or none");
        }
        return word.equalsIgnoreCase("none") ? Optional.empty() : Optional.of(handler);
    }

    /** The URL behind {@code proxy:}. */
    public Optional<String> proxied() {
        return name.regionMatches(true, 0, "proxy:", 0, 6) ? Optional.of(name.substring(6)) : Optional.empty();
    }

    /** Whether it is a page about this server itself. */
    public boolean isOperators() {
        return OPERATORS.contains(name);
    }

    /** Whether it is one that httpd has, and that is still to come here. */
    public boolean comesLater() {
        return LATER.contains(name);
    }
}
