package dev.culvert.log;

import java.nio.charset.StandardCharsets;

/**
 * Makes foreign text harmless in a log: what comes out is printable ASCII. A character up to U+00FF is one byte of a
 * header as it came; a higher one is its bytes in UTF-8.
 */
final class Escape {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private Escape() {}

    /** For a value in an access log, where quotes mean something. */
    static void access(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (text.charAt(i) == '"') {
                out.append("\\\"");
            } else {
                one(text.codePointAt(i), out);
            }
        }
    }

    /** For a message in the error log. */
    static void error(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            one(text.codePointAt(i), out);
        }
    }

    private static void one(int c, StringBuilder out) {
        if (c >= ' ' && c < 127 && c != '\\') {
            out.append((char) c);
        } else if (c > 0xff) {
            for (byte part : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                hex(part & 0xff, out);
            }
        } else {
            special(c, out);
        }
    }

    private static void special(int c, StringBuilder out) {
        switch (c) {
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case 0x0b -> out.append("\\v");
            default -> hex(c, out);
        }
    }

    private static void hex(int octet, StringBuilder out) {
        out.append("\\x").append(HEX[octet >> 4]).append(HEX[octet & 15]);
    }
}
