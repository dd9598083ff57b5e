package dev.culvert.route;

import dev.culvert.config.CoreDirectives.EncodedSlashes;
import dev.culvert.balance.BackendTable;
import dev.culvert.directive.Settings;
import dev.culvert.expr.Regex;
import dev.culvert.http.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the requests of one virtual host go. Pure: the same request gets the same answer. */
public final class Router {
    private final RuleIndex encodedRules;
    private final RuleIndex decodedRules;
    private final TargetMaker targets;

    /** @param rules the main server's first, then the virtual host's, each in the order of the file */
    public Router(List<ProxyPass> rules, BackendTable backends, EncodedSlashes slashes) {
        this.encodedRules = new RuleIndex(rules.stream().filter(rule -> !isDecoded(rule)).toList());
        this.decodedRules = new RuleIndex(rules.stream().filter(Router::isDecoded).toList());
        this.targets = new TargetMaker(backends, slashes);
    }

    private static boolean isDecoded(ProxyPass rule) {
        return rule.form() == ProxyPass.Form.DECODED;
    }

    /**
     * @param settings those of the host with those of every section that covers the path merged in
     * @param env the request's variables, such as those of SetEnvIf
     */
    public Decision decide(RequestPath.Path path, Request request, Settings settings, Map<String, String> env) {
        if (request.method().equals("CONNECT")) {
            return new Decision.Refuse(405, "CONNECT is for forward proxies, and this is none");
        } else if (path.isAsterisk()) {
            return request.method().equals("OPTIONS") ? new Decision.Local(200) : nothing(path);
        }
        try {
            return new Search(path, request, settings, env).decide();
        } catch (Regex.BudgetSpent spent) {
            return new Decision.Refuse(500, "a rule could not be decided for '" + path.raw() + "': " + spent.getMessage());
        }
    }

    private static Decision nothing(RequestPath.Path path) {
        return new Decision.Refuse(404, "AH00128: nothing is mapped to '" + path.decoded() + "'");
    }

    /** The way of one request through the rules. */
    private final class Search {
        private final RequestPath.Path path;
        private final boolean asksForUpgrade;
        private final Optional<Map<String, String>> variables;
        private final Settings settings;
        private final Map<String, String> env;

        Search(RequestPath.Path path, Request request, Settings settings, Map<String, String> env) {
            this.path = path;
            this.asksForUpgrade = request.headers().has("Upgrade");
            this.settings = settings;
            this.env = env;
            this.variables = Optional.of(env).filter(_ -> settings.get(ProxyDirectives.INTERPOLATE_ENV));
        }

        /** httpd: rules that take the path encoded come before it is decoded, and so before it is refused for what is in it. */
        Decision decide() {
            boolean mapped = !env.containsKey("no-proxy");
            Optional<Decision> early = mapped ? encoded() : Optional.empty();
            if (early.isPresent()) {
                return early.get();
            } else if (path.undecodable().isPresent()) {
                RequestPath.Refused refused = path.undecodable().get();
                return new Decision.Refuse(refused.status(), refused.logLine());
            }
            return (mapped ? decoded() : Optional.<Decision>empty()).orElseGet(() -> nothing(path));
        }

        private Optional<Decision> encoded() {
            return first(Stream.concat(ofSection().filter(rule -> !isDecoded(rule)),
                    encodedRules.candidates(path.encoded()).stream()));
        }

        private Optional<Decision> decoded() {
            return first(Stream.concat(ofSection().filter(Router::isDecoded),
                    decodedRules.candidates(path.decoded()).stream()));
        }

        /** A host's own rules reach here too, where no section has any; they have their turn in their own order. */
        private Stream<ProxyPass> ofSection() {
            return settings.get(ProxyDirectives.PASSES).stream().filter(rule -> rule.place().isSection());
        }

        private Optional<Decision> first(Stream<ProxyPass> rules) {
            return rules.filter(this::applies).flatMap(rule -> decide(rule).stream()).findFirst();
        }

        /** httpd: without the fallback to plain HTTP, a WebSocket rule is not there for requests that ask for no upgrade. */
        private boolean applies(ProxyPass rule) {
            return asksForUpgrade || !rule.isWebSocket() || settings.get(WebSocketDirectives.FALLBACK_TO_HTTP);
        }

        private Optional<Decision> decide(ProxyPass rule) {
            return new RuleMatch(rule, path, variables).find()
                    .map(mapped -> rule.isExclusion() ? nothing(path) : targets.make(rule, mapped, path.query()));
        }
    }
}
