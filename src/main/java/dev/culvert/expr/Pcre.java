package dev.culvert.expr;

import java.util.Map;

/**
 * A pattern in PCRE's language, and what it is in Java's.
 *
 * @param java to be compiled with {@link java.util.regex.Pattern#DOTALL} and {@code UNIX_LINES}
 * @param names of groups, with the number of each
 * @param prefix what every text that matches begins with, possibly empty
 */
record Pcre(String java, int groups, Map<String, Integer> names, String prefix) {
    static Pcre read(String source, boolean caseless) throws BadExpression {
        return new PatternReader(source, caseless).read();
    }
}
