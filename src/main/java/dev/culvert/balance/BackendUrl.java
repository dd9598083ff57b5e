package dev.culvert.balance;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A backend's URL in the one spelling that names it: scheme and host in lower case, the scheme's own port and any
 * user information left out.
 *
 * @param unixSocket the path before the {@code |} of {@code unix:PATH|URL}, as it was written
 * @param scheme any, also one that Culvert does not speak
 * @param host an IPv6 address keeps its brackets; what follows a colon and is no number stays part of the host
 * @param port if it is not the scheme's own
 * @param path from the first {@code /}, {@code ?} or {@code #} after the host on; may be empty
 */
public record BackendUrl(Optional<String> unixSocket, String scheme, String host, Optional<Integer> port, String path) {
    /** The scheme of URLs that name a balancer. */
    public static final String BALANCER = "balancer";

    static final Pattern BACK_REFERENCE = Pattern.compile("\\$[0-9]");
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*");
    private static final int MOST_DIGITS = 9;

    /** @return nothing if there is no {@code scheme://}, or {@code unix:} without a path or a {@code |} */
    public static Optional<BackendUrl> parse(String text) {
        if (!text.regionMatches(true, 0, "unix:", 0, 5)) {
            return parse(text, Optional.empty());
        }
        int bar = text.indexOf('|');
        return bar <= 5 ? Optional.empty() : parse(text.substring(bar + 1), Optional.of(text.substring(5, bar)));
    }

    private static Optional<BackendUrl> parse(String text, Optional<String> unixSocket) {
        int colon = text.indexOf("://");
        if (colon < 0 || !SCHEME.matcher(text.substring(0, colon)).matches()) {
            return Optional.empty();
        }
        int end = authorityEnd(text, colon + 3);
        String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
        String authority = text.substring(colon + 3, end);
        // httpd: a user name and password in the target are accepted and dropped.
        String hostAndPort = authority.substring(authority.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        return Optional.of(of(unixSocket, scheme, hostAndPort, text.substring(end)));
    }

    private static int authorityEnd(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '/' || c == '?' || c == '#') {
                return i;
            }
        }
        return text.length();
    }

    private static BackendUrl of(Optional<String> unixSocket, String scheme, String hostAndPort, String path) {
        int colon = hostAndPort.lastIndexOf(':');
        String digits = hostAndPort.substring(colon + 1);
        if (colon < 0 || !isPort(digits)) {
            return new BackendUrl(unixSocket, scheme, hostAndPort, Optional.empty(), path);
        }
        Optional<Integer> port = Optional.of(Integer.valueOf(digits))
                .filter(number -> Scheme.of(scheme).map(known -> known.defaultPort() != number).orElse(true));
        return new BackendUrl(unixSocket, scheme, hostAndPort.substring(0, colon), port, path);
    }

    private static boolean isPort(String digits) {
        if (digits.isEmpty() || digits.length() > MOST_DIGITS) {
            return false;
        }
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Up to the path. */
    public String origin() {
        String socket = unixSocket.isPresent() ? "unix:" + unixSocket.get() + "|" : "";
        String number = port.isPresent() ? ":" + port.get() : "";
        return socket + scheme + "://" + host + number;
    }

    /** Whether the host is a name or an address, and not something left over from joining a URL to a path. */
    public boolean hasPlainHost() {
        return !host.isEmpty() && (host.indexOf(':') < 0 || (host.startsWith("[") && host.endsWith("]")));
    }

    public boolean isBalancer() {
        return scheme.equals(BALANCER);
    }

    boolean hasWildOrigin() {
        return BACK_REFERENCE.matcher(host).find();
    }

    boolean hasWildPath() {
        return BACK_REFERENCE.matcher(path).find();
    }

    /** Whole: what a backend is known by. */
    @Override
    public String toString() {
        return origin() + path;
    }
}
