package dev.culvert.expr;

/**
 * A string expression, as in {@code Header set X "expr=%{REQUEST_SCHEME}"}: text with variables and functions in it. It
 * comes to one byte per char, as headers hold it.
 */
public final class Text {
    private final String source;
    private final Word word;

    private Text(String source, Word word) {
        this.source = source;
        this.word = word;
    }

    /** @throws BadExpression if it makes no sense */
    public static Text parse(String source) throws BadExpression {
        return new Text(source, new WordScanner(Octets.of(source), 0, Vocabulary.REQUESTS).rest());
    }

    /** @throws dev.culvert.world.Unanswered if it asks for what is not known yet */
    public String of(Subject subject) {
        return word.of(new Evaluation(subject));
    }

    @Override
    public String toString() {
        return source;
    }
}
