package dev.culvert.log;

import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import dev.culvert.http.Request;
import dev.culvert.http.Version;
import dev.culvert.proxy.Outcome;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What became of requests, for tests. */
final class Outcomes {
    /** 23 Nov 2026 02:01:53.297925 UTC, a Monday. */
    static final Instant STARTED = Instant.parse("2026-11-23T02:01:53.297925Z");

    private Outcomes() {}

    /** A tunnel of an hour. */
    static Outcome tunnel() {
        return of(request("GET", "/a%20b/../ws/x?room=%201", Version.HTTP_1_1), 101, 0,
                Optional.of("ws://backend.test:8000/ws/x"), Map.of("DOG", "no bark", "REMOTE_USER", ""));
    }

    static Outcome page(int status) {
        return of(request("GET", "/page", Version.HTTP_1_0), status, 339, Optional.empty(), Map.of());
    }

    static Outcome of(Request request) {
        return of(request, 400, 0, Optional.empty(), Map.of());
    }

    static Outcome with(Map<String, String> env) {
        return of(request("GET", "/page", Version.HTTP_1_1), 200, 1, Optional.empty(), env);
    }

    static Outcome from(SocketAddress client) {
        Outcome page = page(200);
        return new Outcome(page.request(), page.serverName(), page.canonicalPort(), client, page.local(), page.status(),
                page.sent(), page.bodyBytes(), page.received(), page.delivered(), page.started(), page.took(), page.reuse(),
                page.keptAlive(), page.target(), page.env());
    }

    static Request request(String method, String target, Version version, String... headers) {
        Headers fields = headers.length > 0
                ? Headers.of(headers)
                : Headers.of("Host", "Shop.Example.test:99", "User-Agent", "q\" b\\s \u00c3\u00a9\tt\u0001", "Accept", "a",
                        "accept", "b", "Cookie", "x=1; abc=z z; Abc=2");
        return new Request(method, target, version, fields, Framing.NONE);
    }

    private static Outcome of(Request request, int status, long body, Optional<String> target, Map<String, String> env) {
        return new Outcome(request, "www.example.test", 80, new InetSocketAddress("192.0.2.7", 54321),
                new InetSocketAddress("198.51.100.1", 8080), status,
                Headers.of("Content-Type", "text/html", "Set-Cookie", "a=1", "Set-Cookie", "b=2"), body, 1005, 2007, STARTED,
                Duration.ofHours(1).plusNanos(5_250_999), Outcome.Reuse.CLOSED, 3, target, env);
    }
}
