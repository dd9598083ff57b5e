package dev.culvert.edit;

import dev.culvert.directive.Args;
import dev.culvert.expr.Regex;

/** Patterns of directives, meant for text that holds one byte per char. */
final class Patterns {
    private static final Regex ANYTHING = Regex.compile("").orElseThrow();

    private Patterns() {}

    static Regex read(Args args, String source) {
        return Regex.compile(source).orElseThrow(() ->
                args.error(args.name() + ": expected a regular expression, but '" + source + "' is none"));
    }

    static Regex readWithoutCase(Args args, String source) {
        read(args, source);
        return read(args, "(?i)" + source);
    }

    /** A match of nothing, in whose templates {@code $1} is empty. */
    static Regex.Match nothing() {
        return ANYTHING.find("").orElseThrow();
    }
}
