package dev.culvert.edit;

import dev.culvert.directive.Family;
import dev.culvert.expr.Text;
import java.util.List;
import java.util.Optional;

/**
 * What the Redirect lines of one section say.
 *
 * @param whole the line that is about the whole section
 * @param rules those with paths and patterns, the innermost first
 */
record RedirectRules(Optional<Whole> whole, List<RedirectRule> rules) {
    static final RedirectRules NONE = new RedirectRules(Optional.empty(), List.of());

    /** @param url nothing where the status needs none */
    record Whole(int status, Optional<Text> url) {}

    RedirectRules and(RedirectRule rule) {
        return new RedirectRules(whole, Family.concat(rules, List.of(rule)));
    }

    RedirectRules of(Whole other) {
        return new RedirectRules(Optional.of(other), rules);
    }

    RedirectRules with(RedirectRules inner) {
        return new RedirectRules(inner.whole.or(() -> whole), Family.concat(inner.rules, rules));
    }
}
