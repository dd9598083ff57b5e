package dev.culvert.wire;

import io.netty.util.NetUtil;
import java.util.Optional;

/** The host and port of a Host header or an absolute target, as strict as httpd is about them. */
final class Authority {
    private Authority() {}

    /** The authority of {@code http://host:port/path}; nothing for other targets. */
    static Optional<String> ofTarget(String target) {
        int scheme = target.indexOf("://");
        if (scheme <= 0 || target.startsWith("/")) {
            return Optional.empty();
        }
        int start = scheme + 3;
        int end = start;
        while (end < target.length() && "/?#".indexOf(target.charAt(end)) < 0) {
            end++;
        }
        return Optional.of(target.substring(start, end));
    }

    /** The name without port and brackets, in the case it came. */
    static String host(String authority) {
        if (authority.startsWith("[")) {
            return authority.substring(1, Math.max(1, authority.indexOf(']')));
        }
        int colon = authority.indexOf(':');
        return colon < 0 ? authority : authority.substring(0, colon);
    }

    static boolean isValid(String authority) {
        if (authority.startsWith("[")) {
            int close = authority.indexOf(']');
            return close > 0 && isIp6(authority.substring(1, close)) && isPortOrNothing(authority.substring(close + 1));
        }
        int colon = authority.indexOf(':');
        String host = colon < 0 ? authority : authority.substring(0, colon);
        return isName(host) && isPortOrNothing(colon < 0 ? "" : authority.substring(colon));
    }

    private static boolean isIp6(String literal) {
        return literal.indexOf('%') < 0 && NetUtil.isValidIpV6Address(literal);
    }

    private static boolean isPortOrNothing(String text) {
        if (text.isEmpty()) {
            return true;
        }
        String digits = text.substring(1);
        boolean number = text.charAt(0) == ':' && !digits.isEmpty() && digits.length() <= 5
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number && Integer.parseInt(digits) >= 1 && Integer.parseInt(digits) <= 65535;
    }

    private static boolean isName(String host) {
        boolean letters = !host.isEmpty() && !host.contains("..") && host.chars().allMatch(Authority::isNameCharacter);
        return letters && (!isNumeric(host) || NetUtil.isValidIpV4Address(host));
    }

    private static boolean isNameCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    }

    private static boolean isHexOrDot(int c) {
        return c == '.' || Character.digit(c, 16) >= 0;
    }

    /** What some resolvers would take for an address written short or in hex. */
    private static boolean isNumeric(String host) {
        boolean dotted = host.indexOf('.') >= 0 && host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
        return dotted || (host.regionMatches(true, 0, "0x", 0, 2) && host.chars().skip(2).allMatch(Authority::isHexOrDot));
    }
}
