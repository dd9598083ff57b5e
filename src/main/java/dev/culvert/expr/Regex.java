package dev.culvert.expr;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern as a configuration writes it: PCRE's language, as httpd sets it up, searched unanchored. It sees bytes: an
 * input holds one per char, a pattern is brought to that form, and case is that of ASCII. Matching has a budget, so that
 * an evil input ends one match and not the event loop.
 */
public final class Regex {
    /** Characters looked at before a match is given up: a few milliseconds. */
    static final int BUDGET = 1_000_000;

    private final String source;
    private final Pattern pattern;
    private final Pcre pcre;

    private Regex(String source, Pattern pattern, Pcre pcre) {
        this.source = source;
        this.pattern = pattern;
        this.pcre = pcre;
    }

    /** How a pattern is to be read. */
    public enum Flag {
        CASELESS
    }

    /** @throws BadExpression if the pattern makes no sense, or cannot mean here what it means to PCRE */
    public static Regex of(String source, Flag... flags) throws BadExpression {
        return ofOctets(Octets.of(source), Set.copyOf(Arrays.asList(flags)));
    }

    /** As {@link #of}, for a source that holds one byte per char already. */
    static Regex ofOctets(String source, Set<Flag> flags) throws BadExpression {
        boolean caseless = flags.contains(Flag.CASELESS);
        Pcre pcre = Pcre.read(source, caseless);
        int options = Pattern.DOTALL | Pattern.UNIX_LINES | (caseless ? Pattern.CASE_INSENSITIVE : 0);
        try {
            return new Regex(Octets.readable(source), Pattern.compile(pcre.java(), options), pcre);
        } catch (PatternSyntaxException refused) {
            throw new BadExpression("the pattern '" + Octets.readable(source) + "' is not supported: " + refused.getDescription());
        }
    }

    /** @return nothing if the pattern makes no sense */
    public static Optional<Regex> compile(String source) {
        return optional(source);
    }

    /** As {@link #compile}, for those who do not tell upper from lower case: {@code [NC]}. */
    public static Optional<Regex> compileCaseless(String source) {
        return optional(source, Flag.CASELESS);
    }

    private static Optional<Regex> optional(String source, Flag... flags) {
        try {
            return Optional.of(of(source, flags));
        } catch (BadExpression _) {
            return Optional.empty();
        }
    }

    public String source() {
        return source;
    }

    /** How many it has, the whole match not counted. */
    public int groups() {
        return pcre.groups();
    }

    /** @throws BudgetSpent if the match took too long or went too deep */
    public Optional<Match> find(String input) {
        if (!input.startsWith(pcre.prefix())) {
            return Optional.empty();
        }
        try {
            Matcher matcher = pattern.matcher(new Metered(input, source));
            return matcher.find() ? Optional.of(new Match(matcher, input, pcre.names())) : Optional.empty();
        } catch (StackOverflowError _) {
            // java.util.regex recurses for some repetitions; the stack is whole again here.
            throw new BudgetSpent(source);
        }
    }

    @Override
    public String toString() {
        return source;
    }

    /** A match could not be decided within its budget. */
    public static final class BudgetSpent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BudgetSpent(String source) {
            super("the pattern '" + source + "' spent its budget", null, false, false);
        }
    }

    /** Where and what a pattern matched. Group 0 is the whole match; a group that took no part is empty. */
    public static final class Match {
        private final int[] bounds;
        private final String input;
        private final Map<String, Integer> names;

        private Match(MatchResult found, String input, Map<String, Integer> names) {
            this.input = input;
            this.names = names;
            this.bounds = new int[2 * found.groupCount() + 2];
            for (int i = 0; i <= found.groupCount(); i++) {
                bounds[2 * i] = found.start(i);
                bounds[2 * i + 1] = found.end(i);
            }
        }

        public int groups() {
            return bounds.length / 2 - 1;
        }

        /** Where the match begins in the input. */
        public int start() {
            return bounds[0];
        }

        /** Where the match ends in the input. */
        public int end() {
            return bounds[1];
        }

        /** Where a group begins, or -1 if it took no part. */
        int start(int index) {
            return bounds[2 * index];
        }

        /** Where a group ends, or -1 if it took no part. */
        int end(int index) {
            return bounds[2 * index + 1];
        }

        public String group(int index) {
            return index > groups() || bounds[2 * index] < 0 ? "" : input.substring(bounds[2 * index], bounds[2 * index + 1]);
        }

        /** The names of groups, as the pattern spells them, with the number of each. */
        public Map<String, Integer> names() {
            return names;
        }

        /** Replaces {@code $0}…{@code $9} in a template; {@code \$} and {@code \\} stand for themselves. */
        public String expand(String template) {
            StringBuilder out = new StringBuilder(template.length() + 32);
            for (int i = 0; i < template.length(); i++) {
                char c = template.charAt(i);
                char after = i + 1 < template.length() ? template.charAt(i + 1) : 0;
                if (c == '$' && after >= '0' && after <= '9') {
                    out.append(group(after - '0'));
                    i++;
                } else if (c == '\\' && (after == '$' || after == '\\')) {
                    out.append(after);
                    i++;
                } else {
                    out.append(c);
                }
            }
            return out.toString();
        }
    }

    /** An input that counts how often it is looked at, by one thread. */
    private static final class Metered implements CharSequence {
        private final String text;
        private final String pattern;
        private int left = BUDGET;

        Metered(String text, String pattern) {
            this.text = text;
            this.pattern = pattern;
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw new BudgetSpent(pattern);
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
