package dev.culvert.syntax;

/** White space as httpd sees it: ASCII only, so that a no-break space stays part of its word. */
final class Blank {
    private Blank() {
    }

    static boolean is(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    /** The index of the first character at or after {@code from} that is not blank, or the length. */
    static int skip(String text, int from) {
        int at = from;
        while (at < text.length() && is(text.charAt(at))) {
            at++;
        }
        return at;
    }

    static String trim(CharSequence text) {
        int start = 0;
        int end = text.length();
        while (start < end && is(text.charAt(start))) {
            start++;
        }
        while (end > start && is(text.charAt(end - 1))) {
            end--;
        }
        return text.subSequence(start, end).toString();
    }
}
