package dev.culvert.expr;

/** Reads what follows an opening parenthesis. */
final class GroupReader {
    private static final int LONGEST_NAME = 32;

    private final Cursor in;

    GroupReader(Cursor in) {
        this.in = in;
    }

    sealed interface Opening {}

    record Comment() implements Opening {}

    /** {@code (?P=name)}. */
    record Back(String name) implements Opening {}

    /** {@code (?i)}, which holds to the end of the group around it. */
    record Switch(Options.Change change) implements Opening {}

    /** {@code (?i:}. */
    record Scoped(Options.Change change) implements Opening {}

    /** What is the same in both languages, such as {@code (?=}. */
    record Plain(String java) implements Opening {}

    /** @param name empty if it has none */
    record Capturing(String name) implements Opening {}

    Opening read() throws BadExpression {
        if (in.peek() == '*') {
            throw in.unsupported("the verb '(*'", in.at() - 1, "Java's patterns know none");
        }
        return in.skip("?") ? special() : new Capturing("");
    }

    private Opening special() throws BadExpression {
        for (String same : new String[] {":", "=", "!", ">", "<=", "<!"}) {
            if (in.skip(same)) {
                return new Plain("(?" + same);
            }
        }
        if (in.skip("#")) {
            in.upTo(")", "the comment");
            return new Comment();
        } else if (in.skip("P=")) {
            return new Back(in.upTo(")", "the reference"));
        } else if (in.skip("P<") || in.skip("<")) {
            return named(">");
        } else if (in.skip("'")) {
            return named("'");
        }
        rejectOthers();
        return options();
    }

    private Opening named(String end) throws BadExpression {
        int at = in.at();
        String name = in.upTo(end, "the name of a group");
        if (name.isEmpty() || name.length() > LONGEST_NAME || !name.chars().allMatch(Octets::isWord) || Octets.isDigit(name.charAt(0))) {
            throw BadExpression.expected("a name of up to " + LONGEST_NAME + " letters, digits and _", at, "'" + name + "'");
        }
        return new Capturing(name);
    }

    private void rejectOthers() throws BadExpression {
        int c = in.peek();
        if (c == '|') {
            throw unsupported("the group '(?|'", "its numbers could not be told apart");
        } else if (c == 'R' || c == '&' || c == '+' || c == 'P' || Octets.isDigit(c)) {
            throw unsupported("calling a group from a pattern", "Java's patterns cannot call themselves");
        } else if (c == '(') {
            throw unsupported("the condition '(?('", "Java's patterns know none");
        } else if (c == 'C') {
            throw unsupported("the callout '(?C'", "there is nobody to call");
        }
    }

    private BadExpression unsupported(String what, String why) {
        return in.unsupported(what, in.at() - 2, why);
    }

    private Opening options() throws BadExpression {
        boolean reset = in.skip("^");
        String on = letters();
        boolean minus = in.skip("-");
        if (minus && Octets.isDigit(in.peek())) {
            throw unsupported("calling a group from a pattern", "Java's patterns cannot call themselves");
        }
        Options.Change change = new Options.Change(reset, on, minus ? letters() : "");
        if (in.skip(")")) {
            return new Switch(change);
        } else if (in.skip(":")) {
            return new Scoped(change);
        }
        throw in.expected("one of : = ! > < # or the options i, m, s, x");
    }

    private String letters() throws BadExpression {
        String letters = in.take(c -> "imsx".indexOf(c) >= 0, LONGEST_NAME);
        if (letters.contains("xx") || "JUn".indexOf(in.peek()) >= 0) {
            throw in.unsupported("the option " + (letters.contains("xx") ? "xx" : "" + (char) in.peek()), in.at() - 1,
                    "Java's patterns know no such");
        }
        return letters;
    }
}
