package dev.culvert.expr;

/** An expression makes no sense; the message says what was expected, and where. */
public final class BadExpression extends Exception {
    private static final long serialVersionUID = 1L;

    BadExpression(String message) {
        super(message, null, false, false);
    }
}
