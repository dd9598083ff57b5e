package dev.culvert.rewrite;

import dev.culvert.expr.Expression;
import dev.culvert.expr.Regex;
import dev.culvert.expr.Subject;
import dev.culvert.world.FileQuestion;
import java.util.Optional;

/** The second word of a {@code RewriteCond}, without its negation. */
sealed interface ConditionTest {
    Outcome on(String input, Context context);

    /** @param match for {@code %N}, if there is one */
    record Outcome(boolean holds, Optional<Regex.Match> match) {
        static final Outcome YES = new Outcome(true, Optional.empty());
        static final Outcome NO = new Outcome(false, Optional.empty());

        static Outcome of(boolean holds) {
            return holds ? YES : NO;
        }
    }

    record Pattern(Regex regex) implements ConditionTest {
        @Override
        public Outcome on(String input, Context context) {
            Optional<Regex.Match> match = regex.find(input);
            return match.isPresent() ? new Outcome(true, match) : Outcome.NO;
        }
    }

    enum Order {
        LESS, LESS_OR_EQUAL, EQUAL, GREATER_OR_EQUAL, GREATER, NOT_EQUAL;

        boolean accepts(int comparison) {
            return switch (this) {
                case LESS -> comparison < 0;
                case LESS_OR_EQUAL -> comparison <= 0;
                case EQUAL -> comparison == 0;
                case GREATER_OR_EQUAL -> comparison >= 0;
                case GREATER -> comparison > 0;
                case NOT_EQUAL -> comparison != 0;
            };
        }
    }

    enum Case { KEPT, IGNORED }

    record Text(Order order, String other, Case letters) implements ConditionTest {
        @Override
        public Outcome on(String input, Context context) {
            return Outcome.of(order == Order.EQUAL ? isEqual(input) : order.accepts(comparison(input)));
        }

        private boolean isEqual(String input) {
            return letters == Case.IGNORED ? input.equalsIgnoreCase(other) : input.equals(other);
        }

        /** httpd: the shorter text comes first, unless case is ignored. */
        private int comparison(String input) {
            if (letters == Case.IGNORED) {
                return input.compareToIgnoreCase(other);
            }
            int lengths = Integer.compare(input.length(), other.length());
            return lengths != 0 ? lengths : input.compareTo(other);
        }
    }

    record Numeric(Order order, int other) implements ConditionTest {
        @Override
        public Outcome on(String input, Context context) {
            return Outcome.of(order.accepts(Integer.compare(Bytes.number(input), other)));
        }
    }

    enum FileKind { FILE, DIRECTORY, FILLED, LINK, EXECUTABLE }

    record File(FileKind kind) implements ConditionTest {
        @Override
        public Outcome on(String input, Context context) {
            return Outcome.of(Bytes.path(input).map(FileQuestion::new).map(context.subject().answers()::to)
                    .filter(this::accepts).isPresent());
        }

        private boolean accepts(FileQuestion.Facts facts) {
            return switch (kind) {
                case FILE -> facts.isFile();
                case DIRECTORY -> facts.isDirectory();
                case FILLED -> facts.isFile() && facts.size() > 0;
                case LINK -> facts.link();
                case EXECUTABLE -> facts.exists() && facts.executable();
            };
        }
    }

    /** {@code -F}: whether a client would get that file. */
    record ServedFile() implements ConditionTest {
        @Override
        public Outcome on(String input, Context context) {
            Subject subject = context.subject();
            boolean there = Bytes.path(input).map(FileQuestion::new).map(subject.answers()::to)
                    .filter(FileQuestion.Facts::isFile).isPresent();
            return Outcome.of(there && LookAhead.status(LookAhead.byFile(input, subject)) < 300);
        }
    }

    /** {@code -U}: whether a client would get that path. */
    record ServedPath() implements ConditionTest {
        @Override
        public Outcome on(String input, Context context) {
            Optional<Subject> ahead = input.isEmpty() ? Optional.empty() : context.subject().lookAhead(input);
            return Outcome.of(LookAhead.status(ahead) < 400);
        }
    }

    /** {@code RewriteCond expr}. */
    record Condition(Expression expression) implements ConditionTest {
        @Override
        public Outcome on(String input, Context context) {
            Expression.Result result = expression.evaluate(context.subject());
            return new Outcome(result.holds(), result.match());
        }
    }
}
