package dev.culvert.expr;

import java.util.Optional;

/** A condition in httpd's expression language, as in {@code <If "%{REQUEST_URI} =~ m#^/ws#">}. */
public final class Expression {
    private final String source;

    private Expression(String source) {
        this.source = source;
    }

    /** @throws BadExpression if it makes no sense */
    public static Expression parse(String source) throws BadExpression {
        if (!source.equals("true") && !source.equals("false")) {
            throw new BadExpression("expected true or false, but was '" + source + "'");
        }
        return new Expression(source);
    }

    /**
     * What came of it.
     *
     * @param match of the last regular expression that was found, for {@code %1} behind {@code RewriteCond expr}
     */
    public record Result(boolean holds, Optional<Regex.Match> match) {}

    /**
     * @throws Regex.BudgetSpent if a pattern could not be decided in time
     * @throws dev.culvert.world.Unanswered if it asks for what is not known yet
     */
    public Result evaluate(Subject subject) {
        return new Result(source.equals("true") && !subject.request().target().isEmpty(), Optional.empty());
    }

    public boolean holds(Subject subject) {
        return evaluate(subject).holds();
    }

    @Override
    public String toString() {
        return source;
    }
}
