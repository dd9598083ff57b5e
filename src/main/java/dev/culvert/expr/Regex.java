package dev.culvert.expr;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern as a configuration writes it: PCRE in the administrator's mind, {@link Pattern} underneath, searched
 * unanchored. Matching has a budget, so that an evil input ends one match and not the event loop.
 */
public final class Regex {
    /** Characters looked at before a match is given up: a few milliseconds. */
    static final int BUDGET = 1_000_000;

    private final String source;
    private final Pattern pattern;

    private Regex(String source, Pattern pattern) {
        this.source = source;
        this.pattern = pattern;
    }

    /** @return nothing if the pattern makes no sense */
    public static Optional<Regex> compile(String source) {
        try {
            return Optional.of(new Regex(source, Pattern.compile(source)));
        } catch (PatternSyntaxException _) {
            return Optional.empty();
        }
    }

    public String source() {
        return source;
    }

    /** @throws BudgetSpent if the match took too long or went too deep */
    public Optional<Match> find(String input) {
        Matcher matcher = pattern.matcher(new Metered(input, new AtomicInteger(BUDGET)));
        try {
            return matcher.find() ? Optional.of(new Match(matcher, input)) : Optional.empty();
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
        private final MatchResult result;
        private final String input;

        private Match(Matcher matcher, String input) {
            this.result = matcher.toMatchResult();
            this.input = input;
        }

        public int groups() {
            return result.groupCount();
        }

        public String group(int index) {
            return index > groups() || result.start(index) < 0 ? "" : input.substring(result.start(index), result.end(index));
        }

        public Map<String, Integer> names() {
            return result.namedGroups();
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

    /** An input that counts how often it is looked at. */
    private record Metered(String text, AtomicInteger left) implements CharSequence {
        @Override
        public char charAt(int index) {
            if (left.decrementAndGet() < 0) {
                throw new BudgetSpent(text.length() > 40 ? text.substring(0, 40) + "…" : text);
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
