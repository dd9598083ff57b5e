package dev.culvert.route;

import dev.culvert.config.CoreDirectives;
import dev.culvert.expr.Variable;
import dev.culvert.http.HttpDate;
import dev.culvert.http.Peer;
import dev.culvert.http.Version;
import java.net.Inet6Address;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What httpd's variables say of one request. */
record SceneValues(Scene scene) {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final String API = "20120211:142";

    String of(Variable variable) {
        return switch (variable) {
            case HTTP_ACCEPT -> header("Accept");
            case HTTP_COOKIE -> header("Cookie");
            case HTTP_FORWARDED -> header("Forwarded");
            case HTTP_HOST -> header("Host");
            case HTTP_PROXY_CONNECTION -> header("Proxy-Connection");
            case HTTP_REFERER -> header("Referer");
            case HTTP_USER_AGENT -> header("User-Agent");
            case REQUEST_METHOD -> scene.request().method();
            case REQUEST_SCHEME -> scene.peer().scheme();
            case REQUEST_URI, DOCUMENT_URI -> scene.path();
            case REQUEST_FILENAME, SCRIPT_FILENAME -> scene.file();
            case QUERY_STRING -> scene.query().orElse("");
            case THE_REQUEST -> scene.firstLine();
            case PATH_INFO -> scene.pathInfo();
            case HANDLER -> scene.handler();
            case CONTEXT_PREFIX -> "";
            case CONTEXT_DOCUMENT_ROOT -> documentRoot();
            case DOCUMENT_ROOT -> documentRoot();
            case REMOTE_USER -> scene.user().orElse("");
            case AUTH_TYPE -> scene.authType().orElse("");
            case IS_SUBREQ -> scene.isInner() ? "true" : "false";
            case REQUEST_STATUS -> String.valueOf(scene.status());
            case CONTENT_TYPE -> scene.response().flatMap(answer -> answer.headers().first("Content-Type")).orElse("");
            // httpd: the beginning of time for what is no file.
            case LAST_MODIFIED -> STAMP.format(scene.response().filter(_ -> scene.isFile())
                    .flatMap(answer -> answer.headers().first("Last-Modified")).flatMap(HttpDate::parse)
                    .orElse(Instant.EPOCH).atZone(ZoneId.systemDefault()));
            case REMOTE_ADDR, REMOTE_HOST, CONN_REMOTE_ADDR, REMOTE_PORT, HTTPS, HTTP2, IPV6, SERVER_ADDR, SERVER_ADMIN, SERVER_NAME,
                    SERVER_PORT, SERVER_PROTOCOL, SERVER_SOFTWARE, API_VERSION -> ofServer(variable);
            case TIME, TIME_YEAR, TIME_MON, TIME_DAY, TIME_HOUR, TIME_MIN, TIME_SEC, TIME_WDAY -> time(variable);
            // Nobody asks a client who it is, files have no owners here, and no ids are given out.
            case REMOTE_IDENT, SCRIPT_GROUP, SCRIPT_USER, CONN_LOG_ID, REQUEST_LOG_ID -> "";
        };
    }

    private String header(String name) {
        return scene.request().headers().joined(name).orElse("");
    }

    private String ofServer(Variable variable) {
        return switch (variable) {
            // httpd: REMOTE_HOST is the address where names are not looked up.
            case REMOTE_ADDR, REMOTE_HOST -> scene.peer().ip();
            case CONN_REMOTE_ADDR -> Peer.ip(scene.peer().connection());
            case REMOTE_PORT -> String.valueOf(scene.peer().connection().getPort());
            case HTTPS -> scene.peer().isSecure() ? "on" : "off";
            case HTTP2 -> scene.request().version().atLeast(Version.HTTP_2) ? "on" : "off";
            case IPV6 -> scene.peer().local().getAddress() instanceof Inet6Address ? "on" : "off";
            case SERVER_ADDR -> Peer.ip(scene.peer().local());
            case SERVER_ADMIN -> scene.settings().get(CoreDirectives.SERVER_ADMIN);
            case SERVER_NAME -> scene.identity().name();
            case SERVER_PORT -> String.valueOf(scene.identity().port());
            case SERVER_PROTOCOL -> scene.request().version().toString();
            case SERVER_SOFTWARE -> scene.product();
            default -> API;
        };
    }

    private String time(Variable variable) {
        ZonedDateTime now = scene.began().atZone(ZoneId.systemDefault());
        return switch (variable) {
            case TIME_YEAR -> String.format(Locale.ROOT, "%04d", now.getYear());
            case TIME_MON -> two(now.getMonthValue());
            case TIME_DAY -> two(now.getDayOfMonth());
            case TIME_HOUR -> two(now.getHour());
            case TIME_MIN -> two(now.getMinute());
            case TIME_SEC -> two(now.getSecond());
            case TIME_WDAY -> String.valueOf(now.getDayOfWeek().getValue() % 7);
            default -> STAMP.format(now);
        };
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }

    private String documentRoot() {
        return scene.server().get(CoreDirectives.DOCUMENT_ROOT).map(root -> root.text()).orElse("");
    }
}
