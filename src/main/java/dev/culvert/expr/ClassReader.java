package dev.culvert.expr;

import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code [a-z[:digit:]_]}, its opening bracket already read. */
final class ClassReader {
    /** Instead of a char: several of them, and nothing. */
    private static final int MANY = -1;
    private static final int NONE = -2;

    private final Cursor in;
    private final CharEscape escapes;
    private final ByteSet set = ByteSet.none();
    private final int start;
    private boolean quoted;

    ClassReader(Cursor in) {
        this.in = in;
        this.escapes = new CharEscape(in);
        this.start = in.at() - 1;
    }

    /** The bytes it stands for where case counts, or where it does not. */
    ByteSet read(boolean caseless) throws BadExpression {
        rejectLonePosix();
        skipEmptyQuotes();
        boolean inverse = in.skip("^");
        boolean first = true;
        while (quoted || first || in.peek() != ']') {
            item();
            first = false;
        }
        in.next();
        ByteSet closed = caseless ? set.caseless() : set;
        return inverse ? closed.inverse() : closed;
    }

    private void rejectLonePosix() throws BadExpression {
        int earlier = in.at();
        if (in.skip(":") && in.take(c -> Octets.isLetter(c) || c == '^', 12).length() > 0 && in.skip(":]")) {
            throw BadExpression.expected("another '[' around a class such as [[:alpha:]]", start, "'['");
        }
        in.returnTo(earlier);
    }

    private void skipEmptyQuotes() {
        while (in.skip("\\Q\\E") || in.skip("\\E")) {
            // They are as if they were not there.
        }
    }

    private void item() throws BadExpression {
        int first = character();
        boolean range = !quoted && in.peek() == '-' && !isDashLast();
        if (range && first == MANY) {
            throw in.expected("a range between two characters");
        } else if (range && first >= 0) {
            in.next();
            range(first);
        } else if (first >= 0) {
            set.add(first, first);
        }
    }

    private boolean isDashLast() {
        int earlier = in.at();
        in.next();
        boolean last = in.peek() == ']';
        in.returnTo(earlier);
        return last;
    }

    private void range(int first) throws BadExpression {
        skipEmptyQuotes();
        int last = character();
        if (last < first) {
            throw in.expected("a range of characters in their order before this");
        }
        set.add(first, last);
    }

    /** The next one; what stands for {@link #MANY} is added at once. */
    private int character() throws BadExpression {
        if (in.isAtEnd()) {
            throw BadExpression.expected("']' to close the '[' at character " + (start + 1), in.at(), "the end");
        }
        if (quoted) {
            quoted = !in.skip("\\E");
            return quoted ? in.next() : NONE;
        }
        if (in.peek() == '[') {
            return posix();
        }
        char c = in.next();
        return c == '\\' ? escape() : c;
    }

    private int posix() throws BadExpression {
        int at = in.at();
        in.next();
        int kind = in.peek();
        String inside = in.take(c -> c != ']' && c != '[' && c != '\\', Integer.MAX_VALUE);
        boolean closed = inside.length() > 1 && ":.=".indexOf(kind) >= 0 && inside.charAt(inside.length() - 1) == kind && in.skip("]");
        if (closed && kind != ':') {
            throw in.unsupported("a collating element", at, "there is no order of letters but that of their bytes");
        } else if (closed) {
            set.add(named(inside.substring(1, inside.length() - 1), at));
            return MANY;
        }
        in.returnTo(at + 1);
        return '[';
    }

    private static ByteSet named(String name, int at) throws BadExpression {
        boolean inverse = name.startsWith("^");
        ByteSet set = ByteSet.posix(inverse ? name.substring(1) : name).orElseThrow(() ->
                BadExpression.expected("the name of a class such as alpha or digit", at + 2, "'" + name + "'"));
        return inverse ? set.inverse() : set;
    }

    private int escape() throws BadExpression {
        if (in.isAtEnd()) {
            throw in.expected("something behind the backslash");
        }
        int at = in.at();
        char letter = in.next();
        Optional<ByteSet> shorthand = letter == 'p' || letter == 'P'
                ? Optional.of(escapes.property(letter)) : ByteSet.shorthand(letter);
        if (shorthand.isPresent()) {
            set.add(shorthand.get());
            return MANY;
        }
        return switch (letter) {
            case 'b' -> '\b';
            case 'Q' -> {
                quoted = true;
                yield NONE;
            }
            case 'E' -> NONE;
            case '1', '2', '3', '4', '5', '6', '7' -> escapes.octal(letter);
            case '8', '9' -> letter;
            default -> {
                OptionalInt code = escapes.code(letter);
                yield code.orElseThrow(() -> BadExpression.expected("an escape that may stand in a class", at, "'\\" + letter + "'"));
            }
        };
    }
}
