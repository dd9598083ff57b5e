package dev.culvert.expr;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What httpd calls a server variable, under httpd's name: {@code %{REQUEST_URI}}. */
public enum Variable {
    HTTP_ACCEPT,
    HTTP_COOKIE,
    HTTP_FORWARDED,
    HTTP_HOST,
    HTTP_PROXY_CONNECTION,
    HTTP_REFERER,
    HTTP_USER_AGENT,
    AUTH_TYPE,
    CONN_REMOTE_ADDR,
    CONTEXT_PREFIX,
    CONTEXT_DOCUMENT_ROOT,
    DOCUMENT_ROOT,
    HTTPS,
    IPV6,
    IS_SUBREQ,
    PATH_INFO,
    QUERY_STRING,
    REMOTE_ADDR,
    REMOTE_HOST,
    REMOTE_IDENT,
    REMOTE_PORT,
    REMOTE_USER,
    REQUEST_FILENAME,
    REQUEST_METHOD,
    REQUEST_SCHEME,
    REQUEST_URI,
    SCRIPT_FILENAME,
    SCRIPT_GROUP,
    SCRIPT_USER,
    SERVER_ADDR,
    SERVER_ADMIN,
    SERVER_NAME,
    SERVER_PORT,
    SERVER_PROTOCOL,
    SERVER_SOFTWARE,
    API_VERSION,
    THE_REQUEST,
    TIME,
    TIME_YEAR,
    TIME_MON,
    TIME_DAY,
    TIME_HOUR,
    TIME_MIN,
    TIME_SEC,
    TIME_WDAY,
    // Known to expressions only.
    CONN_LOG_ID,
    CONTENT_TYPE,
    DOCUMENT_URI,
    HANDLER,
    HTTP2,
    LAST_MODIFIED,
    REQUEST_LOG_ID,
    REQUEST_STATUS;

    private static final Map<String, Variable> BY_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Variable::name, variable -> variable));

    /** The variable of that name, in any case. */
    public static Optional<Variable> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toUpperCase(Locale.ROOT)));
    }

    /** httpd: the server's own address can be asked for by rules alone. */
    public boolean isKnownToExpressions() {
        return this != SERVER_ADDR;
    }

    /** Whether mod_rewrite knows it too. */
    public boolean isKnownToRules() {
        return compareTo(CONN_LOG_ID) < 0;
    }
}
