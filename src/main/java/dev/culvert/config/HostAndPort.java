package dev.culvert.config;

import java.util.Optional;

/**
 * A host with a port behind a colon, if it has one.
 *
 * @param host without brackets
 * @param port as written, not yet a number
 */
record HostAndPort(String host, Optional<String> port) {
    /** @return nothing if brackets do not match or either side of the colon is empty */
    static Optional<HostAndPort> split(String text) {
        int close = text.indexOf(']');
        if (text.startsWith("[")) {
            return close < 2 ? Optional.empty() : rest(text.substring(1, close), text.substring(close + 1));
        }
        int colon = text.indexOf(':');
        // More than one colon and no brackets: an IPv6 address whose port, if any, nobody could tell apart.
        if (colon < 0 || text.indexOf(':', colon + 1) >= 0) {
            return text.isEmpty() || colon >= 0 ? Optional.empty() : Optional.of(new HostAndPort(text, Optional.empty()));
        }
        return rest(text.substring(0, colon), text.substring(colon));
    }

    /** @return nothing unless it is a number between 0 and 65535 */
    static Optional<Integer> port(String text) {
        if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        return Optional.of(Integer.valueOf(text)).filter(number -> number <= 65535);
    }

    private static Optional<HostAndPort> rest(String host, String after) {
        if (after.isEmpty()) {
            return Optional.of(new HostAndPort(host, Optional.empty()));
        }
        return after.length() < 2 || host.isEmpty() || after.charAt(0) != ':'
                ? Optional.empty()
                : Optional.of(new HostAndPort(host, Optional.of(after.substring(1))));
    }
}
