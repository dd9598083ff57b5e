package dev.culvert.syntax;

/**
 * How much one reading may take in and make out of it. A few lines of macros or variables that double each other would
 * otherwise fill any memory. Counted in bytes, roughly: what is charged is what the tree will hold.
 */
final class Allowance {
    /** Enough for some 200,000 lines, in the smallest heap. */
    static final long LEAST = 128L << 20;
    static final long MOST = 1L << 30;
    static final int LINE = 200;
    static final int WORD = 80;
    static final int FILE = 4096;
    /** While a file is decoded, each of its bytes stands in memory about four times. */
    static final int BYTE = 4;

    private long left;

    Allowance(long limit) {
        this.left = limit;
    }

    /** Half of what there is, so that the other half can make something of it. */
    static long ofThisMachine() {
        return Math.clamp(Runtime.getRuntime().maxMemory() / 2, LEAST, MOST);
    }

    /** @throws Fault once everything is spent */
    void charge(long units) {
        left -= units;
        if (left < 0) {
            throw Fault.last("Expected a configuration that fits into memory, but with its includes, macros and variables"
                    + " expanded it grows beyond the limit here");
        }
    }
}
