package dev.culvert.route;

import dev.culvert.config.CoreDirectives.EncodedSlashes;
import java.util.Optional;

/** The target of a request as httpd understands it before any rule is looked at. Each char is a byte. */
public sealed interface RequestPath {
    /**
     * A path that rules can be held against.
     *
     * @param raw the request-target as it came, query included
     * @param encoded dot segments resolved and unreserved characters decoded, everything else still as it came
     * @param decoded fully decoded; where that is not allowed, the same as {@code encoded}
     * @param query without its question mark, untouched; {@code /x?} has an empty one
     * @param authority of an absolute URI, where it takes the place of the Host header
     * @param undecodable why the path is refused, unless a rule takes it encoded
     */
    record Path(
            String raw,
            String encoded,
            String decoded,
            Optional<String> query,
            Optional<String> authority,
            Optional<Refused> undecodable)
            implements RequestPath {

        /**
         * A path of this server that is asked for inside: nobody wrote it, so there is nothing to decode.
         *
         * @param slashes how slashes are told from encoded ones
         */
        static Path inside(String decoded, Optional<String> query, EncodedSlashes slashes) {
            String encoded = Escapes.canonical(decoded, slashes).orElse(decoded);
            String raw = encoded + query.map(text -> "?" + text).orElse("");
            return new Path(raw, encoded, decoded, query, Optional.empty(), Optional.empty());
        }

        /** Whether this is the {@code *} of {@code OPTIONS *}, which is about the server and not about a path. */
        public boolean isAsterisk() {
            return raw.equals("*");
        }
    }

    /** @param logLine with httpd's number, where it has one */
    record Refused(int status, String logLine) implements RequestPath {}

    static RequestPath of(String target, PathRules rules) {
        return PathReader.read(target, rules);
    }
}
