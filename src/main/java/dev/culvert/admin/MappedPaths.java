package dev.culvert.admin;

import dev.culvert.balance.BackendUrl;
import dev.culvert.config.VirtualHost;
import dev.culvert.route.ProxyDirectives;
import dev.culvert.route.ProxyPass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which paths of a virtual host are mapped to each balancer. */
final class MappedPaths {
    private MappedPaths() {}

    /** By the balancer's name. */
    static Map<String, List<String>> of(VirtualHost host) {
        Map<String, List<String>> paths = new HashMap<>();
        Stream.concat(host.settings().get(ProxyDirectives.PASSES).stream(),
                        host.sections().stream().flatMap(section -> section.settings().get(ProxyDirectives.PASSES).stream()))
                .forEach(rule -> rule.url().flatMap(BackendUrl::parse).filter(BackendUrl::isBalancer).ifPresent(url -> {
                    List<String> all = paths.computeIfAbsent(url.origin(), _ -> new ArrayList<>());
                    if (!all.contains(path(rule))) {
                        all.add(path(rule));
                    }
                }));
        return paths;
    }

    private static String path(ProxyPass rule) {
        return switch (rule.from()) {
            case ProxyPass.From.Prefix(String path) -> path;
            case ProxyPass.From.Pattern(var regex) -> regex.toString();
        };
    }
}
