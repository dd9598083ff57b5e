package dev.culvert.log;

import dev.culvert.proxy.Outcome;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.ToLongFunction;

/** One part of an access line. */
@FunctionalInterface
interface Token {
    void print(Outcome outcome, ZoneId zone, StringBuilder out);

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

    /** A token that is printed for some statuses only, and {@code -} for the others. */
    default Token onlyFor(IntPredicate statuses) {
        return (outcome, zone, out) -> {
            if (statuses.test(outcome.status())) {
                print(outcome, zone, out);
            } else {
                out.append('-');
            }
        };
    }
}
