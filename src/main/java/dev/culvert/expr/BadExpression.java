package dev.culvert.expr;

/** An expression or a pattern makes no sense; the message says what was expected, and where. */
public final class BadExpression extends Exception {
    private static final long serialVersionUID = 1L;

    BadExpression(String message) {
        super(message, null, false, false);
    }

    /**
     * @param at index of a char; people count from one
     * @param was perhaps with some of the source in it, one byte per char
     */
    static BadExpression expected(String what, int at, String was) {
        return new BadExpression("expected " + what + " at character " + (at + 1) + " but was " + Octets.readable(was));
    }
}
