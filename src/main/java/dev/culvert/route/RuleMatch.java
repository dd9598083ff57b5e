package dev.culvert.route;

import dev.culvert.expr.Regex;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Holds one rule against one path. */
final class RuleMatch {
    private final ProxyPass rule;
    private final RequestPath.Path path;
    private final String url;
    private final Optional<Map<String, String>> variables;

    /** @param variables of the request, if {@code ProxyPassInterpolateEnv} lets rules ask for them */
    RuleMatch(ProxyPass rule, RequestPath.Path path, Optional<Map<String, String>> variables) {
        this.rule = rule;
        this.path = path;
        this.variables = variables.filter(_ -> rule.has(ProxyPass.Flag.INTERPOLATE));
        this.url = interpolated(rule.url().orElse(""));
    }

    private String interpolated(String text) {
        return variables.map(env -> Mapping.interpolate(text, env)).orElse(text);
    }

    /** @throws Regex.BudgetSpent if a pattern could not be decided in time */
    Optional<Mapped> find() {
        return switch (rule.from()) {
            case ProxyPass.From.Prefix(String prefix) -> prefix(interpolated(prefix));
            case ProxyPass.From.Pattern(Regex regex) -> pattern(regex);
        };
    }

    private Optional<Mapped> prefix(String prefix) {
        return switch (rule.form()) {
            case DECODED -> prefix(path.decoded(), prefix, Mapped.Form.DECODED);
            case ENCODED -> prefix(path.encoded(), prefix, Mapped.Form.ENCODED);
            case SERVLET -> Mapping.servlet(path.encoded()).flatMap(servlet -> servlet.behind(prefix))
                    .map(rest -> new Mapped(url + rest, Mapped.Form.ENCODED));
        };
    }

    private Optional<Mapped> prefix(String text, String prefix, Mapped.Form form) {
        OptionalInt matched = Mapping.prefix(text, prefix);
        if (matched.isEmpty()) {
            return Optional.empty();
        } else if (!rule.has(ProxyPass.Flag.NO_CANON)) {
            return Optional.of(new Mapped(url + text.substring(matched.getAsInt()), form));
        }
        // httpd: the raw path is used only if it is the same stretch of it that the prefix matches.
        boolean same = Mapping.prefix(path.raw(), prefix).equals(matched);
        return Optional.of(same
                ? new Mapped(url + path.raw().substring(matched.getAsInt()), Mapped.Form.RAW)
                : new Mapped(url + text.substring(matched.getAsInt()), form, unsafe()));
    }

    private Optional<Mapped> pattern(Regex regex) {
        boolean decoded = rule.form() == ProxyPass.Form.DECODED;
        String text = decoded ? path.decoded() : path.encoded();
        Mapped.Form form = decoded ? Mapped.Form.DECODED : Mapped.Form.ENCODED;
        Optional<Regex.Match> match = regex.find(text);
        if (match.isEmpty() || !rule.has(ProxyPass.Flag.NO_CANON)) {
            return match.map(found -> new Mapped(expand(found, text), form));
        }
        return Optional.of(regex.find(path.raw())
                .map(raw -> new Mapped(expand(raw, path.raw()), Mapped.Form.RAW))
                .orElseGet(() -> new Mapped(expand(match.get(), text), form, unsafe())));
    }

    /** httpd: a URL in which nothing was replaced gets the whole path behind it. */
    private String expand(Regex.Match match, String text) {
        String expanded = match.expand(url);
        return expanded.equals(url) ? url + text : expanded;
    }

    private Optional<String> unsafe() {
        return Optional.of("AH01136: nocanon is left out for '" + path.raw() + "': the rule at " + rule.at()
                + " matches it only once it is decoded");
    }
}
