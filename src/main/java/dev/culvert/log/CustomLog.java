package dev.culvert.log;

import dev.culvert.directive.Args;
import dev.culvert.expr.BadExpression;
import dev.culvert.expr.Expression;
import dev.culvert.expr.Regex;
import dev.culvert.proxy.Outcome;
import dev.culvert.world.Unanswered;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One access log as a directive wrote it.
 *
 * @param format or a nickname in its place; nothing for a TransferLog, which takes the format without a nickname
 * @param wanted which requests are written
 */
record CustomLog(LogPlace place, Optional<AccessFormat> format, Predicate<Outcome> wanted) {
    static CustomLog read(Args args) {
        LogPlace place = LogPlace.access(args);
        AccessFormat format = AccessFormat.read(args, args.next("a format or the nickname of one"));
        CustomLog log = new CustomLog(place, Optional.of(format), wanted(args));
        args.end();
        return log;
    }

    static CustomLog transfer(Args args) {
        CustomLog log = new CustomLog(LogPlace.access(args), Optional.empty(), _ -> true);
        args.end();
        return log;
    }

    private static Predicate<Outcome> wanted(Args args) {
        return args.nextIfAny().map(word -> condition(args, word)).orElse(_ -> true);
    }

    private static Predicate<Outcome> condition(Args args, String word) {
        if (word.startsWith("env=!") && word.length() > 5) {
            return without(word.substring(5));
        }
        if (word.startsWith("env=") && word.length() > 4) {
            return without(word.substring(4)).negate();
        }
        if (word.startsWith("expr=")) {
            return expression(args, word.substring(5));
        }
        throw args.error(args.name() + " expects env=VARIABLE, env=!VARIABLE or expr=CONDITION after the format, but was '" + word + "'");
    }

    private static Predicate<Outcome> expression(Args args, String source) {
        try {
            Expression condition = Expression.parse(source);
            return outcome -> holds(condition, outcome);
        } catch (BadExpression bad) {
            throw args.error(args.name() + " expects a condition after expr=: " + bad.getMessage());
        }
    }

    /** A line that nobody can tell whether to write is written: the request is over, and nothing more is looked up for it. */
    private static boolean holds(Expression condition, Outcome outcome) {
        try {
            return condition.holds(outcome.subject());
        } catch (Unanswered | Regex.BudgetSpent _) {
            return true;
        }
    }

    private static Predicate<Outcome> without(String variable) {
        return outcome -> outcome.variable(variable).isEmpty();
    }
}
