package dev.culvert.expr;

import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What a backslash in a pattern makes of what follows, where that means the same inside a class and outside. */
final class CharEscape {
    private static final int LAST_BYTE = 0xff;

    private final Cursor in;

    CharEscape(Cursor in) {
        this.in = in;
    }

    /** One byte, if the letter behind the backslash, already read, stands for one. */
    OptionalInt code(char letter) throws BadExpression {
        return switch (letter) {
            case 'a' -> OptionalInt.of(7);
            case 'e' -> OptionalInt.of(0x1b);
            case 'f' -> OptionalInt.of('\f');
            case 'n' -> OptionalInt.of('\n');
            case 'r' -> OptionalInt.of('\r');
            case 't' -> OptionalInt.of('\t');
            case '0' -> OptionalInt.of(number("0" + in.take(CharEscape::isOctal, 2), 8));
            case 'c' -> OptionalInt.of(control());
            case 'o' -> OptionalInt.of(number(braced("\\o"), 8));
            case 'x' -> OptionalInt.of(in.peek() == '{' ? number(braced("\\x"), 16) : number("0" + in.take(ByteSet::isHex, 2), 16));
            default -> Octets.isLetter(letter) || Octets.isDigit(letter) ? OptionalInt.empty() : OptionalInt.of(letter);
        };
    }

    /** Octal digits, the first of them already read. */
    int octal(char first) throws BadExpression {
        return number(first + in.take(CharEscape::isOctal, 2), 8);
    }

    static boolean isOctal(int c) {
        return c >= '0' && c <= '7';
    }

    private String braced(String escape) throws BadExpression {
        if (!in.skip("{")) {
            throw in.expected("'{' behind " + escape);
        }
        return in.upTo("}", escape);
    }

    private int number(String digits, int base) throws BadExpression {
        try {
            int code = Integer.parseInt(digits, base);
            if (code >= 0 && code <= LAST_BYTE && Octets.isWord(digits.charAt(0))) {
                return code;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw BadExpression.expected("the number of one byte before this", in.at(), "'" + digits + "'");
    }

    private int control() throws BadExpression {
        int c = in.peek();
        if (c < ' ' || c > 0x7e) {
            throw in.expected("a printable character behind \\c");
        }
        return Octets.upper(in.next()) ^ 0x40;
    }

    /** {@code \p{Lu}}: of Unicode's first 256 characters, those of a kind. */
    ByteSet property(char letter) throws BadExpression {
        int start = in.at();
        String name = in.skip("{") ? in.upTo("}", "\\" + letter) : in.isAtEnd() ? "" : String.valueOf(in.next());
        boolean inverse = name.startsWith("^");
        String bare = inverse ? name.substring(1) : name;
        if (!bare.matches("[A-Z][a-z]?")) {
            throw in.unsupported("the property '" + name + "'", start, "only general categories such as L or Lu are known");
        }
        ByteSet set = category(bare, start);
        return (letter == 'P') != inverse ? set.inverse() : set;
    }

    private ByteSet category(String name, int start) throws BadExpression {
        try {
            Pattern category = Pattern.compile("\\p{" + name + "}");
            return ByteSet.of(c -> category.matcher(String.valueOf((char) c)).matches());
        } catch (PatternSyntaxException _) {
            throw BadExpression.expected("a property that exists", start, "'" + name + "'");
        }
    }
}
