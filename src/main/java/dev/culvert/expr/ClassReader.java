package dev.culvert.expr;

import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code [a-z[:digit:]_]}, its opening bracket already read. */
final class ClassReader {
    private static final int NO_CHAR = -1;

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

    private void item() throws BadExpression {
        int from = in.at();
        int first = character();
        boolean dash = !quoted && in.peek() == '-';
        if (first == NO_CHAR) {
            if (dash && in.at() > from + 2 && !isDashLast()) {
                throw in.expected("a range between two characters");
            }
        } else if (!dash || isDashLast()) {
            set.add(first, first);
        } else {
            in.next();
            range(first);
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
        int last = character();
        if (last < first) {
            throw in.expected("a range of characters in their order before this");
        }
        set.add(first, last);
    }

    /** The next one; what stands for several is added, and {@link #NO_CHAR} is returned. */
    private int character() throws BadExpression {
        if (in.isAtEnd()) {
            throw BadExpression.expected("']' to close the '[' at character " + (start + 1), in.at(), "the end");
        }
        if (quoted) {
            quoted = !in.skip("\\E");
            return quoted ? in.next() : NO_CHAR;
        }
        if (in.peek() == '[') {
            return posix();
        }
        char c = in.next();
        return c == '\\' ? escape() : c;
    }

    private int posix() throws BadExpression {
        if (in.skip("[:")) {
            int earlier = in.at();
            boolean inverse = in.skip("^");
            String name = in.take(Octets::isLetter, 12);
            if (in.skip(":]")) {
                ByteSet named = ByteSet.posix(name).orElseThrow(() ->
                        BadExpression.expected("the name of a class such as alpha or digit", earlier, "'" + name + "'"));
                set.add(inverse ? named.inverse() : named);
                return NO_CHAR;
            }
            in.returnTo(earlier - 1);
            return '[';
        }
        if (in.skip("[.") || in.skip("[=")) {
            throw in.unsupported("a collating element", in.at() - 2, "there is no order of letters but that of their bytes");
        }
        return in.next();
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
            return NO_CHAR;
        }
        return switch (letter) {
            case 'b' -> '\b';
            case 'Q' -> {
                quoted = true;
                yield NO_CHAR;
            }
            case 'E' -> NO_CHAR;
            case '1', '2', '3', '4', '5', '6', '7' -> escapes.octal(letter);
            case '8', '9' -> letter;
            default -> {
                OptionalInt code = escapes.code(letter);
                yield code.orElseThrow(() -> BadExpression.expected("an escape that may stand in a class", at, "'\\" + letter + "'"));
            }
        };
    }
}
