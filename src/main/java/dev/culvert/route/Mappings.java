package dev.culvert.route;

import dev.culvert.config.Whereabouts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a path was mapped, told to a person.
 *
 * @param at where the request stands, so that the sections that cover it can be asked for
 * @param lines the line that won, then those that it shadows
 */
public record Mappings(Whereabouts at, List<String> lines) {
    public Mappings {
        lines = List.copyOf(lines);
    }

    static Mappings of(Scene scene, Router router) {
        Whereabouts at = scene.whereabouts();
        List<String> lines = new ArrayList<>();
        List<ProxyPass> matching = matching(scene, router);
        scene.mappedBy().ifPresent(rule -> lines.add(line(rule)));
        if (scene.mappedBy().isEmpty() && scene.handler().equals(Walk.PROXY)) {
            lines.add("rewritten to " + scene.file().substring(Walk.PROXY_PREFIX.length()));
        } else if (scene.mappedBy().isEmpty() && !scene.file().isEmpty()) {
            lines.add("the file " + scene.file());
        }
        matching.stream().filter(rule -> !scene.mappedBy().equals(java.util.Optional.of(rule)))
                .forEach(rule -> lines.add((lines.isEmpty() ? "not reached: " : "shadows ") + line(rule)));
        return new Mappings(at, lines);
    }

    private static List<ProxyPass> matching(Scene scene, Router router) {
        return switch (RequestPath.of(scene.request().target(), router.pathRules())) {
            case RequestPath.Refused _ -> List.of();
            case RequestPath.Path path -> router.map().search(path, scene.request(),
                    router.host().settingsFor(Whereabouts.at(path.decoded())), Map.of()).all();
        };
    }

    private static String line(ProxyPass rule) {
        String from = switch (rule.from()) {
            case ProxyPass.From.Prefix(String path) -> "ProxyPass " + path;
            case ProxyPass.From.Pattern(var regex) -> "ProxyPassMatch " + regex;
        };
        return from + " " + rule.url().orElse("!") + "  " + rule.at();
    }
}
