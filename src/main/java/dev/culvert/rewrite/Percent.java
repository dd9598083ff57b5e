package dev.culvert.rewrite;

/** Percent-encoding as mod_rewrite does it, in lower case. */
final class Percent {
    private static final char[] HEX = "0123456789abcdef".toCharArray();
    private static final boolean[] KEPT = kept();

    private Percent() {}

    private static boolean[] kept() {
        boolean[] kept = new boolean[256];
        for (char c = 0; c < 256; c++) {
            kept[c] = Bytes.isAlphanumeric(c) || "$-_.+!*'(),:;@&=/~".indexOf(c) >= 0;
        }
        return kept;
    }

    /** For the path or the query of a Location. */
    static String escape(String text) {
        return escape(text, "");
    }

    /** @param also characters that stay as they are, too */
    static String escape(String text, String also) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 256 && KEPT[c]) || also.indexOf(c) >= 0) {
                out.append(c);
            } else {
                append(out, c);
            }
        }
        return out.toString();
    }

    static void append(StringBuilder out, char c) {
        out.append('%').append(HEX[c >> 4 & 15]).append(HEX[c & 15]);
    }

    /** Undoes what can be undone and leaves the rest: the map {@code int:unescape}. */
    static String unescape(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int code = c == '%' && i + 2 < text.length() ? code(text.charAt(i + 1), text.charAt(i + 2)) : -1;
            if (code == 0) {
                // httpd: its text ends there.
                break;
            } else if (code > 0) {
                out.append((char) code);
                i += 2;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static int code(char high, char low) {
        int first = high < 0x80 ? Character.digit(high, 16) : -1;
        int second = low < 0x80 ? Character.digit(low, 16) : -1;
        return first < 0 || second < 0 ? -1 : first * 16 + second;
    }
}
