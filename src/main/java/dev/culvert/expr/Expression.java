package dev.culvert.expr;

import java.util.Optional;

/** A condition in httpd's expression language, as in {@code <If "%{REQUEST_URI} =~ m#^/ws#">}. */
public final class Expression {
    private final String source;
    private final Vocabulary vocabulary;
    private final Condition condition;

    private Expression(String source, Vocabulary vocabulary, Condition condition) {
        this.source = source;
        this.vocabulary = vocabulary;
        this.condition = condition;
    }

    /** @throws BadExpression if it makes no sense */
    public static Expression parse(String source) throws BadExpression {
        return parse(source, Vocabulary.REQUESTS);
    }

    /**
     * As above, about the answer to a health check.
     *
     * @throws BadExpression if it makes no sense
     */
    public static Expression ofHealthCheck(String source) throws BadExpression {
        return parse(source, Vocabulary.HEALTH_CHECKS);
    }

    /**
     * As above, in the language of {@code SSLRequire}, whose signs compare otherwise.
     *
     * @throws BadExpression if it makes no sense
     */
    public static Expression ofTlsRequirement(String source) throws BadExpression {
        return parse(source, Vocabulary.TLS_REQUIREMENTS);
    }

    private static Expression parse(String source, Vocabulary vocabulary) throws BadExpression {
        return new Expression(source, vocabulary,
                new ConditionReader(new Scanner(Octets.of(source), vocabulary).tokens(), vocabulary).read());
    }

    /**
     * What came of it.
     *
     * @param match of the last pattern with groups, if it was found: for {@code %1} behind {@code RewriteCond expr}
     */
    public record Result(boolean holds, Optional<Regex.Match> match) {}

    /**
     * @throws Regex.BudgetSpent if a pattern could not be decided in time
     * @throws dev.culvert.world.Unanswered if it asks for what is not known yet
     */
    public Result evaluate(Subject subject) {
        Evaluation now = new Evaluation(subject);
        boolean holds = condition.holds(now);
        return new Result(holds, now.match());
    }

    public boolean holds(Subject subject) {
        return evaluate(subject).holds();
    }

    /** The same words mean the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Expression expression && source.equals(expression.source) && vocabulary == expression.vocabulary;
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    @Override
    public String toString() {
        return source;
    }
}
