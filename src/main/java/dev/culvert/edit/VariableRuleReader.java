package dev.culvert.edit;

import dev.culvert.directive.Args;
import dev.culvert.expr.BadExpression;
import dev.culvert.expr.Expression;
import dev.culvert.expr.Regex;
import dev.culvert.edit.VariableRule.Assignment;
import dev.culvert.edit.VariableRule.Pattern;
import dev.culvert.edit.VariableRule.Plain;
import dev.culvert.edit.VariableRule.Special;
import dev.culvert.edit.VariableRule.Test;
import dev.culvert.http.Octets;
import java.util.function.BiFunction;

/** Reads SetEnvIf and its relatives. */
final class VariableRuleReader {
    private static final Attribute BROWSER = new Attribute.Header("User-Agent");
    /** Nothing that means something to a regular expression, or only escaped. */
    private static final Regex PLAIN = Regex.compile("^(?:[^\\\\^.$|()\\[\\]*+?{}]|\\\\[\\\\^.$|()\\[\\]*+?{}])*$").orElseThrow();

    private VariableRuleReader() {}

    static VariableRule onAttribute(Args args) {
        return matching(args, attribute(args), VariableRuleReader::pattern);
    }

    static VariableRule onAttributeWithoutCase(Args args) {
        return matching(args, attribute(args), VariableRuleReader::patternWithoutCase);
    }

    static VariableRule onBrowser(Args args) {
        return matching(args, BROWSER, VariableRuleReader::pattern);
    }

    static VariableRule onBrowserWithoutCase(Args args) {
        return matching(args, BROWSER, VariableRuleReader::patternWithoutCase);
    }

    static VariableRule onExpression(Args args) {
        String source = word(args, "an expression");
        try {
            return rule(args, new VariableRule.Holding(Expression.parse(Octets.of(source))));
        } catch (BadExpression wrong) {
            throw args.error(args.name() + ": the expression cannot be read: " + wrong.getMessage());
        }
    }

    private static VariableRule matching(Args args, Attribute attribute, BiFunction<Args, String, Pattern> reading) {
        return rule(args, new VariableRule.Matching(attribute, reading.apply(args, word(args, "a regular expression"))));
    }

    private static VariableRule rule(Args args, Test test) {
        if (args.peek().orElse("").isEmpty()) {
            throw args.error(args.name() + ": expected NAME, NAME=VALUE or !NAME, but there is none");
        }
        return new VariableRule(Phase.of(args), test, args.all().stream().map(VariableRuleReader::assignment).toList());
    }

    private static Attribute attribute(Args args) {
        String name = word(args, "the name of a header or attribute");
        if (name.startsWith("OID(")) {
            throw args.error(args.name() + ": " + name + " is not supported: Culvert does not look into client certificates");
        }
        return name.matches("[A-Za-z0-9_-]+")
                ? Attribute.named(name, Phase.of(args)) : new Attribute.Headers(Patterns.read(args, name));
    }

    private static Pattern pattern(Args args, String source) {
        return PLAIN.find(source).isPresent()
                ? new Plain(Octets.of(source.replaceAll("\\\\(.)", "$1"))) : new Special(Patterns.read(args, source));
    }

    private static Pattern patternWithoutCase(Args args, String source) {
        if (PLAIN.find(source).isEmpty()) {
            return new Special(Patterns.readWithoutCase(args, source));
        }
        Regex regex = Patterns.readWithoutCase(args, source);
        return new VariableRule.PlainWithoutCase(regex);
    }

    /** httpd: {@code A=} is the same as {@code A}, equals signs in a row are one, and so {@code A==x} is {@code A=x}. */
    private static Assignment assignment(String word) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        String value = equals < 0 ? "" : word.substring(equals).replaceFirst("^=+", "");
        return name.startsWith("!")
                ? new VariableRule.Unsetting(name.substring(1))
                : new VariableRule.Setting(name, value.isEmpty() ? "1" : Octets.of(value));
    }

    private static String word(Args args, String expected) {
        String word = args.nextIfAny().orElse("");
        if (word.isEmpty()) {
            throw args.error(args.name() + ": expected " + expected + ", but there is none");
        }
        return word;
    }
}
