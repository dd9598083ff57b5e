package dev.culvert.expr;

import java.util.function.IntPredicate;

/** Where a pattern is being read. Past its end there is {@link #END}. */
final class Cursor {
    static final int END = -1;

    private final String source;
    private int at;

    Cursor(String source) {
        this.source = source;
    }

    int at() {
        return at;
    }

    boolean isAtEnd() {
        return at >= source.length();
    }

    int peek() {
        return isAtEnd() ? END : source.charAt(at);
    }

    /** The char there, which must not be the end. */
    char next() {
        return source.charAt(at++);
    }

    /** Goes past some text if it stands there. */
    boolean skip(String text) {
        boolean here = source.startsWith(text, at);
        at += here ? text.length() : 0;
        return here;
    }

    /** Goes past chars of a kind, up to a number of them. */
    String take(IntPredicate kind, int most) {
        int start = at;
        while (!isAtEnd() && at - start < most && kind.test(source.charAt(at))) {
            at++;
        }
        return source.substring(start, at);
    }

    /** Goes past what ends with some text and gives what stands before it. */
    String upTo(String end, String what) throws BadExpression {
        int close = source.indexOf(end, at);
        if (close < 0) {
            throw BadExpression.expected("'" + end + "' to close " + what, source.length(), "the end");
        }
        String inside = source.substring(at, close);
        at = close + end.length();
        return inside;
    }

    /** Goes past what ends with some text or with the pattern. */
    String upToOrEnd(String end) {
        int close = source.indexOf(end, at);
        String inside = close < 0 ? source.substring(at) : source.substring(at, close);
        at = close < 0 ? source.length() : close + end.length();
        return inside;
    }

    void returnTo(int earlier) {
        at = earlier;
    }

    BadExpression expected(String what) {
        return BadExpression.expected(what, at, Octets.shown(source, at));
    }

    BadExpression unsupported(String what, int start, String why) {
        return Names.unsupported(what, start, why);
    }
}
