package dev.culvert.syntax;

/** A pattern for one part of a path: {@code *}, {@code ?}, {@code [a-z]}, {@code [!a]} and {@code \} to protect one of them. */
record Wildcard(String pattern) {
    static boolean isIn(String text) {
        return text.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
    }

    /** A leading dot is matched by a dot only, so that hidden files are named on purpose. */
    boolean matches(String name) {
        return !(name.startsWith(".") && !pattern.startsWith(".")) && matchesAll(name);
    }

    /** Goes back to the latest star only, which is enough, and takes quadratic time at worst. */
    private boolean matchesAll(String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int tried = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                tried = n;
            } else if (p < pattern.length() && step(p, name.charAt(n)) > 0) {
                p += step(p, name.charAt(n));
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++tried;
            } else {
                return false;
            }
        }
        return pattern.substring(p).chars().allMatch(c -> c == '*');
    }

    /** How much of the pattern at {@code p} matches the character; 0 if it does not match. */
    private int step(int p, char c) {
        char here = pattern.charAt(p);
        int close = here == '[' ? setEnd(p) : -1;
        if (close > 0) {
            return contains(p + 1, close, c) ? close - p + 1 : 0;
        }
        if (here == '\\' && p + 1 < pattern.length()) {
            return pattern.charAt(p + 1) == c ? 2 : 0;
        }
        return here == '?' || here == c ? 1 : 0;
    }

    /** A bracket that comes first in a set belongs to it. */
    private int setEnd(int p) {
        boolean negated = p + 1 < pattern.length() && isNegation(pattern.charAt(p + 1));
        return pattern.indexOf(']', p + (negated ? 3 : 2));
    }

    private boolean contains(int start, int end, char c) {
        boolean negated = isNegation(pattern.charAt(start));
        boolean found = false;
        for (int i = negated ? start + 1 : start; i < end; i++) {
            if (i + 2 < end && pattern.charAt(i + 1) == '-') {
                found |= pattern.charAt(i) <= c && c <= pattern.charAt(i + 2);
                i += 2;
            } else {
                found |= pattern.charAt(i) == c;
            }
        }
        return found != negated;
    }

    private static boolean isNegation(char c) {
        return c == '!' || c == '^';
    }
}
