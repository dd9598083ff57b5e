package dev.culvert.expr;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads what follows a backslash outside a class. */
final class EscapeReader {
    private static final int MOST_DIGITS = 4;

    private final Cursor in;
    private final CharEscape escapes;
    private int highest;

    EscapeReader(Cursor in) {
        this.in = in;
        this.escapes = new CharEscape(in);
    }

    /** {@code \b} and others that match no character. */
    Optional<String> assertion() throws BadExpression {
        if (in.isAtEnd()) {
            throw in.expected("something behind the backslash");
        }
        for (String same : new String[] {"b", "B", "A", "G", "z"}) {
            if (in.skip(same)) {
                return Optional.of("\\" + same);
            }
        }
        if (in.skip("K")) {
            throw in.unsupported("\\K", in.at() - 2, "Java's matches begin where they begin");
        }
        return in.skip("Z") ? Optional.of("(?=\\n?\\z)") : Optional.empty();
    }

    /** @param groups that were opened so far, which decides what a number means */
    Optional<Character> character(int groups) throws BadExpression {
        int earlier = in.at();
        char letter = in.next();
        OptionalInt code = letter >= '1' && letter <= '7' && !isReference(groups, letter)
                ? OptionalInt.of(escapes.octal(letter)) : escapes.code(letter);
        if (code.isEmpty()) {
            in.returnTo(earlier);
            return Optional.empty();
        }
        return Optional.of((char) code.getAsInt());
    }

    private boolean isReference(int groups, char first) {
        int earlier = in.at();
        String more = in.take(Octets::isDigit, MOST_DIGITS);
        in.returnTo(earlier);
        return more.isEmpty() || Order.number(first + more) <= groups;
    }

    /** Whatever else matches something. */
    String atom(int groups, Map<String, Integer> names) throws BadExpression {
        int at = in.at();
        char letter = in.next();
        Optional<ByteSet> shorthand = ByteSet.shorthand(letter);
        if (shorthand.isPresent()) {
            // Java means the same by these, and is quickest where they are left alone.
            return "dDwWsS".indexOf(letter) >= 0 ? "\\" + letter : shorthand.get().java();
        }
        return switch (letter) {
            case 'p', 'P' -> escapes.property(letter).java();
            case 'R' -> "(?>\\r\\n|[\\n-\\r\\x85])";
            case 'C' -> ".";
            case 'X' -> throw in.unsupported("\\X", at - 1, "patterns see bytes");
            case 'N' -> notLineEnd();
            case 'k' -> named(reference(), names, at);
            case 'g' -> relative(groups, names, at);
            case '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
                    numbered((int) Order.number(letter + in.take(Octets::isDigit, MOST_DIGITS)), groups, at);
            default -> throw BadExpression.expected("an escape that is known", at, "'\\" + letter + "'");
        };
    }

    private String notLineEnd() throws BadExpression {
        if (in.peek() == '{') {
            throw in.unsupported("\\N{", in.at() - 2, "patterns see bytes");
        }
        return "[^\\n]";
    }

    /** The name or number behind {@code \k} or {@code \g}, without its brackets. */
    private String reference() throws BadExpression {
        if (in.skip("{")) {
            return in.upTo("}", "the reference");
        } else if (in.skip("<")) {
            return in.upTo(">", "the reference");
        } else if (in.skip("'")) {
            return in.upTo("'", "the reference");
        }
        throw in.expected("a name in braces or angle brackets");
    }

    private String relative(int groups, Map<String, Integer> names, int at) throws BadExpression {
        if (in.peek() == '<' || in.peek() == '\'') {
            throw in.unsupported("calling a group from a pattern", at - 1, "Java's patterns cannot call themselves");
        }
        String reference = in.peek() == '{' ? reference() : in.take(c -> c == '-' || c == '+' || Octets.isDigit(c), MOST_DIGITS);
        if (!reference.matches("[-+]?[0-9]{1,4}")) {
            return named(reference, names, at);
        }
        int number = (int) Order.number(reference);
        return numbered(reference.startsWith("-") ? groups + 1 + number : reference.startsWith("+") ? groups + number : number, groups, at);
    }

    /** What a named group matched. */
    String named(String name, Map<String, Integer> names, int at) throws BadExpression {
        Integer number = names.get(name);
        if (number == null) {
            throw BadExpression.expected("the name of a group before it", at, "'" + name + "'");
        }
        return numbered(number, number, at);
    }

    private String numbered(int number, int groups, int at) throws BadExpression {
        // Java would take the digits apart as long as there is no such group.
        if (number < 1 || (number > 9 && number > groups)) {
            throw BadExpression.expected("the number of a group before it", at, "'" + number + "'");
        }
        highest = Math.max(highest, number);
        return "(?:\\" + number + ")";
    }

    /** @param groups that there are */
    void checkReferences(int groups) throws BadExpression {
        if (highest > groups) {
            throw new BadExpression("expected a group of the number " + highest + " but there are only " + groups);
        }
    }
}
