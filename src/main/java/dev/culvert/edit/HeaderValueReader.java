package dev.culvert.edit;

import dev.culvert.directive.Args;
import dev.culvert.expr.BadExpression;
import dev.culvert.expr.Text;
import dev.culvert.http.Octets;
import java.util.ArrayList;
import java.util.List;

/** Reads the value of a Header line: {@code expr=…}, or text with codes. */
final class HeaderValueReader {
    private final Args args;
    private final String text;
    private final List<HeaderValue.Piece> pieces = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private int next;

    private HeaderValueReader(Args args, String text) {
        this.args = args;
        this.text = text;
    }

    static HeaderValue read(Args args, String word) {
        return word.startsWith("expr=")
                ? new HeaderValue.Computed(computed(args, word.substring("expr=".length())))
                : new HeaderValueReader(args, Octets.of(word)).format();
    }

    private static Text computed(Args args, String source) {
        try {
            return Text.parse(Octets.of(source));
        } catch (BadExpression wrong) {
            throw args.error(args.name() + ": the value's expression cannot be read: " + wrong.getMessage());
        }
    }

    private HeaderValue format() {
        while (next < text.length()) {
            char c = text.charAt(next++);
            switch (c) {
                case '%' -> code();
                case '\\' -> escape();
                default -> literal.append(c);
            }
        }
        flush();
        return new HeaderValue.Format(List.copyOf(pieces));
    }

    private void escape() {
        switch (next < text.length() ? text.charAt(next) : 0) {
            case '\\' -> escaped('\\');
            case 't' -> escaped('\t');
            case 'r', 'n' -> throw args.error(args.name() + ": expected a value of one line, but '" + text + "' has a line break");
            // httpd: a backslash that begins nothing stays.
            default -> literal.append('\\');
        }
    }

    private void escaped(char meant) {
        literal.append(meant);
        next++;
    }

    private void code() {
        if (next == text.length()) {
            // httpd: a percent sign at the end is one.
            literal.append('%');
            return;
        }
        String name = argument();
        char code = next < text.length() ? text.charAt(next++) : 0;
        switch (code) {
            case '%' -> literal.append('%');
            case 't' -> piece(new HeaderValue.Began());
            case 'D' -> piece(new HeaderValue.Elapsed());
            case 'l' -> piece(new HeaderValue.Load());
            case 'e' -> piece(new HeaderValue.Named(name));
            case 's' -> piece(new HeaderValue.Ssl(name));
            case 'b', 'i' -> throw args.error(args.name() + ": %" + code
                    + " is not supported: it counts httpd's worker threads, and here are none");
            default -> throw args.error(args.name() + ": expected one of %t, %D, %l, %{NAME}e, %{NAME}s and %%, but was '%"
                    + (code == 0 ? "" : code) + "'");
        }
    }

    private String argument() {
        if (text.charAt(next) != '{') {
            return "";
        }
        int end = text.indexOf('}', next);
        String name = text.substring(next + 1, end < 0 ? text.length() : end);
        next = end < 0 ? text.length() : end + 1;
        return name;
    }

    private void piece(HeaderValue.Piece piece) {
        flush();
        pieces.add(piece);
    }

    private void flush() {
        if (!literal.isEmpty()) {
            pieces.add(new HeaderValue.Literal(literal.toString()));
            literal.setLength(0);
        }
    }
}
