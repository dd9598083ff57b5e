package dev.culvert.wire;

import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import dev.culvert.http.Response;
import dev.culvert.http.Version;
import dev.culvert.proxy.Failure;
import dev.culvert.route.BadHeader;
import java.util.List;
import java.util.Optional;

/** Reads an answer's head, as forgiving as httpd is, but never guessing where its body ends. */
final class ResponseHead {
    /** An answer that cannot be used. */
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Failure failure;

        Broken(Failure failure) {
            super(failure.toString(), null, false, false);
            this.failure = failure;
        }

        Failure failure() {
            return failure;
        }
    }

    /**
     * @param response the head
     * @param reusable whether the connection can carry another request once the body is read
     * @param stray what ProxyBadHeader StartBody took for the first bytes of the body
     */
    record Parsed(Response response, boolean reusable, String stray) {}

    private final BadHeader badHeader;
    private final boolean toHead;

    /** @param method of the request it answers: an answer to HEAD has no body */
    ResponseHead(BadHeader badHeader, String method) {
        this.badHeader = badHeader;
        this.toHead = method.equals("HEAD");
    }

    Parsed parse(List<String> lines) throws Broken {
        String first = lines.getFirst();
        int status = status(first);
        Version version = first.startsWith("HTTP/1.0") ? Version.HTTP_1_0 : Version.HTTP_1_1;
        Headers.Builder fields = Headers.builder();
        String stray = fields(lines, fields);
        Headers headers = fields.build();
        Framing body = status < 200 ? Framing.NONE : framing(headers, status);
        boolean reusable = version == Version.HTTP_1_1 && !headers.hasToken("Connection", "close")
                && !(body instanceof Framing.UntilClose) && !isDoublyFramed(headers) && stray.isEmpty();
        return new Parsed(new Response(status, reason(first), version, headers, body), reusable, stray);
    }

    private static int status(String line) throws Broken {
        if (!line.startsWith("HTTP/1.") || line.length() < 12 || line.charAt(8) != ' ') {
            throw new Broken(new Failure.CorruptStatusLine(printable(line)));
        }
        String digits = line.substring(9, 12);
        boolean ends = line.length() == 12 || line.charAt(12) == ' ';
        if (!ends || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new Broken(new Failure.CorruptStatusLine(printable(line)));
        }
        return Integer.parseInt(digits);
    }

    private static String reason(String line) throws Broken {
        String reason = line.length() > 13 ? line.substring(13) : "";
        if (!HeaderLine.isClean(reason)) {
            throw new Broken(new Failure.UnsafeAnswer("its reason phrase holds a control character"));
        }
        return reason;
    }

    private static String printable(String line) {
        return (line.length() > 60 ? line.substring(0, 60) + "…" : line).replaceAll("[^ -~…]", "?");
    }

    private String fields(List<String> lines, Headers.Builder out) throws Broken {
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i);
            int colon = line.indexOf(':');
            if (line.startsWith("HTTP/1.") && line.length() >= 12 && colon < 0) {
                continue; // httpd: some backends say their status twice
            }
            if (colon > 0) {
                out.add(name(line.substring(0, colon)), value(line, colon + 1));
                continue;
            }
            switch (badHeader) {
                case IS_ERROR -> throw new Broken(new Failure.BrokenAnswer("a field without a colon: " + printable(line)));
                case IGNORE -> { }
                case START_BODY -> {
                    return String.join("\r\n", lines.subList(i + 1, lines.size())) + (i + 1 < lines.size() ? "\r\n\r\n" : "\r\n");
                }
            }
        }
        return "";
    }

    private static String name(String name) throws Broken {
        // httpd: white space before the colon is cut off after the name was compared, so such a field is none we know.
        if (!HeaderLine.isToken(name.stripTrailing())) {
            throw new Broken(new Failure.UnsafeAnswer("a field name that is none: " + printable(name)));
        }
        return name.stripTrailing().equals(name) ? name : "X-Culvert-Malformed-" + name.stripTrailing();
    }

    private static String value(String line, int from) throws Broken {
        String value = HeaderLine.trim(line, from);
        if (!HeaderLine.isClean(value)) {
            throw new Broken(new Failure.UnsafeAnswer("a field value with a control character"));
        }
        return value;
    }

    private Framing framing(Headers headers, int status) throws Broken {
        Optional<String> coding = headers.joined("Transfer-Encoding");
        if (toHead || status == 204 || status == 304) {
            return Framing.NONE;
        }
        if (coding.isPresent()) {
            return coding.get().equalsIgnoreCase("chunked") ? Framing.CHUNKED : Framing.UNTIL_CLOSE;
        }
        List<String> lengths = headers.all("Content-Length");
        return lengths.isEmpty() ? Framing.UNTIL_CLOSE : Framing.length(length(lengths));
    }

    /** Two lengths that differ are two answers in one; httpd takes the first, we neither. */
    private static long length(List<String> lengths) throws Broken {
        String value = lengths.getFirst();
        boolean number = !value.isEmpty() && value.length() <= 18 && value.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!number || lengths.stream().anyMatch(other -> !other.equals(value))) {
            throw new Broken(new Failure.BrokenAnswer("a Content-Length that is none: " + printable(String.join(", ", lengths))));
        }
        return Long.parseLong(value);
    }

    private static boolean isDoublyFramed(Headers headers) {
        return headers.has("Transfer-Encoding") && headers.has("Content-Length");
    }
}
