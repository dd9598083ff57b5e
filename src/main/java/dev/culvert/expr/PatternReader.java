package dev.culvert.expr;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Brings a pattern from PCRE's language into Java's, one byte per char. httpd: a dot matches a line end too, and a dollar
 * matches at the very end alone.
 */
final class PatternReader {
    /** As deep as PCRE goes. */
    private static final int DEPTH = 250;
    private static final int MOST_REPEATED = 65_535;

    private final Cursor in;
    private final StringBuilder out = new StringBuilder();
    private final GroupReader groupReader;
    private final EscapeReader escapeReader;
    private final Deque<Options> outside = new ArrayDeque<>();
    private final Map<String, Integer> names = new LinkedHashMap<>();
    private final Prefix prefix = new Prefix();
    private Options options;
    private int groups;
    /** Whether what was read last may be repeated. */
    private boolean repeatable;

    PatternReader(String source, boolean caseless) {
        this.in = new Cursor(source);
        this.groupReader = new GroupReader(in);
        this.escapeReader = new EscapeReader(in);
        this.options = Options.initial(caseless);
    }

    Pcre read() throws BadExpression {
        while (!in.isAtEnd()) {
            item(in.next());
        }
        if (!outside.isEmpty()) {
            throw in.expected("')' to close a group");
        }
        escapeReader.checkReferences(groups);
        return new Pcre(out.toString(), groups, Map.copyOf(names), prefix.text());
    }

    private void item(char c) throws BadExpression {
        switch (c) {
            case '\\' -> escape();
            case '[' -> atom(new ClassReader(in).read(options.caseless()).java());
            case '(' -> open();
            case ')' -> close();
            case '|' -> alternative();
            case '.' -> atom(options.dotAll() ? "." : "[^\\n]");
            case '^' -> caret();
            case '$' -> assertion(options.multiline() ? "(?=\\n|\\z)" : "\\z");
            case '*', '+', '?' -> repeat(String.valueOf(c));
            case '{' -> brace();
            default -> plain(c);
        }
    }

    private void plain(char c) {
        if (!options.extended() || !skipsBlank(c)) {
            literal(c);
        }
    }

    private boolean skipsBlank(char c) {
        if (c == '#') {
            in.upToOrEnd("\n");
        }
        return c == '#' || ByteSet.isSpace(c);
    }

    private void literal(char c) {
        out.append(Literals.java(c));
        repeatable = true;
        prefix.literal(c, options.caseless());
    }

    private void atom(String java) {
        out.append(java);
        repeatable = true;
        prefix.end();
    }

    private void assertion(String java) {
        out.append(java);
        repeatable = false;
        prefix.end();
    }

    private void caret() {
        boolean first = out.isEmpty() && !options.multiline();
        // Java's own multiline caret finds no line in an empty text.
        assertion(options.multiline() ? "(?:^|(?<=\\n)(?!\\z))" : "^");
        if (first) {
            prefix.begin();
        }
    }

    private void alternative() {
        out.append('|');
        repeatable = false;
        prefix.end();
        if (outside.isEmpty()) {
            prefix.forget();
        }
    }

    private void escape() throws BadExpression {
        if (in.skip("Q")) {
            in.upToOrEnd("\\E").chars().forEach(c -> literal((char) c));
            return;
        }
        if (in.skip("E")) {
            return;
        }
        Optional<String> assertion = escapeReader.assertion();
        if (assertion.isPresent()) {
            assertion(assertion.get());
            return;
        }
        Optional<Character> code = escapeReader.character(groups);
        if (code.isPresent()) {
            literal(code.get());
        } else {
            atom(escapeReader.atom(groups, names));
        }
    }

    private void open() throws BadExpression {
        int at = in.at() - 1;
        prefix.end();
        switch (groupReader.read()) {
            case GroupReader.Comment _ -> { }
            case GroupReader.Back(String name) -> atom(escapeReader.named(name, names, at));
            case GroupReader.Switch(Options.Change change) -> {
                become(change.applied(options));
                repeatable = false;
            }
            case GroupReader.Scoped(Options.Change change) -> {
                enter("(?:", at);
                become(change.applied(options));
            }
            case GroupReader.Plain(String java) -> enter(java, at);
            case GroupReader.Capturing(String name) -> {
                groups++;
                enter("(", at);
                if (!name.isEmpty() && names.put(name, groups) != null) {
                    throw BadExpression.expected("a name that no other group has", at, "'" + name + "'");
                }
            }
        }
    }

    private void enter(String java, int at) throws BadExpression {
        if (outside.size() >= DEPTH) {
            throw BadExpression.expected("no more than " + DEPTH + " groups in each other", at, "one more");
        }
        out.append(java);
        outside.push(options);
        repeatable = false;
    }

    /** Case is left to Java, which knows it per group as PCRE does; the other options are at work here. */
    private void become(Options wanted) {
        if (wanted.caseless() != options.caseless()) {
            out.append(wanted.caseless() ? "(?i)" : "(?-i)");
        }
        options = wanted;
    }

    private void close() throws BadExpression {
        if (outside.isEmpty()) {
            throw BadExpression.expected("an opening parenthesis before it", in.at() - 1, "')'");
        }
        options = outside.pop();
        atom(")");
    }

    private void brace() throws BadExpression {
        int earlier = in.at();
        String least = in.take(Octets::isDigit, MOST_REPEATED);
        boolean comma = in.skip(",");
        String most = comma ? in.take(Octets::isDigit, MOST_REPEATED) : "";
        if (least.isEmpty() || !in.skip("}")) {
            in.returnTo(earlier);
            literal('{');
            return;
        }
        if (count(least) > (most.isEmpty() ? MOST_REPEATED : count(most)) || (!most.isEmpty() && count(most) > MOST_REPEATED)) {
            throw BadExpression.expected("numbers up to " + MOST_REPEATED + " in their order", earlier, "'" + least + "," + most + "'");
        }
        repeat("{" + least + (comma ? "," + most : "") + "}");
    }

    private static long count(String digits) {
        return Order.number(digits);
    }

    private void repeat(String quantifier) throws BadExpression {
        if (!repeatable) {
            throw BadExpression.expected("something that can be repeated before it", in.at() - quantifier.length(), "'" + quantifier + "'");
        }
        out.append(quantifier);
        while (options.extended() && !in.isAtEnd() && skipsBlankHere()) {
            // Nothing else to do.
        }
        if (in.peek() == '?' || in.peek() == '+') {
            out.append(in.next());
        }
        repeatable = false;
        prefix.repeated();
    }

    private boolean skipsBlankHere() {
        int earlier = in.at();
        boolean skipped = skipsBlank(in.next());
        if (!skipped) {
            in.returnTo(earlier);
        }
        return skipped;
    }
}
