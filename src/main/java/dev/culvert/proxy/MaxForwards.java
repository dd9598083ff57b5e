package dev.culvert.proxy;

import dev.culvert.http.Request;

/** How often a request may still be forwarded (RFC 9110 §7.6.2). */
final class MaxForwards {
    private MaxForwards() {}

    /** Whether there is a number and it is not used up. */
    static boolean isLeft(Request request) {
        String value = request.headers().first("Max-Forwards").orElse("");
        return !value.isEmpty() && value.length() < 10 && value.chars().allMatch(c -> c >= '0' && c <= '9')
                && Integer.parseInt(value) > 0;
    }
}
