package dev.culvert.edit;

import dev.culvert.expr.Expression;
import dev.culvert.expr.Subject;

/** When a Header line holds. */
sealed interface HeaderCondition {
    boolean holds(Subject subject);

    record Unconditional() implements HeaderCondition {
        @Override
        public boolean holds(Subject subject) {
            return true;
        }
    }

    /** {@code env=NAME}. */
    record IfSet(String variable) implements HeaderCondition {
        @Override
        public boolean holds(Subject subject) {
            return subject.environment().has(variable);
        }
    }

    /** {@code env=!NAME}. */
    record IfUnset(String variable) implements HeaderCondition {
        @Override
        public boolean holds(Subject subject) {
            return !subject.environment().has(variable);
        }
    }

    /** {@code expr=…}. */
    record If(Expression expression) implements HeaderCondition {
        @Override
        public boolean holds(Subject subject) {
            return expression.holds(subject);
        }
    }
}
