package dev.culvert.rewrite;

import dev.culvert.expr.Regex;
import java.util.Optional;

/**
 * The first word of a {@code RewriteRule}.
 *
 * @param source as it was written, negation included
 * @param start what an input must begin with for the pattern to be worth a try, or nothing
 */
record RulePattern(Regex regex, Condition.Sense sense, String source, String start) {
    private static final String SPECIAL = "\\^$.[|()?*+{";

    static RulePattern of(Regex regex, Condition.Sense sense, String source, String pattern) {
        return new RulePattern(regex, sense, source, literalStart(pattern));
    }

    /** @throws Regex.BudgetSpent if it could not be decided in time */
    Optional<Regex.Match> find(String input) {
        return input.startsWith(start) ? regex.find(input) : Optional.empty();
    }

    /** Of {@code ^/app/(.*)} it is {@code /app/}. Most rules are told apart by it, at the cost of a comparison. */
    private static String literalStart(String pattern) {
        if (!pattern.startsWith("^") || pattern.indexOf('|') >= 0) {
            return "";
        }
        StringBuilder literal = new StringBuilder();
        int at = 1;
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            boolean escaped = c == '\\' && at + 1 < pattern.length() && isPunctuation(pattern.charAt(at + 1));
            if (!escaped && SPECIAL.indexOf(c) >= 0) {
                break;
            }
            int end = at + (escaped ? 2 : 1);
            if (end < pattern.length() && "?*{".indexOf(pattern.charAt(end)) >= 0) {
                break;
            }
            literal.append(escaped ? pattern.charAt(at + 1) : c);
            at = end;
        }
        return literal.toString();
    }

    private static boolean isPunctuation(char c) {
        return c > ' ' && c < 0x7f && !Bytes.isAlphanumeric(c);
    }
}
