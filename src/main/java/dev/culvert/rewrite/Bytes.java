package dev.culvert.rewrite;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Text as bytes, one per char: a request's path is held so, and rules are matched against it byte by byte. */
final class Bytes {
    private Bytes() {}

    /** What a configuration says, as the bytes that a request would have for it. */
    static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            }
        }
        return text;
    }

    static String text(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** Nothing if no file can be called so. */
    static Optional<Path> path(String bytes) {
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(text(bytes)));
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    static boolean isControl(char c) {
        return c < ' ' || c == 0x7f;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
    }

    /** Whether there is something in it that cannot stand in a request line. */
    static boolean hasBlankOrControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == ' ' || isControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** httpd: what does not begin with a number is 0. */
    static int number(String text) {
        int at = 0;
        while (at < text.length() && (text.charAt(at) == ' ' || (text.charAt(at) >= '\t' && text.charAt(at) <= '\r'))) {
            at++;
        }
        boolean negative = at < text.length() && text.charAt(at) == '-';
        if (negative || (at < text.length() && text.charAt(at) == '+')) {
            at++;
        }
        long value = 0;
        for (; at < text.length() && isDigit(text.charAt(at)) && value <= Integer.MAX_VALUE; at++) {
            value = value * 10 + (text.charAt(at) - '0');
        }
        return (int) (negative ? Math.max(-value, Integer.MIN_VALUE) : Math.min(value, Integer.MAX_VALUE));
    }
}
