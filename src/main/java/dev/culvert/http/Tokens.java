package dev.culvert.http;

import java.util.ArrayList;
import java.util.List;

/** Comma-separated lists of tokens, as in {@code Connection} (RFC 9110 §5.6.1). */
public final class Tokens {
    private Tokens() {}

    public static boolean contains(String list, String token) {
        if (list.equalsIgnoreCase(token)) {
            return true;
        }
        return list.indexOf(',') >= 0 && split(list).stream().anyMatch(token::equalsIgnoreCase);
    }

    /** The elements without surrounding white space; empty ones are dropped. */
    public static List<String> split(String list) {
        List<String> tokens = new ArrayList<>(4);
        for (String part : list.split(",", -1)) {
            String token = part.strip();
            if (!token.isEmpty()) {
                tokens.add(token);
            }
        }
        return tokens;
    }
}
