package dev.culvert.lint;

import java.util.Optional;
import java.util.stream.Stream;

/** Conditions at the end of their section. */
final class ConditionWithoutRule implements Check {
    @Override
    public Stream<Finding> find(Survey survey) {
        return RuleSet.in(survey).flatMap(set -> set.lonelyConditions().stream().limit(1))
                .map(line -> new Finding(line.at(), Weight.MISTAKE, "condition-without-rule", "A condition belongs to the"
                        + " RewriteRule that follows it in the same section, and here none follows: it decides nothing.",
                        Optional.empty()));
    }
}
