package dev.culvert.route;

import dev.culvert.route.RequestPath.Path;
import dev.culvert.route.RequestPath.Refused;
import java.util.Optional;
import java.util.regex.Pattern;

/** Takes a request-target apart, in httpd's order. */
final class PathReader {
    private static final Pattern SCHEME = Pattern.compile("(?i)https?://");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]*|\\[[0-9A-Fa-f:.]+\\]");
    private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}");

    private PathReader() {}

    static RequestPath read(String target, PathRules rules) {
        if (target.equals("*")) {
            return new Path("*", "*", "*", Optional.empty(), Optional.empty(), Optional.empty());
        } else if (target.isEmpty() || target.chars().anyMatch(PathReader::isForbidden)) {
            return new Refused(400, "the request-target has a space, a control character or a # in it, or nothing at all");
        }
        return target.startsWith("/") ? split(target, target, Optional.empty(), rules) : readAbsolute(target, rules);
    }

    private static boolean isForbidden(int c) {
        return c <= ' ' || c == 0x7f || c == '#';
    }

    private static RequestPath readAbsolute(String target, PathRules rules) {
        var scheme = SCHEME.matcher(target);
        if (!scheme.lookingAt()) {
            return new Refused(400, "expected a request-target of the form /path, http://host/path or *, but was '" + target + "'");
        }
        int end = scheme.end();
        while (end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') {
            end++;
        }
        String authority = target.substring(scheme.end(), end);
        if (!isValid(authority)) {
            return new Refused(400, "expected a host and port in the request-target, but was '" + authority + "'");
        }
        String path = target.substring(end);
        return split(target, path.startsWith("/") ? path : "/" + path,
                Optional.of(authority).filter(name -> !name.isEmpty()), rules);
    }

    private static boolean isValid(String authority) {
        int colon = authority.lastIndexOf(':');
        int end = colon > authority.lastIndexOf(']') ? colon : authority.length();
        String host = authority.substring(0, end);
        return HOST.matcher(host).matches() && !host.contains("..") && isPort(authority.substring(end));
    }

    private static boolean isPort(String text) {
        if (text.isEmpty()) {
            return true;
        }
        int number = PORT.matcher(text).matches() ? Integer.parseInt(text.substring(1)) : 0;
        return number > 0 && number <= 65_535;
    }

    private static RequestPath split(String raw, String pathAndQuery, Optional<String> authority, PathRules rules) {
        int mark = pathAndQuery.indexOf('?');
        Optional<String> query = mark < 0 ? Optional.empty() : Optional.of(pathAndQuery.substring(mark + 1));
        String path = mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
        return PathSteps.decodeUnreserved(path)
                .flatMap(known -> PathSteps.resolve(known, rules.slashRuns()))
                .<RequestPath>map(encoded -> decode(raw, encoded, query, authority, rules))
                .orElseGet(() -> invalid(path));
    }

    private static RequestPath decode(
            String raw, String encoded, Optional<String> query, Optional<String> authority, PathRules rules) {
        return switch (PathSteps.decode(encoded, rules)) {
            case PathSteps.Decoded(String decoded) -> new Path(raw, encoded, decoded, query, authority, Optional.empty());
            case PathSteps.Undecodable(int status, String why) -> new Path(raw, encoded, encoded, query, authority,
                    Optional.of(new Refused(status, why)));
        };
    }

    private static Refused invalid(String path) {
        return new Refused(400, "AH10244: the path '" + path + "' leads above the root or has a % without two hex digits");
    }
}
