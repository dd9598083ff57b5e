package dev.culvert.lint;

import dev.culvert.route.ProxyPass;
import java.util.Optional;
import java.util.stream.Stream;

/** What is left of the path is put behind the URL as it is: both sides must end with a slash, or neither. */
final class MappingSlashes implements Check {
    @Override
    public Stream<Finding> find(Survey survey) {
        return survey.servers().stream().flatMap(Server::everyOwnMapping)
                .filter(rule -> !MappingLine.isPattern(rule) && !rule.flags().contains(ProxyPass.Flag.INTERPOLATE))
                .flatMap(rule -> rule.url().flatMap(url -> finding(rule, MappingLine.path(rule), url)).stream());
    }

    private static Optional<Finding> finding(ProxyPass rule, String path, String url) {
        if (path.contains("?") || url.contains("?")) {
            return Optional.empty();
        }
        boolean slashInUrl = url.endsWith("/");
        if (path.endsWith("/") && !slashInUrl) {
            return Optional.of(isBare(url) ? hostTakesPath(rule, path, url) : missing(rule, path, url));
        }
        return !path.endsWith("/") && slashInUrl && !Twins.isWebSocket(url) ? Optional.of(doubled(rule, path, url)) : Optional.empty();
    }

    /** Whether a URL ends with its host or port. */
    static boolean isBare(String url) {
        return url.indexOf('/', url.indexOf("://") + 3) < 0;
    }

    private static Finding hostTakesPath(ProxyPass rule, String path, String url) {
        return Finding.mistake(rule.at(), "host-takes-path", path + "x is sent to " + url + "x: what follows the path's last slash"
                + " becomes part of the host, and no such host is found.",
                MappingLine.of(rule).withTarget(url + "/").print());
    }

    private static Finding missing(ProxyPass rule, String path, String url) {
        return Finding.mistake(rule.at(), "missing-slash", path + "x is sent to " + url + "x: the path ends with a slash and the"
                + " URL does not.", MappingLine.of(rule).withTarget(url + "/").print());
    }

    /** A WebSocket often has just the one path, for which this is right. */
    private static Finding doubled(ProxyPass rule, String path, String url) {
        return Finding.doubt(rule.at(), "doubled-slash", path + "/x is sent to " + url + "/x: the URL ends with a slash and the"
                + " path does not.", MappingLine.of(rule).withTarget(url.substring(0, url.length() - 1)).print());
    }
}
