package dev.culvert.access;

import dev.culvert.http.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** What a client says in {@code Authorization} (RFC 7617). */
sealed interface Credentials {
    /** Bytes of a name or a password: longer ones only cost time. */
    int LONGEST = 1024;

    /** There is no such header. */
    record Absent() implements Credentials {}

    /** It is not {@code Basic}. */
    record OtherScheme() implements Credentials {}

    /** It cannot be read. */
    record Malformed() implements Credentials {}

    /** Both are bytes, each a character. */
    record NameAndPassword(String user, String password) implements Credentials {
        @Override
        public String toString() {
            return "NameAndPassword[" + user + "]";
        }
    }

    static Credentials of(Headers headers) {
        return headers.first("Authorization").map(Credentials::parse).orElseGet(Absent::new);
    }

    private static Credentials parse(String value) {
        String text = value.strip();
        int space = text.indexOf(' ');
        String scheme = space < 0 ? text : text.substring(0, space);
        if (!scheme.toLowerCase(Locale.ROOT).equals("basic")) {
            return new OtherScheme();
        }
        return decoded(text.substring(scheme.length()).strip()).flatMap(Credentials::split).orElseGet(Malformed::new);
    }

    private static Optional<String> decoded(String base64) {
        try {
            byte[] octets = Base64.getDecoder().decode(base64);
            return Optional.of(new String(octets, StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** The name ends at the first colon. httpd: without one the whole is a name, with an empty password. */
    private static Optional<Credentials> split(String both) {
        int colon = both.indexOf(':');
        String user = colon < 0 ? both : both.substring(0, colon);
        String password = colon < 0 ? "" : both.substring(colon + 1);
        boolean sane = !user.isEmpty() && user.length() <= LONGEST && password.length() <= LONGEST
                && both.chars().noneMatch(c -> c < 0x20 || c == 0x7f);
        return sane ? Optional.of(new NameAndPassword(user, password)) : Optional.empty();
    }
}
