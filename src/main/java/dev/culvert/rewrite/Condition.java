package dev.culvert.rewrite;

import dev.culvert.world.Level;

/**
 * A {@code RewriteCond}.
 *
 * @param text what is tested
 * @param source the pattern as it was written, for the trace
 * @param flags the same of the flags
 */
record Condition(Template text, ConditionTest test, Sense sense, Link link, Vary vary, String source, String flags) {
    enum Sense { AS_IS, NEGATED }

    /** How it is joined to the next condition. */
    enum Link { AND, OR }

    /** Whether answers depend on the headers that it looks at. */
    enum Vary { YES, NO }

    boolean holds(Context context) {
        boolean expression = test instanceof ConditionTest.Condition;
        String input = expression ? "(expr)" : text.expand(context);
        ConditionTest.Outcome outcome = test.on(input, context);
        boolean holds = outcome.holds() == (sense == Sense.AS_IS);
        if (sense == Sense.AS_IS) {
            outcome.match().ifPresent(context::conditionMatched);
        }
        if (vary == Vary.NO) {
            context.looked().clear();
        }
        if (context.trace().wants(Level.TRACE4)) {
            context.trace().say(Level.TRACE4, "RewriteCond: input='", input, "' pattern='", source, "'", flags,
                    holds ? " => matched" : " => not-matched");
        }
        return holds;
    }
}
