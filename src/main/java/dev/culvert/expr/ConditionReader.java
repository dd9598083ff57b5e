package dev.culvert.expr;

import dev.culvert.http.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes a condition of tokens. {@code or} binds least, then {@code and}, then {@code not}. */
final class ConditionReader {
    private static final String OPERATOR = "an operator such as == or -eq";

    private final List<Token> tokens;
    private final Vocabulary vocabulary;
    private int next;
    private int depth;

    ConditionReader(List<Token> tokens, Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.tokens = tokens;
    }

    Condition read() throws BadExpression {
        Condition condition = any();
        if (!(peek() instanceof Token.End)) {
            throw unexpected("'and', 'or' or the end");
        }
        return condition;
    }

    private Condition any() throws BadExpression {
        List<Condition> conditions = new ArrayList<>(List.of(all()));
        while (skip("||", "or")) {
            conditions.add(all());
        }
        return conditions.size() == 1 ? conditions.getFirst() : new Condition.Any(List.copyOf(conditions));
    }

    private Condition all() throws BadExpression {
        List<Condition> conditions = new ArrayList<>(List.of(single()));
        while (skip("&&", "and")) {
            conditions.add(single());
        }
        return conditions.size() == 1 ? conditions.getFirst() : new Condition.All(List.copyOf(conditions));
    }

    private Condition single() throws BadExpression {
        goDeeper();
        boolean negated = false;
        while (skip("!", "not")) {
            negated = !negated;
        }
        Condition condition = positive();
        depth--;
        return negated ? new Condition.Not(condition) : condition;
    }

    private void goDeeper() throws BadExpression {
        if (++depth > WordScanner.DEPTH) {
            throw BadExpression.expected("no more than " + WordScanner.DEPTH + " parentheses in each other", peek().at(), "one more");
        }
    }

    private Condition positive() throws BadExpression {
        if (skip("(", "(")) {
            Condition inner = any();
            expect(")");
            return inner;
        }
        return switch (peek()) {
            case Token.Name(String name, int _) when name.equals("true") -> constant(Condition.Constant.TRUE);
            case Token.Name(String name, int _) when name.equals("false") -> constant(Condition.Constant.FALSE);
            case Token.Dash dash when dash.isUnary() -> test(dash);
            case Token.Sign _, Token.Dash _, Token.Pattern _, Token.End _ -> throw unexpected("a condition");
            case Token.Name _, Token.Whole _ -> comparison(word());
        };
    }

    private Condition constant(Condition.Constant constant) {
        next++;
        return constant;
    }

    private Condition test(Token.Dash dash) throws BadExpression {
        next++;
        int start = next;
        Word word = word();
        return switch (dash.name().charAt(0)) {
            case 'd' -> new Condition.OfFile(FileTest.DIRECTORY, word);
            case 'e' -> new Condition.OfFile(FileTest.EXISTS, word);
            case 'f' -> new Condition.OfFile(FileTest.FILE, word);
            case 's' -> new Condition.OfFile(FileTest.FILLED, word);
            case 'h', 'L' -> new Condition.OfFile(FileTest.LINK, word);
            case 'x' -> new Condition.OfFile(FileTest.EXECUTABLE, word);
            case 'F' -> new Condition.OfFile(FileTest.SERVED, word);
            case 'U', 'A' -> new Condition.Reachable(word);
            case 'n' -> new Condition.Not(new Condition.Empty(word));
            case 'z' -> new Condition.Empty(word);
            case 'T' -> new Condition.Not(new Condition.Off(word));
            case 'R' -> new Condition.Within(new Word.Value(Variable.REMOTE_ADDR), network(word, start));
            default -> throw BadExpression.expected("a test that exists", dash.at(), dash.shown());
        };
    }

    private Condition comparison(Word left) throws BadExpression {
        Token operator = peek();
        next++;
        return switch (operator) {
            case Token.Sign(String sign, int at) -> bySign(left, sign, at);
            case Token.Dash(String name, int at) -> byDash(left, name, at);
            case Token.Name(String name, int at) -> byName(left, name, at);
            case Token.Whole _, Token.Pattern _, Token.End _ ->
                    throw BadExpression.expected(OPERATOR, operator.at(), operator.shown());
        };
    }

