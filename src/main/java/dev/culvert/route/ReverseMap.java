package dev.culvert.route;

import dev.culvert.balance.BackendUrl;
import dev.culvert.directive.Settings;
import dev.culvert.http.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Rewrites the headers in which a backend speaks of its own URLs, hosts and paths. */
public final class ReverseMap {
    private static final Set<String> URL_HEADERS = Set.of("location", "content-location", "uri", "destination");

    private final List<ReverseRule> locations;
    private final List<ReverseRule> domains;
    private final List<ReverseRule> paths;
    private final Optional<Map<String, String>> variables;

    private ReverseMap(Settings settings, Map<String, String> env, Function<BackendUrl, List<String>> members) {
        this.variables = Optional.of(env).filter(_ -> settings.get(ProxyDirectives.INTERPOLATE_ENV));
        this.locations = interpolated(settings.get(ProxyDirectives.REVERSES)).stream()
                .flatMap(rule -> rule.withMembers(members)).toList();
        this.domains = interpolated(settings.get(ProxyDirectives.COOKIE_DOMAINS));
        this.paths = interpolated(settings.get(ProxyDirectives.COOKIE_PATHS));
    }

    private List<ReverseRule> interpolated(List<ReverseRule> rules) {
        return variables.map(env -> rules.stream().map(rule -> rule.interpolated(env)).toList()).orElse(rules);
    }

    /**
     * @param settings those that hold for the request
     * @param env the request's variables
     * @param members the URLs behind {@code balancer://name}
     */
    public static ReverseMap of(Settings settings, Map<String, String> env, Function<BackendUrl, List<String>> members) {
        return new ReverseMap(settings, env, members);
    }

    /**
     * A backend's headers as the client may see them.
     *
     * @param self the scheme, host and port by which the client knows this server, such as {@code http://c.test:8080}
     */
    public Headers rewrite(Headers response, String self) {
        if (locations.isEmpty() && domains.isEmpty() && paths.isEmpty()) {
            return response;
        }
        Headers.Builder out = Headers.builder();
        response.forEach((name, value) -> out.add(name, value(name.toLowerCase(Locale.ROOT), value, self)));
        return out.build();
    }

    private String value(String name, String value, String self) {
        if (URL_HEADERS.contains(name)) {
            return url(value, self);
        }
        return name.equals("set-cookie") ? cookie(value) : value;
    }

    private String url(String value, String self) {
        return locations.stream().flatMap(rule -> url(rule, value, self).stream()).findFirst().orElse(value);
    }

    private static Optional<String> url(ReverseRule rule, String value, String self) {
        // httpd: a rule without a host is held against the path, whatever host stands before it.
        String compared = rule.inner().startsWith("/") ? value.substring(pathStart(value)) : value;
        if (!compared.regionMatches(true, 0, rule.inner(), 0, rule.inner().length()) || rule.inner().isEmpty()) {
            return Optional.empty();
        }
        String mapped = rule.outer() + compared.substring(rule.inner().length());
        return Optional.of(mapped.contains("://") && !mapped.startsWith("/") ? mapped : self + mapped);
    }

    private static int pathStart(String url) {
        int colon = url.indexOf("://");
        if (colon < 0 || url.startsWith("/")) {
            return 0;
        }
        int slash = url.indexOf('/', colon + 3);
        return slash < 0 ? url.length() : slash;
    }

    private String cookie(String value) {
        List<String> parts = new ArrayList<>();
        for (String part : value.split(";", -1)) {
            parts.add(parts.isEmpty() ? part : attribute(part));
        }
        return String.join(";", parts);
    }

    private String attribute(String part) {
        int equals = part.indexOf('=');
        String name = equals < 0 ? "" : part.substring(0, equals).strip().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "path" -> attribute(part, equals, paths, Letters.SAME);
            case "domain" -> attribute(part, equals, domains, Letters.ANY_CASE);
            default -> part;
        };
    }

    private enum Letters { SAME, ANY_CASE }

    /** httpd: a rule need only be the beginning of the value, and replaces it whole. */
    private static String attribute(String part, int equals, List<ReverseRule> rules, Letters letters) {
        String value = part.substring(equals + 1);
        return rules.stream()
                .filter(rule -> value.regionMatches(letters == Letters.ANY_CASE, 0, rule.inner(), 0, rule.inner().length()))
                .findFirst().map(rule -> part.substring(0, equals + 1) + rule.outer()).orElse(part);
    }
}
