package dev.culvert.syntax;

/** Takes a line apart into words. Variables are expanded afterwards, so that a value with blanks stays one word. */
final class Words {
    private final String line;
    private int next;

    Words(String line) {
        this.line = line;
        this.next = Blank.skip(line, 0);
    }

    boolean hasNext() {
        return next < line.length();
    }

    /** What has not been taken yet, quotes in place. */
    String rest() {
        return Blank.trim(line.substring(next));
    }

    /** The next word without its quotes. A quote that is never closed takes the rest of the line, as in httpd. */
    String next() {
        char first = line.charAt(next);
        String word = first == '"' || first == '\'' ? quoted(first) : bare();
        next = Blank.skip(line, next);
        return word;
    }

    private String quoted(char quote) {
        StringBuilder word = new StringBuilder();
        int at = next + 1;
        while (at < line.length() && line.charAt(at) != quote) {
            at = copy(at, quote, word);
        }
        next = Math.min(at + 1, line.length());
        return word.toString();
    }

    private String bare() {
        StringBuilder word = new StringBuilder();
        int at = next;
        while (at < line.length() && !Blank.is(line.charAt(at))) {
            // httpd: two backslashes are one outside of quotes, too.
            at = copy(at, '\\', word);
        }
        next = at;
        return word.toString();
    }

    /** Copies one character, or the one that a backslash protects, and says where to go on. */
    private int copy(int at, char quote, StringBuilder word) {
        char c = line.charAt(at);
        char after = at + 1 < line.length() ? line.charAt(at + 1) : 0;
        boolean escapes = c == '\\' && (after == '\\' || after == quote);
        word.append(escapes ? after : c);
        return escapes ? at + 2 : at + 1;
    }
}