    private Condition bySign(Word left, String sign, int at) throws BadExpression {
        if (sign.equals("=~")) {
            return new Condition.Matches(left, regex());
        } else if (sign.equals("!~")) {
            return new Condition.Not(new Condition.Matches(left, regex()));
        }
        Order order = Order.sign(sign).orElseThrow(() -> BadExpression.expected(OPERATOR, at, "'" + sign + "'"));
        return comparesLengths() ? new Condition.Lengths(left, order, word()) : new Condition.Texts(left, order, word());
    }

    private boolean comparesLengths() {
        return vocabulary == Vocabulary.TLS_REQUIREMENTS;
    }

    private Condition byName(Word left, String name, int at) throws BadExpression {
        if (name.equals("in")) {
            return new Condition.OneOf(left, list());
        }
        Order order = Order.name(name).orElseThrow(() -> BadExpression.expected(OPERATOR, at, "'" + name + "'"));
        return comparesLengths() ? new Condition.Lengths(left, order, word()) : new Condition.Numbers(left, order, word());
    }

    private Condition byDash(Word left, String name, int at) throws BadExpression {
        if (name.equals("in") || Order.name(name).isPresent()) {
            return byName(left, name, at);
        }
        int start = next;
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "ipmatch" -> new Condition.Within(left, network(word(), start));
            case "strmatch" -> new Condition.Like(left, word(), Glob.Mode.ANYTHING);
            case "strcmatch" -> new Condition.Like(left, word(), Glob.Mode.CASELESS);
            case "fnmatch" -> new Condition.Like(left, word(), Glob.Mode.PATH);
            default -> throw BadExpression.expected(OPERATOR, at, "'-" + name + "'");
        };
    }

    /** httpd: wants it written out, so that it is read once. */
    private Network network(Word word, int token) throws BadExpression {
        int at = tokens.get(token).at();
        if (!(word instanceof Word.Literal(String text))) {
            throw BadExpression.expected("an address or a network in quotes, without variables", at, tokens.get(token).shown());
        }
        return Network.parse(text).orElseThrow(() ->
                BadExpression.expected("an address or a network such as 10.0.0.0/8", at, "'" + text + "'"));
    }

    private Regex regex() throws BadExpression {
        if (peek() instanceof Token.Pattern(Regex regex, int _)) {
            next++;
            return regex;
        }
        throw unexpected("a pattern such as /^a/ or m#^a#");
    }

    private List<Word> list() throws BadExpression {
        if (peek() instanceof Token.Name(String name, int at)) {
            throw Names.list(name, at);
        }
        expect("{");
        List<Word> words = new ArrayList<>(List.of(word()));
        while (skip(",", ",")) {
            words.add(word());
        }
        expect("}");
        return List.copyOf(words);
    }

    private Word word() throws BadExpression {
        List<Word> parts = new ArrayList<>(List.of(part()));
        while (skip(".", ".")) {
            parts.add(part());
        }
        return Word.joined(parts);
    }

    private Word part() throws BadExpression {
        Token token = peek();
        if (token instanceof Token.Whole(Word word, int _)) {
            next++;
            return word;
        } else if (token instanceof Token.Name(String name, int at)) {
            next++;
            return call(name, at);
        }
        throw unexpected("a text in quotes, a number, %{…} or a function");
    }

    private Word call(String name, int at) throws BadExpression {
        goDeeper();
        if (!isNext("(")) {
            throw BadExpression.expected("a text in quotes, or '(' behind the name of a function", at, "'" + name + "'");
        }
        Function function = Names.function(name, at, vocabulary);
        expect("(");
        Word argument = word();
        expect(")");
        depth--;
        return new Word.Call(function, argument);
    }

    private void expect(String sign) throws BadExpression {
        if (!skip(sign, sign)) {
            throw unexpected("'" + sign + "'");
        }
    }

    private boolean skip(String sign, String name) {
        boolean here = isNext(sign) || (peek() instanceof Token.Name(String text, int _) && text.equals(name));
        next += here ? 1 : 0;
        return here;
    }

    private boolean isNext(String sign) {
        return peek() instanceof Token.Sign(String text, int _) && text.equals(sign);
    }

    private Token peek() {
        return tokens.get(next);
    }

    private BadExpression unexpected(String expected) {
        return BadExpression.expected(expected, peek().at(), peek().shown());
    }
}
