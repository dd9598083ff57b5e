package dev.culvert.expr;

import java.util.Locale;

/** Single chars as {@link java.util.regex} reads them, inside a class and outside. */
final class Literals {
    private Literals() {}

    static String java(char c) {
        if (Octets.isLetter(c) || Octets.isDigit(c)) {
            return String.valueOf(c);
        }
        return c > ' ' && c < 0x7f ? "\\" + c : String.format(Locale.ROOT, "\\x%02x", (int) c);
    }
}
