package dev.culvert.edit;

import dev.culvert.expr.Environment;
import dev.culvert.expr.Expression;
import dev.culvert.expr.Regex;
import java.util.List;
import java.util.Optional;

/** One line of SetEnvIf or one of its relatives. */
record VariableRule(Phase phase, Test test, List<Assignment> assignments) {
    /** What must be true. */
    sealed interface Test {}

    /** Something of the request has a pattern in it. */
    record Matching(Attribute attribute, Pattern pattern) implements Test {}

    record Holding(Expression expression) implements Test {}

    /** What is looked for in an attribute. */
    sealed interface Pattern {
        Optional<Found> in(String value);
    }

    /** httpd: a pattern without anything special in it is looked for as it is, and {@code $0} means nothing behind it. */
    record Plain(String text) implements Pattern {
        @Override
        public Optional<Found> in(String value) {
            return value.contains(text) ? Optional.of(template -> template) : Optional.empty();
        }
    }

    /** The same, in any case. */
    record PlainWithoutCase(Regex regex) implements Pattern {
        @Override
        public Optional<Found> in(String value) {
            return regex.find(value).map(_ -> template -> template);
        }
    }

    record Special(Regex regex) implements Pattern {
        @Override
        public Optional<Found> in(String value) {
            return regex.find(value).map(match -> match::expand);
        }
    }

    /** A test that held: makes values of templates. */
    @FunctionalInterface
    interface Found {
        String expand(String template);
    }

    /** What becomes of one variable. */
    sealed interface Assignment {
        void apply(Environment environment, Found found);
    }

    record Setting(String name, String template) implements Assignment {
        @Override
        public void apply(Environment environment, Found found) {
            environment.set(name, found.expand(template));
        }
    }

    record Unsetting(String name) implements Assignment {
        @Override
        public void apply(Environment environment, Found found) {
            environment.unset(name);
        }
    }
}
