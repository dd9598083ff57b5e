package dev.culvert.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Divides an expression into tokens. */
final class Scanner {
    private static final String DELIMITERS = "/#$%^,;:?!.|-'\"";
    /** Longer ones first. */
    private static final List<String> SIGNS = List.of(
            "&&", "||", "==", "!=", "<=", ">=", "=~", "!~", "=", "<", ">", "!", "(", ")", "{", "}", ",", ".");

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private final Vocabulary vocabulary;
    private int at;

    Scanner(String source, Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.source = source;
    }

    /** The last one is the end. */
    List<Token> tokens() throws BadExpression {
        skipBlanks();
        while (at < source.length()) {
            tokens.add(next());
            skipBlanks();
        }
        tokens.add(new Token.End(at));
        return tokens;
    }

    private void skipBlanks() {
        while (at < source.length() && " \t\r\n".indexOf(source.charAt(at)) >= 0) {
            at++;
        }
    }

    private Token next() throws BadExpression {
        char c = source.charAt(at);
        char after = at + 1 < source.length() ? source.charAt(at + 1) : ' ';
        if (c == '\'' || c == '"' || (c == '%' && after == '{')) {
            return text(c);
        } else if (WordScanner.isGroup(source, at)) {
            at += 2;
            return new Token.Whole(new Word.Group(after - '0'), at - 2);
        } else if (c == '/') {
            return pattern(at);
        } else if (c == 'm' && DELIMITERS.indexOf(after) >= 0) {
            return pattern(at + 1);
        } else if (Octets.isLetter(c)) {
            int start = at;
            return new Token.Name(word(at), start);
        } else if (Octets.isDigit(c) || (c == '-' && Octets.isDigit(after))) {
            return digits();
        } else if (c == '-' && Octets.isWord(after)) {
            int start = at;
            return new Token.Dash(word(at + 1), start);
        }
        return sign();
    }

    private Token text(char first) throws BadExpression {
        int start = at;
        WordScanner words = new WordScanner(source, at, vocabulary);
        Word word = first == '%' ? words.braced() : words.quoted();
        at = words.at();
        return new Token.Whole(word, start);
    }

    /** httpd: the first delimiter ends it, whatever stands before it; there is no way to write one inside. */
    private Token pattern(int open) throws BadExpression {
        int start = at;
        int close = source.indexOf(source.charAt(open), open + 1);
        if (close < 0) {
            throw BadExpression.expected("a closing '" + source.charAt(open) + "'", source.length(), "the end");
        }
        String pattern = source.substring(open + 1, close);
        boolean caseless = close + 1 < source.length() && source.charAt(close + 1) == 'i';
        at = close + (caseless ? 2 : 1);
        Set<Regex.Flag> flags = caseless ? Set.of(Regex.Flag.CASELESS) : Set.of();
        return new Token.Pattern(regex(pattern, flags, start), start);
    }

    private static Regex regex(String pattern, Set<Regex.Flag> flags, int start) throws BadExpression {
        try {
            return Regex.ofOctets(pattern, flags);
        } catch (BadExpression bad) {
            throw new BadExpression("in the pattern at character " + (start + 1) + ": " + bad.getMessage());
        }
    }

    private Token digits() {
        int start = at++;
        while (at < source.length() && Octets.isDigit(source.charAt(at))) {
            at++;
        }
        return new Token.Whole(new Word.Digits(source.substring(start, at)), start);
    }

    private String word(int start) {
        at = start;
        while (at < source.length() && Octets.isWord(source.charAt(at))) {
            at++;
        }
        return source.substring(start, at);
    }

    private Token sign() throws BadExpression {
        for (String sign : SIGNS) {
            if (source.startsWith(sign, at)) {
                at += sign.length();
                return new Token.Sign(sign, at - sign.length());
            }
        }
        throw BadExpression.expected("a text in quotes, %{…}, a function or an operator", at, Octets.shown(source, at));
    }
}
