package dev.culvert.route;

import dev.culvert.balance.Upstreams;
import dev.culvert.config.CoreDirectives.EncodedSlashes;
import dev.culvert.directive.Settings;
import dev.culvert.http.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The {@code ProxyPass} rules of one virtual host. Pure: the same request gets the same answer. */
final class ProxyMap {
    private final List<ProxyPass> rules;
    private final RuleIndex encodedRules;
    private final RuleIndex decodedRules;
    private final TargetMaker targets;

    /** @param rules the main server's first, then the virtual host's, each in the order of the file */
    ProxyMap(List<ProxyPass> rules, Upstreams upstreams, EncodedSlashes slashes) {
        this.rules = rules;
        this.encodedRules = new RuleIndex(rules.stream().filter(rule -> !isDecoded(rule)).toList());
        this.decodedRules = new RuleIndex(rules.stream().filter(ProxyMap::isDecoded).toList());
        this.targets = new TargetMaker(upstreams, slashes);
    }

    private static boolean isDecoded(ProxyPass rule) {
        return rule.form() == ProxyPass.Form.DECODED;
    }

    /** Makes a target of what something else than a rule of these came to. */
    TargetMaker targets() {
        return targets;
    }

    /**
     * @param settings those of the host with those of every section that covers the path merged in
     * @param env the request's variables, such as those of SetEnvIf
     */
    Search search(RequestPath.Path path, Request request, Settings settings, Map<String, String> env) {
        return new Search(path, request, settings, env);
    }

    /** The way of one request through the rules. What it finds is nothing if no rule matches, or one that says no. */
    final class Search {
        private final RequestPath.Path path;
        private final boolean asksForUpgrade;
        private final Optional<Map<String, String>> variables;
        private final Settings settings;
        private final boolean mapped;

        private Search(RequestPath.Path path, Request request, Settings settings, Map<String, String> env) {
            this.path = path;
            this.asksForUpgrade = request.headers().has("Upgrade");
            this.settings = settings;
            this.mapped = !env.containsKey("no-proxy");
            this.variables = Optional.of(env).filter(_ -> settings.get(ProxyDirectives.INTERPOLATE_ENV));
        }

        /** httpd: rules that take the path encoded come before it is decoded, and so before it is refused for what is in it. */
        Optional<Found> encoded() {
            return !mapped ? Optional.empty() : first(ofSection(rule -> !isDecoded(rule)), encodedRules.candidates(path.encoded()));
        }

        Optional<Found> decoded() {
            return !mapped ? Optional.empty() : first(ofSection(ProxyMap::isDecoded), decodedRules.candidates(path.decoded()));
        }

        /** A host's own rules, thousands perhaps, reach here too, where no section has any; they have their turn in their own order. */
        @SuppressWarnings("ReferenceEquality") // whoever compared thousands of rules might as well look at them
        private List<ProxyPass> ofSection(Predicate<ProxyPass> wanted) {
            List<ProxyPass> all = settings.get(ProxyDirectives.PASSES);
            return all == rules ? List.of() : all.stream().filter(rule -> rule.place().isSection()).filter(wanted).toList();
        }

        private Optional<Found> first(List<ProxyPass> ofSection, List<ProxyPass> ofHost) {
            Optional<Found> found = first(ofSection);
            return found.isPresent() ? found : first(ofHost);
        }

        private Optional<Found> first(List<ProxyPass> rules) {
            for (ProxyPass rule : rules) {
                Optional<Found> found = applies(rule) ? find(rule) : Optional.empty();
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }

        /** Every rule that matches, the one that wins first, for those who wonder. */
        List<ProxyPass> all() {
            return Stream.of(
                            ofSection(rule -> !isDecoded(rule)), encodedRules.candidates(path.encoded()),
                            ofSection(ProxyMap::isDecoded), decodedRules.candidates(path.decoded()))
                    .flatMap(List::stream).filter(this::applies).filter(rule -> find(rule).isPresent()).distinct().toList();
        }

        /** httpd: without the fallback to plain HTTP, a WebSocket rule is not there for requests that ask for no upgrade. */
        private boolean applies(ProxyPass rule) {
            return asksForUpgrade || !rule.isWebSocket() || settings.get(WebSocketDirectives.FALLBACK_TO_HTTP);
        }

        private Optional<Found> find(ProxyPass rule) {
            return new RuleMatch(rule, path, variables).find()
                    .map(match -> rule.isExclusion()
                            ? new Found(rule, Optional.empty())
                            : new Found(rule, Optional.of(targets.make(match, path.query()))));
        }
    }

    /**
     * A rule that matched.
     *
     * @param decision nothing for {@code !}, which ends the search: the path is not proxied
     */
    record Found(ProxyPass rule, Optional<Decision> decision) {}
}
