package dev.culvert.expr;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Text that holds one byte per char, as heads and decoded paths do. httpd compares bytes; what a configuration says in
 * UTF-8 is brought to the same form, and nothing but ASCII has upper and lower case.
 */
final class Octets {
    private Octets() {}

    /** What a configuration says, one byte per char. */
    static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return of(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        return text;
    }

    static String of(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static byte[] bytes(String octets) {
        return octets.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** As a person would read it, and as a file system wants its names. */
    static String readable(String octets) {
        return new String(bytes(octets), StandardCharsets.UTF_8);
    }

    static String lower(String text) {
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < out.length(); i++) {
            out.setCharAt(i, lower(text.charAt(i)));
        }
        return out.toString();
    }

    static String upper(String text) {
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < out.length(); i++) {
            out.setCharAt(i, upper(text.charAt(i)));
        }
        return out.toString();
    }

    static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }

    static char upper(char c) {
        return c >= 'a' && c <= 'z' ? (char) (c - 32) : c;
    }

    static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isWord(int c) {
        return isLetter(c) || isDigit(c) || c == '_';
    }

    /** For messages: what stands there, printable. */
    static String shown(String text, int at) {
        if (at >= text.length()) {
            return "the end";
        }
        char c = text.charAt(at);
        return c < ' ' || c >= 0x7f ? String.format(Locale.ROOT, "byte 0x%02x", (int) c) : "'" + c + "'";
    }
}
