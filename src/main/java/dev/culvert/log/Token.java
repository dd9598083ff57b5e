package dev.culvert.log;

import dev.culvert.proxy.Outcome;
import dev.culvert.proxy.Tally;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.ToLongFunction;

/** One part of an access line. */
@FunctionalInterface
interface Token {
    void print(Outcome outcome, ZoneId zone, StringBuilder out);

    /** What of it only the end of a tunnel can tell; nothing where the opening has told everything. */
    default Optional<Late> left(Outcome soFar) {
        return Optional.empty();
    }

    /** A part that goes on changing while a tunnel is open, and then needs nothing of the request any more. */
    @FunctionalInterface
    interface Late extends Token {
        void print(Tally tally, ZoneId zone, StringBuilder out);

        @Override
        default void print(Outcome outcome, ZoneId zone, StringBuilder out) {
            print(outcome.tally(), zone, out);
        }

        @Override
        default Optional<Late> left(Outcome soFar) {
            return Optional.of(this);
        }
    }

    /** A part that is printed for some statuses only, and {@code -} for the others. */
    record Conditional(Token token, IntPredicate statuses) implements Token {
        @Override
        public void print(Outcome outcome, ZoneId zone, StringBuilder out) {
            if (statuses.test(outcome.status())) {
                token.print(outcome, zone, out);
            } else {
                out.append('-');
            }
        }

        @Override
        public Optional<Late> left(Outcome soFar) {
            return statuses.test(soFar.status()) ? token.left(soFar) : Optional.empty();
        }
    }

    /** The part between the codes, as it stands. */
    static Token literal(String text) {
        return (_, _, out) -> out.append(text);
    }

    /** Foreign text, made harmless; {@code -} where there is none. */
    static Token text(Function<Outcome, Optional<String>> value) {
        return (outcome, _, out) -> value.apply(outcome)
                .ifPresentOrElse(text -> Escape.access(text, out), () -> out.append('-'));
    }

    static Token number(ToLongFunction<Outcome> value) {
        return (outcome, _, out) -> out.append(value.applyAsLong(outcome));
    }

    static Late lateNumber(ToLongFunction<Tally> value) {
        return (tally, _, out) -> out.append(value.applyAsLong(tally));
    }
}
