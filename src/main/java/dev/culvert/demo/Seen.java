package dev.culvert.demo;

import dev.culvert.http.Headers;
import dev.culvert.http.Request;
import java.util.Locale;
import java.util.StringJoiner;

/** What of a request arrived here, told as JSON: the page finds out from it which rule carried the request. */
final class Seen {
    private Seen() {}

    /** Only who asks is told, so that everyone else gets a pure echo. */
    static boolean isAskedFor(Request request) {
        return request.target().endsWith("?seen");
    }

    static String json(Request request) {
        String line = request.method() + " " + request.target() + " " + request.version();
        return new StringJoiner(",", "{", "}")
                .add("\"request\":" + quoted(line))
                .add("\"host\":" + quoted(request.headers().first("Host").orElse("")))
                .add("\"forwarded\":" + forwarded(request.headers()))
                .toString();
    }

    private static String forwarded(Headers headers) {
        StringJoiner fields = new StringJoiner(",", "{", "}");
        headers.forEach((name, value) -> {
            if (name.toLowerCase(Locale.ROOT).startsWith("x-forwarded-")) {
                fields.add(quoted(name) + ":" + quoted(value));
            }
        });
        return fields.toString();
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\' || c < 0x20) {
                json.append(String.format("\\u%04x", c));
            } else {
                json.append((char) c);
            }
        });
        return json.append('"').toString();
    }
}
