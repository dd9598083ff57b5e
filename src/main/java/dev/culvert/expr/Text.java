package dev.culvert.expr;

/** A string expression, as in {@code Header set X "expr=%{REQUEST_SCHEME}"}: text with variables and functions in it. */
public final class Text {
    private final String source;

    private Text(String source) {
        this.source = source;
    }

    /** @throws BadExpression if it makes no sense */
    public static Text parse(String source) throws BadExpression {
        if (source.contains("%{")) {
            throw new BadExpression("expected a text without variables, but was '" + source + "'");
        }
        return new Text(source);
    }

    /**
     * @throws Regex.BudgetSpent if a pattern could not be decided in time
     * @throws dev.culvert.world.Unanswered if it asks for what is not known yet
     */
    public String of(Subject subject) {
        return subject.request().target().isEmpty() ? "" : source;
    }

    @Override
    public String toString() {
        return source;
    }
}
