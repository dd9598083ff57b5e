package dev.culvert.syntax;

/** One line cannot be read. Ends the reading of that line; the next one is read all the same, unless the fault is final. */
final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What comes after it. */
    enum Weight { LINE, FINAL }

    private final String text;
    private final Weight weight;

    Fault(String text) {
        this(text, Weight.LINE);
    }

    private Fault(String text, Weight weight) {
        super(text, null, false, false);
        this.text = text;
        this.weight = weight;
    }

    /** A limit was reached; what follows would only reach it again, perhaps a million times. */
    static Fault last(String text) {
        return new Fault(text, Weight.FINAL);
    }

    String text() {
        return text;
    }

    Weight weight() {
        return weight;
    }
}
