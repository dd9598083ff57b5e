package dev.culvert.rewrite;

import dev.culvert.directive.Args;
import dev.culvert.expr.Regex;
import java.util.List;
import java.util.Optional;

/** Reads a {@code RewriteRule}. */
final class RuleReader {
    private RuleReader() {}

    /** The words of a line that reads itself. */
    static RuleLine line(Args args, String expected) {
        String raw = args.rawLine();
        return RuleLine.read(raw).orElseThrow(() -> args.error(args.name() + ": expected " + expected
                + ", and perhaps flags, but was '" + raw + "' (bad argument line)"));
    }

    /** httpd says nothing about it. */
    static void noteRest(Args args, RuleLine line) {
        if (!line.rest().isEmpty()) {
            args.note(args.name() + ": what stands behind the flags is not looked at: '" + Bytes.text(line.rest()) + "'");
        }
    }

    static Rule read(Args args, List<Condition> conditions) {
        RuleLine line = line(args, "a pattern and a substitution");
        RuleFlags flags = new RuleFlagsReader(args).read(line.third(), line.second());
        noteRest(args, line);
        boolean keeps = line.second().equals("-") || flags.has(Flag.STATUS);
        String output = flags.has(Flag.QUERY_NONE) && line.second().endsWith("?")
                ? line.second().substring(0, line.second().length() - 1) : line.second();
        return new Rule(pattern(args, line.first(), flags), conditions,
                keeps ? Optional.empty() : Optional.of(Template.of(output)), output, flags);
    }

    private static RulePattern pattern(Args args, String source, RuleFlags flags) {
        boolean negated = source.startsWith("!");
        String pattern = negated ? source.substring(1) : source;
        boolean ignoresCase = flags.has(Flag.NO_CASE);
        Regex regex = Regex.compile(Bytes.text(ignoresCase ? "(?i)" + pattern : pattern)).orElseThrow(() ->
                args.error("RewriteRule: cannot compile the pattern '" + Bytes.text(source) + "'"));
        return RulePattern.of(regex, negated ? Condition.Sense.NEGATED : Condition.Sense.AS_IS, source,
                ignoresCase ? "" : pattern);
    }
}
