package dev.culvert.lint;

import dev.culvert.route.ProxyPass;
import java.util.Locale;

/** Compares where two mappings send a request. */
final class Twins {
    private Twins() {}

    /** How the target of an earlier mapping compares with that of a later one, for the paths of the later one. */
    enum Likeness {
        /** Both send them to the same URL in the same way. */
        SAME,
        /** The first is ws:// or wss://, which carries plain HTTP as well, and the later one http:// or https://. */
        WEB_SOCKET_FIRST,
        /** The first is http:// or https://, which carries no WebSockets, and the later one ws:// or wss://. */
        HTTP_FIRST,
        DIFFERENT
    }

    static Likeness compare(ProxyPass first, ProxyPass later) {
        if (first.isExclusion() || later.isExclusion()) {
            return first.isExclusion() && later.isExclusion() ? Likeness.SAME : Likeness.DIFFERENT;
        }
        String made = made(first, later);
        String wanted = later.url().orElse("");
        boolean sameParameters = first.written().containsAll(later.written());
        if (made.equals(wanted)) {
            return sameParameters ? Likeness.SAME : Likeness.DIFFERENT;
        }
        return plain(made).equals(plain(wanted)) ? isWebSocket(made) ? Likeness.WEB_SOCKET_FIRST : Likeness.HTTP_FIRST
                : Likeness.DIFFERENT;
    }

    /** What the first mapping makes of the later one's path; nothing comparable where one is a pattern. */
    private static String made(ProxyPass first, ProxyPass later) {
        String from = MappingLine.path(first);
        String path = MappingLine.path(later);
        boolean comparable = !MappingLine.isPattern(first) && !MappingLine.isPattern(later) && path.startsWith(from);
        return comparable ? first.url().orElse("") + path.substring(from.length()) : "";
    }

    static String plain(String url) {
        return url.replaceFirst("(?i)^ws(s?)://", "http$1://");
    }

    static boolean isWebSocket(String url) {
        String lower = url.substring(url.indexOf('|') + 1).toLowerCase(Locale.ROOT);
        return lower.startsWith("ws://") || lower.startsWith("wss://");
    }
}
