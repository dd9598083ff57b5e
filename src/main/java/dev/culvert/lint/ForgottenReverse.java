package dev.culvert.lint;

import dev.culvert.directive.Settings;
import dev.culvert.route.ProxyDirectives;
import dev.culvert.route.ProxyPass;
import dev.culvert.route.ReverseRule;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** An http mapping without a ProxyPassReverse, where others have one. Without any, redirects are hardly of interest. */
final class ForgottenReverse implements Check {
    @Override
    public Stream<Finding> find(Survey survey) {
        return survey.servers().stream().flatMap(server -> find(server, reverses(server)));
    }

    private static Stream<Finding> find(Server server, List<ReverseRule> reverses) {
        return reverses.isEmpty() ? Stream.empty() : server.everyOwnMapping()
                .filter(rule -> isPlainHttp(rule) && reverses.stream().noneMatch(reverse -> belongs(reverse, rule)))
                .map(ForgottenReverse::finding);
    }

    private static List<ReverseRule> reverses(Server server) {
        return Stream.concat(Stream.of(server.settings()), server.host().sections().stream().map(section -> section.settings()))
                .flatMap((Settings settings) -> settings.get(ProxyDirectives.REVERSES).stream()).toList();
    }

    private static boolean isPlainHttp(ProxyPass rule) {
        String url = rule.url().orElse("").toLowerCase(Locale.ROOT);
        return (url.startsWith("http://") || url.startsWith("https://")) && !url.contains("$")
                && !ShortIdleTimeout.carriesWebSockets(rule) && !MappingLine.isPattern(rule);
    }

    private static boolean belongs(ReverseRule reverse, ProxyPass rule) {
        String inner = bare(reverse.inner());
        String url = bare(rule.url().orElse(""));
        return inner.startsWith("/") || inner.startsWith("balancer:") || url.startsWith(inner) || inner.startsWith(url);
    }

    /** ws:// is another mistake, and shows that the line was not forgotten. */
    private static String bare(String url) {
        return Twins.plain(url).toLowerCase(Locale.ROOT).replaceFirst("/+$", "");
    }

    private static Finding finding(ProxyPass rule) {
        MappingLine line = MappingLine.of(rule);
        return Finding.doubt(rule.at(), "forgotten-reverse", "Other mappings here have a ProxyPassReverse and this one has none: a"
                + " redirect from its backend would name the backend's own address.",
                new MappingLine("ProxyPassReverse", line.path(), line.target(), List.of()).print());
    }
}
