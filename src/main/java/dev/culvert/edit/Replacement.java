package dev.culvert.edit;

import dev.culvert.expr.Regex;
import java.util.Optional;

/** Finds a pattern and writes a template in its place. */
final class Replacement {
    private final Regex pattern;
    private final Regex withRest;

    private Replacement(Regex pattern, Regex withRest) {
        this.pattern = pattern;
        this.withRest = withRest;
    }

    /** Where in a value a pattern was found. */
    private record Found(String before, Regex.Match match, String after) {
        boolean isNothing() {
            return match.group(0).isEmpty();
        }
    }

    /**
     * @param source a regular expression
     * @return nothing if it makes no sense
     */
    static Optional<Replacement> of(String source) {
        // What the last group takes tells where the match ended.
        return Regex.compile(source).flatMap(own ->
                Regex.compile("(?:" + source + ")(?s:(.*))").map(both -> new Replacement(own, both)));
    }

    private Optional<Found> find(String value) {
        return pattern.find(value).flatMap(match -> withRest.find(value).map(both -> {
            String before = value.substring(0, value.length() - both.group(0).length());
            return new Found(before, match, both.group(both.groups()));
        }));
    }

    /** @param template may name groups, as in {@code $1} */
    String first(String value, String template) {
        return find(value).map(found -> found.before + found.match.expand(template) + found.after).orElse(value);
    }

    /** httpd: what is left after a match is looked at as if nothing had stood before it, so that ^ is found again. */
    String all(String value, String template) {
        StringBuilder out = new StringBuilder();
        String left = value;
        for (Optional<Found> next = find(left); next.isPresent(); next = left.isEmpty() ? Optional.empty() : find(left)) {
            Found found = next.get();
            out.append(found.before).append(found.match.expand(template));
            // A match of nothing: httpd never comes back from it; here it is passed by one character at a time.
            int passed = found.isNothing() && !found.after.isEmpty() ? 1 : 0;
            out.append(found.after, 0, passed);
            left = found.after.substring(passed);
        }
        return out.append(left).toString();
    }
}
