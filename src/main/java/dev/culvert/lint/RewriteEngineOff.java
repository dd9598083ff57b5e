package dev.culvert.lint;

import java.util.Optional;
import java.util.stream.Stream;

/** Rewrite rules where nothing has said that they run. */
final class RewriteEngineOff implements Check {
    @Override
    public Stream<Finding> find(Survey survey) {
        return RuleSet.in(survey).filter(set -> set.engine().isEmpty())
                .flatMap(set -> set.rules().stream().limit(1))
                .map(rule -> new Finding(rule.line().at(), Weight.MISTAKE, "rewrite-engine-off", where(rule.set())
                        + " never says RewriteEngine On, so no rule in it is ever looked at.", Optional.of("RewriteEngine On")));
    }

    private static String where(RuleSet set) {
        return switch (set.kind()) {
            case SERVER -> set.server().isMain() ? "The main server" : "This <VirtualHost>";
            case SECTION -> "This section";
        };
    }
}
