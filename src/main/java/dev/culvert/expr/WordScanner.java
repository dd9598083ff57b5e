package dev.culvert.expr;

import java.util.ArrayList;
import java.util.List;

/** Reads texts with {@code %{…}}, {@code $1} and escapes in them, and remembers how far it has come. */
final class WordScanner {
    /** Deeper than anybody nests, and far from the end of the stack. */
    static final int DEPTH = 100;

    private static final char NOTHING = '\0';
    private static final int LAST_BYTE = 0xff;

    private final String source;
    private final Vocabulary vocabulary;
    private int at;
    private int depth;

    WordScanner(String source, int at, Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.source = source;
        this.at = at;
    }

    int at() {
        return at;
    }

    /** Everything up to the end. */
    Word rest() throws BadExpression {
        return upTo(NOTHING);
    }

    /** At its quote. */
    Word quoted() throws BadExpression {
        char quote = source.charAt(at++);
        Word word = upTo(quote);
        at++;
        return word;
    }

    /** At its percent sign. */
    Word braced() throws BadExpression {
        at += 2;
        int start = at;
        String name = name();
        if (at < source.length() && source.charAt(at) == '}') {
            at++;
            return named(name, start);
        }
        if (at >= source.length() || source.charAt(at) != ':') {
            throw BadExpression.expected("'}' or ':' behind the name " + name, at, Octets.shown(source, at));
        }
        at++;
        return call(Names.function(name, start, vocabulary));
    }

    private Word call(Function function) throws BadExpression {
        int start = at;
        if (++depth > DEPTH) {
            throw BadExpression.expected("no more than " + DEPTH + " functions in each other", start, "one more");
        }
        Word argument = upTo('}');
        if (at == start) {
            throw BadExpression.expected("something to hand to " + function, start, "'}'");
        }
        at++;
        depth--;
        return new Word.Call(function, argument);
    }

    private String name() throws BadExpression {
        int start = at;
        while (at < source.length() && Octets.isWord(source.charAt(at))) {
            at++;
        }
        if (at == start || !Octets.isLetter(source.charAt(start))) {
            throw BadExpression.expected("the name of a variable or a function", start, Octets.shown(source, start));
        }
        return source.substring(start, at);
    }

    /** httpd: whatever begins with SSL_ is mod_ssl's, and empty if there is no such. */
    private static Word named(String name, int start) throws BadExpression {
        return name.regionMatches(true, 0, "SSL_", 0, 4)
                ? new Word.Call(Function.SSL, new Word.Literal(name))
                : new Word.Value(variable(name, start));
    }

    private static Variable variable(String name, int start) throws BadExpression {
        return Variable.named(name).filter(Variable::isKnownToExpressions)
                .orElseThrow(() -> BadExpression.expected("a variable that exists", start, "'" + name + "'"));
    }

    /** Stops before what ends it. */
    private Word upTo(char end) throws BadExpression {
        List<Word> parts = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        while (at < source.length() && (end == NOTHING || source.charAt(at) != end)) {
            if (isAt('%', '{')) {
                flush(plain, parts);
                parts.add(braced());
            } else if (isGroup(source, at)) {
                flush(plain, parts);
                parts.add(new Word.Group(source.charAt(at + 1) - '0'));
                at += 2;
            } else {
                plain.append(next(end));
            }
        }
        if (end != NOTHING && at >= source.length()) {
            throw BadExpression.expected("a closing '" + end + "'", at, "the end");
        }
        flush(plain, parts);
        return Word.joined(parts);
    }

    private static void flush(StringBuilder plain, List<Word> parts) {
        if (!plain.isEmpty()) {
            parts.add(new Word.Literal(plain.toString()));
            plain.setLength(0);
        }
    }

    static boolean isGroup(String source, int at) {
        return source.charAt(at) == '$' && at + 1 < source.length() && Octets.isDigit(source.charAt(at + 1));
    }

    private boolean isAt(char first, char second) {
        return source.charAt(at) == first && at + 1 < source.length() && source.charAt(at + 1) == second;
    }

    private char next(char end) throws BadExpression {
        char c = source.charAt(at++);
        if (c == '\n' && end != NOTHING) {
            throw BadExpression.expected("a closing '" + end + "'", at - 1, "the end of the line");
        }
        return c == '\\' && at < source.length() ? escaped() : c;
    }

    private char escaped() throws BadExpression {
        char c = source.charAt(at);
        if (Octets.isDigit(c)) {
            return octal();
        }
        at++;
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> c;
        };
    }

    private char octal() throws BadExpression {
        int start = at;
        int code = 0;
        while (at < source.length() && at < start + 3 && source.charAt(at) >= '0' && source.charAt(at) <= '7') {
            code = code * 8 + source.charAt(at++) - '0';
        }
        // httpd takes \0 too, and reads no further.
        if (code == 0 || code > LAST_BYTE) {
            throw BadExpression.expected("an octal number from \\1 to \\377", start - 1, "'" + source.substring(start - 1, at) + "'");
        }
        return (char) code;
    }
}
