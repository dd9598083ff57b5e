package dev.culvert.log;

import dev.culvert.directive.Misread;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;

/** Reads a format from left to right. */
final class AccessFormatReader {
    private static final int LONGEST_STATUS = 9;

    private final String format;
    private final Function<String, Misread> refusal;
    private final List<Token> tokens = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private int at;
    private boolean constant = true;

    AccessFormatReader(String format, Function<String, Misread> refusal) {
        this.format = format;
        this.refusal = refusal;
    }

    List<Token> tokens() {
        while (at < format.length()) {
            switch (format.charAt(at)) {
                case '%' -> code();
                case '\\' -> escape();
                default -> literal.append(format.charAt(at++));
            }
        }
        endLiteral();
        return tokens;
    }

    boolean isConstant() {
        return constant;
    }

    private void endLiteral() {
        if (!literal.isEmpty()) {
            tokens.add(Token.literal(literal.toString()));
            literal.setLength(0);
        }
    }

    // httpd: a backslash before any other character stands for itself.
    private void escape() {
        char after = at + 1 < format.length() ? format.charAt(at + 1) : 0;
        int known = "ntr\\".indexOf(after);
        literal.append(known < 0 || after == 0 ? '\\' : "\n\t\r\\".charAt(known));
        at += known < 0 || after == 0 ? 1 : 2;
    }

    private void code() {
        if (format.startsWith("%%", at)) {
            literal.append('%');
            at += 2;
            return;
        }
        endLiteral();
        constant = false;
        tokens.add(token(at++));
    }

    /** httpd: the sign !, the signs of an internal redirect, statuses and the argument may come in any order. */
    private Token token(int start) {
        String argument = "";
        boolean inverted = false;
        List<Integer> statuses = new ArrayList<>();
        while (true) {
            char c = next(start);
            switch (c) {
                case '!' -> inverted = true;
                // Without internal redirects the first and the last request are the same.
                case '<', '>', ',' -> { }
                case '{' -> argument = argument(start);
                case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> statuses.add(status());
                default -> {
                    return conditional(token(code(c, start), argument), inverted, statuses);
                }
            }
        }
    }

    private char next(int start) {
        if (at == format.length()) {
            throw refusal.apply("expects a code after '" + format.substring(start) + "', but the format ends there");
        }
        return format.charAt(at++);
    }

    private String argument(int start) {
        int end = format.indexOf('}', at);
        if (end < 0) {
            throw refusal.apply("expects } after '" + format.substring(start) + "', but the format ends there");
        }
        String argument = format.substring(at, end);
        at = end + 1;
        return argument;
    }

    private int status() {
        int start = at - 1;
        while (at < format.length() && Character.digit(format.charAt(at), 10) >= 0) {
            at++;
        }
        return Integer.parseInt(format, start, Math.min(at, start + LONGEST_STATUS), 10);
    }

    /** {@code ^} begins a code of three characters. */
    private String code(char first, int start) {
        if (first != '^') {
            return String.valueOf(first);
        }
        return "^" + next(start) + next(start);
    }

    private Token token(String code, String argument) {
        if (code.equals("W")) {
            return TunnelCodes.token(argument).orElseThrow(() -> refusal.apply("expects %{NAME}W to name one of "
                    + TunnelCodes.EXPECTED + ", but was '" + argument + "' in '" + format + "'"));
        }
        return AccessCodes.token(code, argument)
                .orElseThrow(() -> refusal.apply("expects a code it knows after %, but was '" + code + "' in '" + format + "'"));
    }

    private static Token conditional(Token token, boolean inverted, List<Integer> statuses) {
        IntPredicate listed = List.copyOf(statuses)::contains;
        return statuses.isEmpty() ? token : new Token.Conditional(token, inverted ? listed.negate() : listed);
    }
}
