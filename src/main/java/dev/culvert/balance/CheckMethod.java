package dev.culvert.balance;

import dev.culvert.directive.Args;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a member is asked whether it is well. */
public enum CheckMethod {
    /** Not at all. */
    NONE,
    /** It accepts a connection. */
    TCP,
    OPTIONS,
    HEAD,
    GET,
    OPTIONS11,
    HEAD11,
    GET11,
    /** It agrees to a WebSocket handshake and answers a ping. Not in httpd. */
    WEBSOCKET;

    static CheckMethod read(Args args) {
        String expected = Arrays.stream(values()).map(CheckMethod::toString).collect(Collectors.joining(", "));
        String text = args.next("one of " + expected);
        if (text.equalsIgnoreCase("CPING")) {
            throw args.error(args.name() + " cannot be CPING: only AJP backends are asked so, and none can be a member here;"
                    + " WEBSOCKET sends a ping to backends of that protocol");
        }
        return Arrays.stream(values()).filter(method -> method.name().equalsIgnoreCase(text)).findFirst()
                .orElseThrow(() -> Numbers.expected(args, "one of " + expected, text));
    }

    /** Whether the request is one of HTTP/1.1. */
    public boolean isHttp11() {
        return name().endsWith("11") || this == WEBSOCKET;
    }

    /** The method of its request; a WEBSOCKET handshake is a GET, and the first two send none. */
    public String verb() {
        return this == WEBSOCKET ? "GET" : name().replace("11", "");
    }

    /** As the balancer manager shows it. */
    @Override
    public String toString() {
        return this == NONE ? "None" : name().toUpperCase(Locale.ROOT);
    }
}
