package dev.culvert.expr;

import java.util.Base64;

/** Bytes written in other ways, as httpd's functions of these names do it. */
final class Coding {
    private static final String LITERAL = "$-_.+!*'(),:@&=/~;";
    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private Coding() {}

    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Octets.isLetter(c) || Octets.isDigit(c) || LITERAL.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append('%').append(Character.forDigit(c >> 4 & 15, 16)).append(Character.forDigit(c & 15, 16));
            }
        }
        return out.toString();
    }

    /** httpd: an encoded slash stays encoded, and what is badly encoded or holds a NUL comes to nothing. */
    static String unescape(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                out.append(c);
                continue;
            }
            int code = code(text, i);
            if (code <= 0) {
                return "";
            }
            out.append(code == '/' ? text.substring(i, i + 3) : String.valueOf((char) code));
            i += 2;
        }
        return out.toString();
    }

    private static int code(String text, int percent) {
        return percent + 2 < text.length() ? digit(text.charAt(percent + 1)) * 16 + digit(text.charAt(percent + 2)) : -1;
    }

    /** Low enough, if it is none, to make the whole code negative. */
    private static int digit(char c) {
        int digit = c < 0x80 ? Character.digit(c, 16) : -1;
        return digit < 0 ? -256 : digit;
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(Octets.bytes(text));
    }

    /** httpd: reads as far as it makes sense, padding or not. */
    static String unbase64(String text) {
        int end = 0;
        while (end < text.length() && BASE64.indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        // One letter alone is less than a byte.
        return Octets.of(Base64.getDecoder().decode(text.substring(0, end % 4 == 1 ? end - 1 : end)));
    }
}
