package dev.culvert.lint;

import dev.culvert.balance.BackendUrl;
import dev.culvert.balance.Scheme;
import dev.culvert.route.ProxyPass;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A scheme that does not go with its port. */
final class SuspectPort implements Check {
    private static final Set<Integer> USUALLY_TLS = Set.of(443, 8443, 9443);
    private static final Set<Integer> USUALLY_PLAIN = Set.of(80, 8000, 8008, 8080);

    @Override
    public Stream<Finding> find(Survey survey) {
        return Stream.concat(
                survey.servers().stream().flatMap(Server::everyOwnMapping).flatMap(rule -> inMapping(rule).stream()),
                RuleSet.rulesIn(survey).map(RuleSet.Rule::line).filter(RuleLine::isProxying).flatMap(line -> inRule(line).stream()));
    }

    private static Optional<Finding> inMapping(ProxyPass rule) {
        MappingLine line = MappingLine.of(rule);
        return rule.url().flatMap(url -> other(url).map(better -> Finding.doubt(rule.at(), "suspect-port", why(url),
                line.withTarget(better).print())));
    }

    private static Optional<Finding> inRule(RuleLine line) {
        return other(line.second()).map(better -> Finding.doubt(line.at(), "suspect-port", why(line.second()),
                line.withSecond(better).print()));
    }

    /** The URL with the scheme that goes with its port, if it has the wrong one. */
    private static Optional<String> other(String url) {
        Optional<BackendUrl> target = BackendUrl.parse(url.replaceAll("[$%].*", "")).filter(parsed -> parsed.unixSocket().isEmpty());
        Optional<Scheme> scheme = target.flatMap(parsed -> Scheme.of(parsed.scheme()));
        if (scheme.isEmpty() || target.get().port().isEmpty()) {
            return Optional.empty();
        }
        Set<Integer> strange = scheme.get().isTls() ? USUALLY_PLAIN : USUALLY_TLS;
        return target.get().port().filter(strange::contains).map(_ -> swapped(url, scheme.get()));
    }

    private static String swapped(String url, Scheme scheme) {
        String better = switch (scheme) {
            case HTTP -> "https";
            case HTTPS -> "http";
            case WS -> "wss";
            case WSS -> "ws";
        };
        return better + url.substring(url.indexOf("://"));
    }

    private static String why(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        return lower.startsWith("wss:") || lower.startsWith("https:")
                ? "This port mostly speaks without TLS. If it does, the handshake fails and every request is answered 500."
                : "This port mostly speaks TLS. If it does, the backend does not understand a request without.";
    }
}
