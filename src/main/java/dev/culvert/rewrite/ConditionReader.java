package dev.culvert.rewrite;

import dev.culvert.directive.Args;
import dev.culvert.expr.BadExpression;
import dev.culvert.expr.Expression;
import dev.culvert.expr.Regex;
import dev.culvert.rewrite.ConditionTest.Case;
import dev.culvert.rewrite.ConditionTest.FileKind;
import dev.culvert.rewrite.ConditionTest.Order;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads a {@code RewriteCond}. */
final class ConditionReader {
    private static final Map<String, ConditionTest> WHOLE = Map.of(
            "-f", new ConditionTest.File(FileKind.FILE), "-d", new ConditionTest.File(FileKind.DIRECTORY),
            "-s", new ConditionTest.File(FileKind.FILLED), "-l", new ConditionTest.File(FileKind.LINK),
            "-L", new ConditionTest.File(FileKind.LINK), "-h", new ConditionTest.File(FileKind.LINK),
            "-x", new ConditionTest.File(FileKind.EXECUTABLE),
            "-F", new ConditionTest.ServedFile(), "-U", new ConditionTest.ServedPath());

    private static final Map<String, Order> NUMBERS = Map.of("-lt", Order.LESS, "-le", Order.LESS_OR_EQUAL, "-eq", Order.EQUAL,
            "-ge", Order.GREATER_OR_EQUAL, "-gt", Order.GREATER, "-ne", Order.NOT_EQUAL);

    private final Args args;
    private Case letters = Case.KEPT;
    private Condition.Link link = Condition.Link.AND;
    private Condition.Vary vary = Condition.Vary.YES;

    private ConditionReader(Args args) {
        this.args = args;
    }

    static Condition read(Args args) {
        return new ConditionReader(args).read(RuleReader.line(args, "a text to test and a pattern"));
    }

    private Condition read(RuleLine line) {
        line.third().ifPresent(flags -> FlagWords.read(args, flags, this::flag));
        RuleReader.noteRest(args, line);
        boolean negated = line.second().startsWith("!");
        String pattern = negated ? line.second().substring(1) : line.second();
        boolean expression = line.first().equalsIgnoreCase("expr");
        ConditionTest test = expression ? expression(pattern) : test(pattern);
        if (letters == Case.IGNORED && !(test instanceof ConditionTest.Pattern || test instanceof ConditionTest.Text)) {
            args.warn("AH00665: RewriteCond: NC says nothing about '" + line.second() + "' and is ignored");
        }
        return new Condition(Template.of(line.first()), test, negated ? Condition.Sense.NEGATED : Condition.Sense.AS_IS, link, vary,
                line.second(), line.third().map(flags -> " " + flags).orElse(""));
    }

    private void flag(String name, String value) {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "nc", "nocase" -> letters = Case.IGNORED;
            case "or", "ornext" -> link = Condition.Link.OR;
            case "nv", "novary" -> vary = Condition.Vary.NO;
            default -> throw args.error("RewriteCond: expected the flags NC, OR or NV, but was '" + name + "' (unknown flag)");
        }
    }

    private ConditionTest expression(String source) {
        try {
            return new ConditionTest.Condition(Expression.parse(Bytes.text(source)));
        } catch (BadExpression bad) {
            throw args.error("RewriteCond: the expression \"" + Bytes.text(source) + "\" makes no sense: " + bad.getMessage());
        }
    }

    private ConditionTest test(String pattern) {
        // httpd: of one character alone it is a pattern, whatever it is.
        if (pattern.length() < 2) {
            return regex(pattern);
        }
        ConditionTest whole = WHOLE.get(pattern);
        return whole != null ? whole : number(pattern).or(() -> comparison(pattern)).orElseGet(() -> regex(pattern));
    }

    private static Optional<ConditionTest> number(String pattern) {
        return pattern.length() < 3 ? Optional.empty() : Optional.ofNullable(NUMBERS.get(pattern.substring(0, 3)))
                .map(order -> new ConditionTest.Numeric(order, Bytes.number(pattern.substring(3))));
    }

    private Optional<ConditionTest> comparison(String pattern) {
        char first = pattern.charAt(0);
        boolean orEqual = pattern.charAt(1) == '=';
        return switch (first) {
            case '<' -> Optional.of(text(orEqual ? Order.LESS_OR_EQUAL : Order.LESS, pattern.substring(orEqual ? 2 : 1)));
            case '>' -> Optional.of(text(orEqual ? Order.GREATER_OR_EQUAL : Order.GREATER, pattern.substring(orEqual ? 2 : 1)));
            // httpd: ="" tests for nothing at all.
            case '=' -> Optional.of(text(Order.EQUAL, pattern.equals("=\"\"") ? "" : pattern.substring(1)));
            default -> Optional.empty();
        };
    }

    private ConditionTest text(Order order, String other) {
        return new ConditionTest.Text(order, other, letters);
    }

    private ConditionTest regex(String source) {
        return new ConditionTest.Pattern(Regex.compile(Bytes.text((letters == Case.IGNORED ? "(?i)" : "") + source)).orElseThrow(() ->
                args.error("RewriteCond: cannot compile the pattern '" + Bytes.text(source) + "'")));
    }
}
