package dev.culvert.lint;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;

/** Reads as much of a regular expression as is needed to say which paths it matches: the literal text that it begins with. */
final class PatternReach {
    private static final String QUANTIFIERS = "?*{";
    private static final String SPECIAL = ".[*+?{|$^";
    private static final Set<String> ANYTHING = Set.of("", ".*", ".*$");

    private final String pattern;
    private final StringBuilder literal = new StringBuilder();
    private final Deque<Integer> groups = new ArrayDeque<>();
    private int next;

    private PatternReach(String pattern) {
        this.pattern = pattern;
    }

    static Reach of(String source) {
        boolean anchored = source.startsWith("^");
        if (source.indexOf('|') >= 0) {
            return new Reach(Optional.empty(), Paths.ALL);
        }
        PatternReach walk = new PatternReach(anchored ? source.substring(1) : source);
        while (walk.step()) {
            // Each step takes a piece of literal text.
        }
        return walk.reach(anchored ? Anchor.START : Anchor.NONE);
    }

    private enum Anchor { START, NONE }

    private Reach reach(Anchor anchor) {
        String left = pattern.substring(next);
        if (!groups.isEmpty() && left.matches(".*\\)[?*{].*")) {
            // What was taken inside of the group may not be there at all.
            literal.setLength(groups.peekLast());
            return new Reach(Optional.empty(), anchor == Anchor.NONE ? Paths.ALL : Paths.from(literal.toString()));
        }
        return reach(anchor, literal.toString(), left.replaceAll("[()]", ""));
    }

    private static Reach reach(Anchor anchor, String text, String rest) {
        boolean whole = anchor == Anchor.START && rest.equals("$");
        Paths most = anchor == Anchor.NONE ? Paths.ALL : whole ? Paths.only(text) : Paths.from(text);
        boolean openEnd = ANYTHING.contains(rest) || (text.isEmpty() && rest.startsWith("/?") && ANYTHING.contains(rest.substring(2)));
        Optional<Paths> sure = whole ? Optional.of(most) : openEnd ? Optional.of(Paths.from(text)) : Optional.empty();
        return new Reach(sure.filter(paths -> paths.begin().startsWith("/")), most);
    }

    /** Takes one character, group border or escape; says whether to go on. */
    private boolean step() {
        if (next >= pattern.length()) {
            return false;
        }
        char c = pattern.charAt(next);
        return switch (c) {
            case '(' -> open();
            case ')' -> close();
            case '\\' -> escaped();
            default -> SPECIAL.indexOf(c) < 0 && take(c, 1);
        };
    }

    private boolean open() {
        if (charAt(next + 1) == '?') {
            return false;
        }
        groups.push(literal.length());
        next++;
        return true;
    }

    private boolean close() {
        int start = groups.isEmpty() ? 0 : groups.pop();
        if (QUANTIFIERS.indexOf(charAt(next + 1)) >= 0) {
            literal.setLength(start);
            return false;
        }
        next++;
        return true;
    }

    private boolean escaped() {
        char c = charAt(next + 1);
        return c != 0 && !Character.isLetterOrDigit(c) && take(c, 2);
    }

    private boolean take(char c, int length) {
        if (QUANTIFIERS.indexOf(charAt(next + length)) >= 0) {
            return false;
        }
        literal.append(c);
        next += length;
        return true;
    }

    private char charAt(int index) {
        return index < pattern.length() ? pattern.charAt(index) : 0;
    }
}
