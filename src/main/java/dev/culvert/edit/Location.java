package dev.culvert.edit;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where clients are sent: how a URL that was put together is written. */
final class Location {
    private static final String LITERAL = "!$&'()*+,-.:;=@_~/";
    private static final char[] HEX = "0123456789abcdef".toCharArray();
    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);
    private static final Pattern AUTHORITY =
            Pattern.compile("(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?<user>[^/@]*@)?(?<host>\\[[^\\]/]*\\]|[^/:]*)(?<port>:[0-9]*)?");

    private Location() {}

    static boolean isAbsolute(String url) {
        return ABSOLUTE.matcher(url).matches();
    }

    /** Whether it can stand in a head. */
    static boolean isSendable(String url) {
        return url.chars().allMatch(c -> c >= ' ' && c != 0x7f);
    }

    /** Percent-encodes what cannot stand in a path. */
    static String escaped(String path) {
        StringBuilder out = new StringBuilder(path.length() + 16);
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || LITERAL.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append('%').append(HEX[c >> 4 & 15]).append(HEX[c & 15]);
            }
        }
        return out.toString();
    }

    /** httpd: what came out of a pattern or an expression is encoded up to its query, which stays as it is. */
    static String rewritten(String url) {
        int end = 0;
        while (end < url.length() && url.charAt(end) != '?' && url.charAt(end) != '#') {
            end++;
        }
        String head = url.substring(0, end);
        Matcher authority = AUTHORITY.matcher(head);
        return authority.lookingAt()
                ? authority(authority) + escaped(head.substring(authority.end())) + url.substring(end)
                : escaped(head) + url.substring(end);
    }

    private static String authority(Matcher url) {
        String scheme = url.group("scheme");
        String user = url.group("user") == null ? "" : url.group("user");
        String port = url.group("port") == null ? "" : url.group("port");
        return scheme + "://" + withoutPassword(user) + url.group("host") + (isUsual(scheme, port) ? "" : port);
    }

    /** httpd: a password is nobody's business. */
    private static String withoutPassword(String user) {
        int colon = user.indexOf(':');
        return colon < 0 ? user : user.substring(0, colon) + ":XXXXXXXX@";
    }

    private static boolean isUsual(String scheme, String port) {
        return switch (scheme.toLowerCase(Locale.ROOT)) {
            case "http" -> port.equals(":80") || port.equals(":");
            case "https" -> port.equals(":443") || port.equals(":");
            default -> port.equals(":");
        };
    }

    /** The URL of a path of this server. */
    static String absolute(String scheme, String name, String port, String path) {
        String host = name.indexOf(':') >= 0 && !name.startsWith("[") ? "[" + name + "]" : name;
        String suffix = port.isEmpty() ? "" : ":" + port;
        return scheme + "://" + host + (isUsual(scheme, suffix) ? "" : suffix) + path;
    }
}
