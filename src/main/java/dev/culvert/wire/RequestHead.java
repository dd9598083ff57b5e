package dev.culvert.wire;

import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import dev.culvert.http.Request;
import dev.culvert.http.Version;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads a request's head. What two servers might read differently is refused (spec httpd-proxy.md section 6.4). */
final class RequestHead {
    private RequestHead() {}

    static Request parse(List<String> lines, HeadLimits limits) throws BadHead {
        String first = lines.getFirst();
        int space = first.indexOf(' ');
        int last = first.lastIndexOf(' ');
        if (space <= 0 || space == last) {
            throw new BadHead(400, "AH00566: expected METHOD TARGET VERSION, but the request line was '" + first + "'");
        }
        String method = method(first.substring(0, space));
        String target = target(first.substring(space + 1, last), method);
        Version version = version(first.substring(last + 1));
        Headers headers = headers(lines, limits);
        return new Request(method, target, version, effectiveHost(target, headers, version), framing(headers, version));
    }

    static String method(String method) throws BadHead {
        if (!HeaderLine.isToken(method)) {
            throw new BadHead(400, "AH03445: expected a method, but was '" + method + "'");
        }
        return method;
    }

    static String target(String target, String method) throws BadHead {
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c == 0x7f) {
                throw new BadHead(400, "AH10244: the request target holds a space or a control character");
            }
        }
        boolean absolute = target.regionMatches(true, 0, "http://", 0, 7) || target.regionMatches(true, 0, "https://", 0, 8);
        if (!target.startsWith("/") && !target.equals("*") && !absolute && !method.equals("CONNECT")) {
            throw new BadHead(400, "AH10244: expected a path, an http URI or *, but the target was '" + target + "'");
        }
        return target;
    }

    /** httpd serves any later version it is told as 1.1. */
    private static Version version(String text) throws BadHead {
        boolean shaped = text.length() == 8 && text.startsWith("HTTP/") && isDigit(text.charAt(5)) && text.charAt(6) == '.'
                && isDigit(text.charAt(7));
        if (!shaped || text.charAt(5) == '0') {
            throw new BadHead(400, "AH02418: expected HTTP/1.1 or HTTP/1.0, but the version was '" + text + "'");
        }
        return text.equals("HTTP/1.0") ? Version.HTTP_1_0 : Version.HTTP_1_1;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static Headers headers(List<String> lines, HeadLimits limits) throws BadHead {
        Headers.Builder headers = Headers.builder();
        int all = 0;
        for (String line : lines.subList(1, lines.size())) {
            Optional<HeaderLine> field = HeaderLine.parse(line);
            if (field.isEmpty()) {
                throw new BadHead(400, "AH00560: expected 'Name: value', but the field was '" + line + "'");
            }
            headers.add(field.get().name(), field.get().value());
            all += line.length();
        }
        if (all > limits.fieldLine()) {
            checkJoined(lines, limits);
        }
        return headers.build();
    }

    /** httpd: fields of one name are joined, and the joined one must fit the limit as well. */
    private static void checkJoined(List<String> lines, HeadLimits limits) throws BadHead {
        Map<String, Integer> sizes = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String name = line.substring(0, line.indexOf(':'));
            int joined = sizes.merge(name.toLowerCase(Locale.ROOT), line.length() + 2, Integer::sum);
            if (joined - 2 > limits.fieldLine()) {
                throw new BadHead(400, "AH00561: the fields named " + name + " are longer than LimitRequestFieldSize");
            }
        }
    }

    /** An absolute target's authority takes the place of Host (RFC 9112 §3.2.2). */
    private static Headers effectiveHost(String target, Headers headers, Version version) throws BadHead {
        List<String> hosts = headers.all("Host");
        if (hosts.size() > 1) {
            throw new BadHead(400, "AH02430: the request has more than one Host");
        }
        if (hosts.isEmpty() && version.atLeast(Version.HTTP_1_1)) {
            throw new BadHead(400, "AH00569: a request without Host");
        }
        Optional<String> authority = Authority.ofTarget(target);
        Optional<String> host = authority.or(() -> hosts.stream().findFirst());
        // An absolute target may leave its host out (httpd); a Host header may not.
        boolean valid = authority.filter(a -> !a.isEmpty()).map(Authority::isValid).orElse(true)
                && hosts.stream().allMatch(Authority::isValid);
        if (!valid) {
            throw new BadHead(400, "AH00550: Host is not a host name: '" + host.orElse("") + "'");
        }
        return authority.filter(a -> !a.isEmpty()).map(a -> headers.toBuilder().set("Host", a).build()).orElse(headers);
    }

    /** Of HTTP/2: there must be a host, and only one. */
    static Headers checkedHost(Headers headers) throws BadHead {
        return effectiveHost("/", headers, Version.HTTP_2);
    }

    /** Exactly one way to say where the body ends (RFC 9112 §6.3), or 400. */
    private static Framing framing(Headers headers, Version version) throws BadHead {
        List<String> lengths = headers.all("Content-Length");
        Optional<String> coding = headers.joined("Transfer-Encoding");
        if (coding.isPresent() && (!lengths.isEmpty() || version == Version.HTTP_1_0)) {
            throw new BadHead(400, "a request with Transfer-Encoding and Content-Length, or with Transfer-Encoding in HTTP/1.0");
        }
        if (coding.isPresent()) {
            return chunked(coding.get());
        }
        return lengths.isEmpty() ? Framing.NONE : length(lengths);
    }

    private static Framing chunked(String coding) throws BadHead {
        if (coding.equalsIgnoreCase("chunked")) {
            return Framing.CHUNKED;
        }
        String lower = coding.toLowerCase(Locale.ROOT);
        boolean lastIsChunked = lower.endsWith("chunked") && lower.substring(0, lower.length() - 7).strip().endsWith(",");
        throw lastIsChunked
                ? new BadHead(500, "AH01093: a transfer coding other than chunked: '" + coding + "'")
                : new BadHead(400, "AH02085: expected Transfer-Encoding: chunked, but was '" + coding + "'");
    }

    static Framing length(List<String> lengths) throws BadHead {
        String value = lengths.getFirst();
        boolean digits = !value.isEmpty() && value.length() <= 18 && value.chars().allMatch(c -> c >= '0' && c <= '9');
        if (lengths.size() > 1 || !digits) {
            throw new BadHead(400, "AH01587: expected one Content-Length of digits, but was '" + String.join(", ", lengths)
                    + "'");
        }
        return Framing.length(Long.parseLong(value));
    }
}
