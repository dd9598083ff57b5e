package dev.culvert.edit;

import dev.culvert.directive.Args;
import dev.culvert.directive.Misread;
import dev.culvert.expr.BadExpression;
import dev.culvert.expr.Regex;
import dev.culvert.expr.Text;
import dev.culvert.http.Octets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One line of Alias or AliasMatch.
 *
 * @param root what a relative name of a file is relative to
 */
record AliasRule(Match match, Path root) {
    /** What a rule covers. */
    sealed interface Match {}

    record Prefix(String prefix, String file) implements Match {}

    record Pattern(Regex regex, String file) implements Match {}

    /** @param location the path of the location it stands in, if that is no pattern */
    record Whole(Text file, Optional<String> location) implements Match {}

    /** @param soFar the rules before it, which it should not stand behind in vain */
    static AliasRule prefix(Args args, List<AliasRule> soFar) {
        List<String> words = args.all();
        if (words.isEmpty() || words.size() > 2) {
            throw error(args, "expected a path and a file, or in <Location> a file, but the number of words is " + words.size());
        } else if (args.place().isSection()) {
            return whole(args, words);
        } else if (words.size() < 2 || words.getLast().isEmpty()) {
            throw error(args, "expected a path and a file outside of sections, but there is no file");
        }
        warnIfHidden(args, Octets.of(words.getFirst()), soFar);
        return new AliasRule(new Prefix(Octets.of(words.getFirst()), words.getLast()), args.resolve(""));
    }

    private static AliasRule whole(Args args, List<String> words) {
        if (words.size() > 1) {
            throw error(args, "expected a file alone in " + args.place() + ", but was also given '" + words.getLast() + "'");
        }
        Optional<String> location = args.sectionIsPattern() ? Optional.empty() : args.section().map(word -> Octets.of(word.text()));
        try {
            return new AliasRule(new Whole(Text.parse(Octets.of(words.getFirst())), location), args.resolve(""));
        } catch (BadExpression wrong) {
            throw error(args, "the file's expression cannot be read: " + wrong.getMessage());
        }
    }

    static AliasRule pattern(Args args) {
        List<String> words = args.all();
        if (args.place().isSection()) {
            throw error(args, "cannot stand in " + args.place());
        } else if (words.size() != 2) {
            throw error(args, "expected a regular expression and a file, but the number of words is " + words.size());
        }
        return new AliasRule(new Pattern(Patterns.read(args, words.getFirst()), Octets.of(words.getLast())), args.resolve(""));
    }

    private static void warnIfHidden(Args args, String prefix, List<AliasRule> soFar) {
        boolean hidden = soFar.stream().anyMatch(rule ->
                rule.match() instanceof Prefix earlier && PathPrefix.length(prefix, earlier.prefix()) >= 0);
        if (hidden) {
            args.warn("AH00671: " + args.name() + " " + prefix + " is never reached: an earlier line covers that path");
        }
    }

    private static Misread error(Args args, String message) {
        return args.error(args.name() + ": " + message);
    }
}
