package dev.culvert.route;

import dev.culvert.config.CoreDirectives.EncodedSlashes;
import java.util.Optional;

/** What httpd does to a path before it looks for a rule. */
final class PathSteps {
    private PathSteps() {}

    /** What full decoding comes to. */
    sealed interface Decoding {}

    record Decoded(String path) implements Decoding {}

    record Undecodable(int status, String why) implements Decoding {}

    /** Decodes letters, digits and {@code - . _ ~}. Nothing if a percent sign has no two hex digits behind it. */
    static Optional<String> decodeUnreserved(String path) {
        if (path.indexOf('%') < 0) {
            return Optional.of(path);
        }
        StringBuilder out = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c != '%') {
                out.append(c);
                continue;
            }
            int code = Escapes.code(path, i);
            if (code < 0) {
                return Optional.empty();
            }
            if (isUnreserved(code)) {
                out.append((char) code);
            } else {
                out.append(path, i, i + 3);
            }
            i += 2;
        }
        return Optional.of(out.toString());
    }

    private static boolean isUnreserved(int c) {
        return Escapes.isAlphanumeric(c) || c == '-' || c == '.' || c == '_' || c == '~';
    }

    /** Removes dot segments (RFC 3986 §5.2.4) and, if wanted, doubled slashes. Nothing if the path leads above the root. */
    static Optional<String> resolve(String path, SlashRuns runs) {
        StringBuilder out = new StringBuilder(path.length());
        int from = 0;
        while (from < path.length()) {
            int slash = path.indexOf('/', from + 1);
            int end = slash < 0 ? path.length() : slash;
            // From its slash on: "/a", "/..", or "/" alone where another slash follows or the path ends.
            String segment = path.substring(from, end);
            if (segment.equals("/..")) {
                if (out.isEmpty()) {
                    return Optional.empty();
                }
                out.setLength(out.lastIndexOf("/"));
                closeIfLast(out, slash);
            } else if (segment.equals("/.")) {
                closeIfLast(out, slash);
            } else if (!segment.equals("/") || slash < 0 || runs == SlashRuns.KEPT) {
                out.append(segment);
            }
            from = end;
        }
        return Optional.of(out.isEmpty() ? "/" : out.toString());
    }

    /** {@code /a/..} is {@code /}, and {@code /a/.} is {@code /a/}. */
    private static void closeIfLast(StringBuilder out, int nextSlash) {
        if (nextSlash < 0) {
            out.append('/');
        }
    }

    /** Decodes everything that may be decoded. */
    static Decoding decode(String encoded, PathRules rules) {
        if (encoded.indexOf('%') < 0) {
            return new Decoded(encoded);
        }
        StringBuilder out = new StringBuilder(encoded.length());
        boolean newSlashes = false;
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            int code = c == '%' ? Escapes.code(encoded, i) : c;
            if (code == 0) {
                return new Undecodable(404, "the path '" + encoded + "' has a %00 in it");
            } else if (c != '%') {
                out.append(c);
            } else if (code == '/' && rules.encodedSlashes() == EncodedSlashes.OFF) {
                return new Undecodable(404, "AH00026: the path '" + encoded + "' has a %2F in it and AllowEncodedSlashes is Off");
            } else if (code == '/' && rules.encodedSlashes() == EncodedSlashes.NO_DECODE) {
                out.append(encoded, i, i + 3);
                i += 2;
            } else {
                newSlashes |= code == '/';
                out.append((char) code);
                i += 2;
            }
        }
        return newSlashes ? resolveAgain(out.toString(), rules) : new Decoded(out.toString());
    }

    /** A decoded slash may have made new dot segments and new runs of slashes. */
    private static Decoding resolveAgain(String decoded, PathRules rules) {
        return resolve(decoded, rules.slashRuns()).<Decoding>map(Decoded::new)
                .orElseGet(() -> new Undecodable(400,
                        "AH10244: the path '" + decoded + "' leads above the root once it is decoded"));
    }
}
