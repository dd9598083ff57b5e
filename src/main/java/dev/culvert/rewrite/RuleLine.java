package dev.culvert.rewrite;

import java.util.Optional;

/**
 * The words of a {@code RewriteCond} or {@code RewriteRule}, which read their own line. A word may stand in double or single
 * quotes, which nothing protects; outside of them a backslash keeps a blank, and stays.
 *
 * @param third the flags in their brackets, if there are any
 * @param rest what httpd never looks at
 */
record RuleLine(String first, String second, Optional<String> third, String rest) {
    /** Nothing if there are fewer than two words. */
    static Optional<RuleLine> read(String line) {
        Cursor cursor = new Cursor(Bytes.of(line));
        String first = cursor.next();
        if (!cursor.hasNext()) {
            return Optional.empty();
        }
        String second = cursor.next();
        Optional<String> third = cursor.hasNext() ? Optional.of(cursor.next()) : Optional.empty();
        return Optional.of(new RuleLine(first, second, third, cursor.rest()));
    }

    private static final class Cursor {
        private final String line;
        private int at;

        Cursor(String line) {
            this.line = line;
            skip();
        }

        boolean hasNext() {
            return at < line.length();
        }

        String rest() {
            return line.substring(at);
        }

        String next() {
            char first = hasNext() ? line.charAt(at) : 0;
            boolean quoted = first == '"' || first == '\'';
            int start = quoted ? at + 1 : at;
            int end = quoted ? endOfQuoted(start, first) : endOfBare(start);
            at = Math.min(end + 1, line.length());
            skip();
            return line.substring(start, end);
        }

        private int endOfQuoted(int start, char quote) {
            int end = line.indexOf(quote, start);
            return end < 0 ? line.length() : end;
        }

        private int endOfBare(int start) {
            int end = start;
            while (end < line.length() && !isBlank(line.charAt(end))) {
                boolean keeps = line.charAt(end) == '\\' && end + 1 < line.length() && isBlank(line.charAt(end + 1));
                end += keeps ? 2 : 1;
            }
            return end;
        }

        private void skip() {
            while (at < line.length() && isBlank(line.charAt(at))) {
                at++;
            }
        }

        private static boolean isBlank(char c) {
            return c == ' ' || (c >= '\t' && c <= '\r');
        }
    }
}
