package dev.culvert.log;

import dev.culvert.http.Request;
import dev.culvert.http.Version;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** What an access line says about a request's head. */
final class RequestText {
    private RequestText() {}

    /** The first line, as it came; nothing if not even a method could be read. */
    static Optional<String> line(Request request) {
        if (request.method().isEmpty()) {
            return Optional.empty();
        }
        String start = request.target().isEmpty() ? request.method() : request.method() + ' ' + request.target();
        return Optional.of(request.version() == Version.HTTP_0_9 ? start : start + ' ' + request.version());
    }

    /** With its question mark; empty if there is none. */
    static String query(Request request) {
        int mark = request.target().indexOf('?');
        return mark < 0 ? "" : request.target().substring(mark);
    }

    /** Decoded, and without the detours that a server does not follow. */
    static String path(Request request) {
        String target = request.target();
        int mark = target.indexOf('?');
        String raw = mark < 0 ? target : target.substring(0, mark);
        int authority = authority(raw);
        return direct(decoded(authority < 0 ? raw : raw.substring(pathStart(raw, authority))));
    }

    /** The value of the first cookie of that name, which httpd compares without case. */
    static Optional<String> cookie(Request request, String name) {
        for (String cookies : request.headers().all("Cookie")) {
            for (String cookie : cookies.split(";", -1)) {
                int equals = cookie.indexOf('=');
                if (equals > 0 && cookie.substring(0, equals).strip().equalsIgnoreCase(name)) {
                    return Optional.of(cookie.substring(equals + 1).strip());
                }
            }
        }
        return Optional.empty();
    }

    /** Where the authority of an absolute target begins, or -1. */
    private static int authority(String target) {
        int scheme = target.startsWith("/") ? -1 : target.indexOf("://");
        return scheme < 0 ? -1 : scheme + 3;
    }

    private static int pathStart(String target, int authority) {
        int slash = target.indexOf('/', authority);
        return slash < 0 ? target.length() : slash;
    }

    private static String decoded(String path) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        StringBuilder out = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            int octet = path.charAt(i) == '%' ? octet(path, i + 1) : -1;
            out.append(octet < 0 ? path.charAt(i) : (char) octet);
            i += octet < 0 ? 0 : 2;
        }
        return out.toString();
    }

    private static int octet(String path, int at) {
        int high = at + 1 < path.length() ? Character.digit(path.charAt(at), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(path.charAt(at + 1), 16);
        return low < 0 ? -1 : high * 16 + low;
    }

    private static String direct(String path) {
        if (!path.startsWith("/") || !(path.contains("//") || path.contains("/."))) {
            return path;
        }
        Deque<String> segments = new ArrayDeque<>();
        String[] written = path.split("/", -1);
        for (String segment : written) {
            switch (segment) {
                case "", "." -> { }
                case ".." -> segments.pollLast();
                default -> segments.add(segment);
            }
        }
        String last = written[written.length - 1];
        boolean open = last.isEmpty() || last.equals(".") || last.equals("..");
        return "/" + String.join("/", segments) + (open && !segments.isEmpty() ? "/" : "");
    }
}
