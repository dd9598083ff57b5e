package dev.culvert.rewrite;

import java.util.List;
import java.util.Optional;

/**
 * A {@code RewriteRule} with the conditions that stood before it.
 *
 * @param substitution nothing for {@code -}, and where the flags answer at once
 * @param output the substitution as it was written
 */
record Rule(RulePattern pattern, List<Condition> conditions, Optional<Template> substitution, String output, RuleFlags flags) {
    Rule {
        conditions = List.copyOf(conditions);
    }

    boolean has(Flag flag) {
        return flags.has(flag);
    }
}
