package dev.culvert.edit;

import dev.culvert.directive.Settings;
import dev.culvert.edit.VariableRule.Found;
import dev.culvert.expr.Regex;
import dev.culvert.expr.Subject;
import java.util.Optional;

/**
 * What SetEnv, SetEnvIf and their relatives make of a request's variables. They are written to
 * {@link Subject#environment()}: whoever begins a request again, after {@link dev.culvert.world.Unanswered}, does so with
 * the variables that it had before. {@link Regex.BudgetSpent} where a pattern could not be decided in time.
 */
public final class EnvironmentEdits {
    private EnvironmentEdits() {}

    /** SetEnvIf of the server and the virtual host: once the head is known, behind the early RequestHeader lines. */
    public static void onHeaders(Settings server, Subject subject) {
        apply(server, Phase.SERVER, subject);
    }

    /** SetEnvIf of sections: once the sections are known, before access is checked. */
    public static void onSections(Settings settings, Subject subject) {
        apply(settings, Phase.SECTIONS, subject);
    }

    /** SetEnv, PassEnv and UnsetEnv: last, just before the RequestHeader lines. */
    public static void onFixup(Settings settings, Subject subject) {
        settings.get(EnvironmentDirectives.FIXED).writeTo(subject.environment(), subject);
    }

    private static void apply(Settings settings, Phase phase, Subject subject) {
        Glance glance = new Glance(subject);
        for (VariableRule rule : settings.get(EnvironmentDirectives.RULES)) {
            if (rule.phase() == phase) {
                glance.found(rule.test()).ifPresent(found ->
                        rule.assignments().forEach(each -> each.apply(subject.environment(), found)));
            }
        }
    }

    /** Looks at a request, remembering what it saw last: httpd's rules in a row see it as the first of them did. */
    private static final class Glance {
        private final Subject subject;
        private Optional<Attribute> last = Optional.empty();
        private String value = "";

        Glance(Subject subject) {
            this.subject = subject;
        }

        Optional<Found> found(VariableRule.Test test) {
            return switch (test) {
                case VariableRule.Matching(Attribute attribute, VariableRule.Pattern pattern) -> pattern.in(value(attribute));
                case VariableRule.Holding holding -> Optional.of(holding.expression().evaluate(subject))
                        .filter(result -> result.holds())
                        .map(result -> result.match().orElseGet(Patterns::nothing)::expand);
            };
        }

        private String value(Attribute attribute) {
            if (last.filter(attribute::isLookedAtWith).isEmpty()) {
                value = attribute.of(subject);
                last = Optional.of(attribute);
            }
            return value;
        }
    }
}
