package dev.culvert.rewrite;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that stands in a rule's brackets.
 *
 * @param status of a redirect, or of the answer with {@link Flag#STATUS}
 * @param skip how many rules are left out once this one has matched
 * @param rounds how often {@link Flag#NEXT} may begin again
 * @param variables {@code name:value}, {@code name} or {@code !name}
 * @param cookies as they were written
 */
record RuleFlags(
        Set<Flag> flags, int status, int skip, int rounds, List<Template> variables, List<Template> cookies,
        Optional<Template> type, Optional<Template> handler, BackReferences escaping) {
    boolean has(Flag flag) {
        return flags.contains(flag);
    }
}
