package dev.culvert.route;

import dev.culvert.config.CoreDirectives.EncodedSlashes;
import java.util.Optional;

/** Percent-encoding of bytes that are held one per char. */
final class Escapes {
    private static final String LITERAL = "~$-_.+!*'(),;:@&=/";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private Escapes() {}

    /**
     * A decoded path as it stands on a request line. Nothing if a percent sign in it cannot be told from an encoded one,
     * which happens with {@code NoDecode} alone.
     */
    static Optional<String> canonical(String decoded, EncodedSlashes slashes) {
        StringBuilder out = new StringBuilder(decoded.length() + 16);
        for (int i = 0; i < decoded.length(); i++) {
            char c = decoded.charAt(i);
            if (isAlphanumeric(c) || LITERAL.indexOf(c) >= 0) {
                out.append(c);
            } else if (c == '%' && slashes == EncodedSlashes.NO_DECODE) {
                // httpd: a slash that was never decoded is still encoded; "%252f" cannot be told from it.
                int code = code(decoded, i);
                if (code < 0) {
                    return Optional.empty();
                }
                out.append(code == '/' ? "%" : "%25");
            } else {
                escape(out, c);
            }
        }
        return Optional.of(out.toString());
    }

    private static void escape(StringBuilder out, char c) {
        out.append('%').append(HEX[c >> 4 & 15]).append(HEX[c & 15]);
    }

    /** Whether text can stand on a request line as it is. */
    static boolean isSendable(String text) {
        return text.chars().noneMatch(c -> c <= ' ' || c == 0x7f);
    }

    static boolean isAlphanumeric(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** What the {@code %XX} at an index stands for, or -1 if there is none. */
    static int code(String text, int percent) {
        if (percent + 2 >= text.length()) {
            return -1;
        }
        int high = digit(text.charAt(percent + 1));
        int low = digit(text.charAt(percent + 2));
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    private static int digit(char c) {
        // Character.digit would take the digits of other scripts too.
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
