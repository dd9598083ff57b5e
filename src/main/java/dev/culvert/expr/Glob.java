package dev.culvert.expr;

/**
 * A shell pattern: {@code *}, {@code ?}, {@code [a-z]}, {@code [!a]}, and a backslash before what stands for itself.
 *
 * @param pattern an unclosed bracket in it stands for itself
 */
record Glob(String pattern, Mode mode) {
    enum Mode {
        ANYTHING,
        CASELESS,
        /** A slash is matched by a slash only. */
        PATH
    }

    /** Whether the whole text fits. Goes back to the last star only, so the time is at most length by length. */
    boolean matches(String text) {
        int p = 0;
        int n = 0;
        int star = -1;
        int tried = 0;
        while (n < text.length()) {
            int step = p < pattern.length() ? step(p, text.charAt(n)) : 0;
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                tried = n;
            } else if (step > 0) {
                p += step;
                n++;
            } else if (star >= 0 && isOpen(text.charAt(tried))) {
                p = star + 1;
                n = ++tried;
            } else {
                return false;
            }
        }
        return pattern.substring(p).chars().allMatch(c -> c == '*');
    }

    private boolean isOpen(char c) {
        return mode != Mode.PATH || c != '/';
    }

    /** How much of the pattern at {@code p} matches the character; 0 if it does not match. */
    private int step(int p, char c) {
        char here = pattern.charAt(p);
        int close = here == '[' ? setEnd(p) : -1;
        if (close > 0) {
            return isOpen(c) && contains(p + 1, close, c) ? close - p + 1 : 0;
        }
        if (here == '\\' && p + 1 < pattern.length()) {
            return same(pattern.charAt(p + 1), c) ? 2 : 0;
        }
        return (here == '?' && isOpen(c)) || same(here, c) ? 1 : 0;
    }

    /** A bracket that comes first in a set belongs to it. */
    private int setEnd(int p) {
        boolean negated = p + 1 < pattern.length() && isNegation(pattern.charAt(p + 1));
        return pattern.indexOf(']', p + (negated ? 3 : 2));
    }

    private boolean contains(int start, int end, char c) {
        boolean negated = isNegation(pattern.charAt(start));
        int from = negated ? start + 1 : start;
        boolean found = lists(from, end, c)
                || (mode == Mode.CASELESS && (lists(from, end, Octets.lower(c)) || lists(from, end, Octets.upper(c))));
        return found != negated;
    }

    private boolean lists(int start, int end, char c) {
        for (int i = start; i < end; i++) {
            boolean range = i + 2 < end && pattern.charAt(i + 1) == '-';
            char last = pattern.charAt(range ? i + 2 : i);
            if (pattern.charAt(i) <= c && c <= last) {
                return true;
            }
            i += range ? 2 : 0;
        }
        return false;
    }

    private boolean same(char a, char b) {
        return a == b || (mode == Mode.CASELESS && Octets.lower(a) == Octets.lower(b));
    }

    private static boolean isNegation(char c) {
        return c == '!' || c == '^';
    }
}
