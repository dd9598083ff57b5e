package dev.culvert.lint;

import dev.culvert.config.ScopedSection;
import dev.culvert.directive.Place;
import dev.culvert.syntax.Position;
import dev.culvert.tls.SslProxyDirectives;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A backend behind TLS where SSLProxyEngine is not on. */
final class TlsEngineOff implements Check {
    /** A target and where it is named. */
    private record Use(String url, Position at) {}

    @Override
    public Stream<Finding> find(Survey survey) {
        return survey.servers().stream().flatMap(server -> uses(server)
                .filter(use -> isTls(use.url) && !isOn(survey, server, use.url))
                .min(Comparator.comparingInt(use -> use.at.line()))
                .map(TlsEngineOff::finding).stream());
    }

    private static Stream<Use> uses(Server server) {
        return Stream.concat(
                server.everyOwnMapping().flatMap(rule -> rule.url().map(url -> new Use(bare(url), rule.at())).stream()),
                server.ruleSets().stream().flatMap(set -> set.rules().stream()).map(RuleSet.Rule::line)
                        .filter(RuleLine::isProxying).map(line -> new Use(line.second(), line.at())));
    }

    private static String bare(String url) {
        return url.substring(url.indexOf('|') + 1);
    }

    private static boolean isTls(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        return lower.startsWith("wss://") || lower.startsWith("https://");
    }

    private static boolean isOn(Survey survey, Server server, String url) {
        return holds(server, url) || (server.isMain() && survey.servers().stream().anyMatch(other -> holds(other, url)));
    }

    /** The last section that covers the URL, or some of what lies below it, has the last word. */
    private static boolean holds(Server server, String url) {
        return server.host().sections().stream()
                .filter(section -> section.place() == Place.PROXY && section.settings().has(SslProxyDirectives.ENGINE))
                .filter(section -> touches(section, url))
                .reduce((_, last) -> last).map(section -> section.settings().get(SslProxyDirectives.ENGINE))
                .orElse(server.settings().get(SslProxyDirectives.ENGINE));
    }

    private static boolean touches(ScopedSection section, String url) {
        return section.extent().covers(url) || section.argument().text().startsWith(url);
    }

    private static Finding finding(Use use) {
        String scheme = use.url.substring(0, use.url.indexOf(':'));
        return new Finding(use.at, Weight.MISTAKE, "tls-engine-off", scheme + ":// speaks TLS with the backend, and here"
                + " nothing has turned that on: every request this way is answered 500 (AH00961).", Optional.of("SSLProxyEngine On"));
    }
}
