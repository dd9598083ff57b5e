package dev.culvert.expr;

/** Gathers what every text that matches begins with: most rules of most requests are decided by it. */
final class Prefix {
    private final StringBuilder text = new StringBuilder();
    private boolean open;
    private boolean forgotten;

    void begin() {
        open = true;
    }

    void literal(char c, boolean caseless) {
        if (open && !caseless) {
            text.append(c);
        } else {
            open = false;
        }
    }

    /** What came last may come never. */
    void repeated() {
        if (open && !text.isEmpty()) {
            text.setLength(text.length() - 1);
        }
        open = false;
    }

    void end() {
        open = false;
    }

    /** There is another way to match. */
    void forget() {
        forgotten = true;
    }

    String text() {
        return forgotten ? "" : text.toString();
    }
}
