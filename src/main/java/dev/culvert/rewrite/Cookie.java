package dev.culvert.rewrite;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringTokenizer;

/**
 * What {@code [CO=name:value:domain:minutes:path:secure:httponly:samesite]} says.
 *
 * @param minutes of its life; 0 lets it live as long as the browser does
 */
record Cookie(String name, String value, String domain, int minutes, String path, List<String> attributes) {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd-MMM-yyyy HH:mm:ss 'GMT'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /** Nothing without a name, a value and a domain. */
    static Optional<Cookie> of(String text) {
        boolean semicolons = text.startsWith(";");
        // httpd: what is left empty is no part, and the next one takes its place.
        StringTokenizer parts = new StringTokenizer(semicolons ? text.substring(1) : text, semicolons ? ";" : ":");
        if (parts.countTokens() < 3) {
            return Optional.empty();
        }
        String name = parts.nextToken();
        String value = parts.nextToken();
        String domain = parts.nextToken();
        int minutes = Bytes.number(next(parts, "0"));
        return Optional.of(new Cookie(name, value, domain, minutes, next(parts, "/"), attributes(parts)));
    }

    private static String next(StringTokenizer parts, String otherwise) {
        return parts.hasMoreTokens() ? parts.nextToken() : otherwise;
    }

    private static List<String> attributes(StringTokenizer parts) {
        List<String> attributes = new ArrayList<>(3);
        String secure = next(parts, "");
        if (says(secure, "secure")) {
            attributes.add("secure");
        }
        if (says(next(parts, ""), "HttpOnly")) {
            attributes.add("HttpOnly");
        }
        String sameSite = next(parts, "");
        if (!sameSite.isEmpty() && !sameSite.equals("0") && !sameSite.equalsIgnoreCase("false")) {
            attributes.add("SameSite=" + sameSite);
        }
        return attributes;
    }

    private static boolean says(String word, String name) {
        return word.equalsIgnoreCase("true") || word.equals("1") || word.equalsIgnoreCase(name);
    }

    /** As a Set-Cookie header has it. */
    String text(InstantSource clock) {
        StringBuilder out = new StringBuilder(name).append('=').append(value).append("; path=").append(path)
                .append("; domain=").append(domain);
        if (minutes != 0) {
            out.append("; expires=").append(DATE.format(clock.instant().plus(Duration.ofMinutes(minutes))));
        }
        attributes.forEach(attribute -> out.append("; ").append(attribute));
        return out.toString();
    }
}
