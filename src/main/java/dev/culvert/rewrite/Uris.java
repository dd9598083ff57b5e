package dev.culvert.rewrite;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What mod_rewrite takes for a whole URL. */
final class Uris {
    /**
     * @param prefix the scheme with what follows it
     * @param queries whether a question mark in such a URL begins a query
     */
    record Scheme(String prefix, Queries queries) {}

    enum Queries {
        SPLIT,
        /** httpd: the question mark stays where it is, and the request's own query is forgotten. */
        PART_OF_URL
    }

    private static final List<Scheme> SCHEMES = List.of(
            split("http://"), split("https://"), split("ws://"), split("wss://"), split("balancer://"), split("unix:"),
            split("h2://"), split("h2c://"), split("ajp://"), split("fcgi://"), split("scgi://"), split("mailto:"),
            whole("ftp://"), whole("gopher://"), whole("ldap://"), whole("news:"), whole("nntp://"));

    private Uris() {}

    private static Scheme split(String prefix) {
        return new Scheme(prefix, Queries.SPLIT);
    }

    private static Scheme whole(String prefix) {
        return new Scheme(prefix, Queries.PART_OF_URL);
    }

    /** The scheme of a whole URL; nothing for a path. */
    static Optional<Scheme> schemeOf(String text) {
        if (text.isEmpty() || text.charAt(0) == '/' || text.indexOf(':') < 0) {
            return Optional.empty();
        }
        for (Scheme scheme : SCHEMES) {
            if (text.regionMatches(true, 0, scheme.prefix, 0, scheme.prefix.length())) {
                return Optional.of(scheme);
            }
        }
        return Optional.empty();
    }

    static boolean isAbsolute(String text) {
        return schemeOf(text).isPresent();
    }

    /** Everything behind the host escaped for a Location. */
    static String escape(String url, Scheme scheme) {
        int slash = url.indexOf('/', scheme.prefix.length());
        if (slash < 0) {
            return url;
        }
        // httpd: the parts of an LDAP URL are told apart by question marks.
        String kept = scheme.prefix.toLowerCase(Locale.ROOT).equals("ldap://") ? "?" : "";
        return url.substring(0, slash) + Percent.escape(url.substring(slash), kept);
    }

    /** Puts {@code replacement} where a path has {@code prefix}, at the border of a step only. */
    static Optional<String> replacePrefix(String path, String prefix, String replacement) {
        String start = withoutSlash(prefix);
        if (start.isEmpty() || !path.startsWith(start) || (path.length() > start.length() && path.charAt(start.length()) != '/')) {
            return Optional.empty();
        }
        return Optional.of(withoutSlash(replacement) + "/"
                + (path.length() > start.length() ? path.substring(start.length() + 1) : ""));
    }

    static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
