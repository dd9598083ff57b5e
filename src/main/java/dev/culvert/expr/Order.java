package dev.culvert.expr;

import java.util.Map;
import java.util.Optional;

/** How two things may stand to each other. */
enum Order {
    EQUAL,
    UNEQUAL,
    LESS,
    AT_MOST,
    MORE,
    AT_LEAST;

    private static final Map<String, Order> SIGNS = Map.of(
            "==", EQUAL, "=", EQUAL, "!=", UNEQUAL, "<", LESS, "<=", AT_MOST, ">", MORE, ">=", AT_LEAST);
    private static final Map<String, Order> NAMES = Map.of(
            "eq", EQUAL, "ne", UNEQUAL, "lt", LESS, "le", AT_MOST, "gt", MORE, "ge", AT_LEAST);

    /** Of texts: {@code <=}. */
    static Optional<Order> sign(String sign) {
        return Optional.ofNullable(SIGNS.get(sign));
    }

    /** Of numbers: {@code le}. */
    static Optional<Order> name(String name) {
        return Optional.ofNullable(NAMES.get(name));
    }

    /** @param sign of their difference */
    boolean accepts(int sign) {
        return switch (this) {
            case EQUAL -> sign == 0;
            case UNEQUAL -> sign != 0;
            case LESS -> sign < 0;
            case AT_MOST -> sign <= 0;
            case MORE -> sign > 0;
            case AT_LEAST -> sign >= 0;
        };
    }

    /** The number that a text begins with, or 0: {@code "12abc"} is 12. Beyond 64 bits it is the last one there is. */
    static long number(String text) {
        int at = 0;
        while (at < text.length() && (text.charAt(at) == ' ' || (text.charAt(at) >= '\t' && text.charAt(at) <= '\r'))) {
            at++;
        }
        boolean negative = at < text.length() && text.charAt(at) == '-';
        if (at < text.length() && (negative || text.charAt(at) == '+')) {
            at++;
        }
        // Counted below zero, where there is room for one more.
        long sum = 0;
        for (; at < text.length() && Octets.isDigit(text.charAt(at)); at++) {
            int digit = text.charAt(at) - '0';
            if (sum < (Long.MIN_VALUE + digit) / 10) {
                return negative ? Long.MIN_VALUE : Long.MAX_VALUE;
            }
            sum = sum * 10 - digit;
        }
        return negative ? sum : sum == Long.MIN_VALUE ? Long.MAX_VALUE : -sum;
    }
}
