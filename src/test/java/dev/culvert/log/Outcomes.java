package dev.culvert.log;

import dev.culvert.expr.Variable;
import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import dev.culvert.http.Peer;
import dev.culvert.http.Request;
import dev.culvert.http.Version;
import dev.culvert.proxy.Outcome;
import dev.culvert.proxy.Tally;
import dev.culvert.proxy.Traffic;
import dev.culvert.proxy.TunnelEnd;
import dev.culvert.proxy.TunnelFacts;
import dev.culvert.route.Identity;
import dev.culvert.testing.KnownSubject;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What became of requests, for tests. */
final class Outcomes {
    /** 23 Nov 2026 02:01:53.297925 UTC, a Monday. */
    static final Instant STARTED = Instant.parse("2026-11-23T02:01:53.297925Z");

    private static final Duration HANDSHAKE = Duration.ofNanos(5_250_999);
    private static final TunnelFacts FACTS = new TunnelFacts(7, "192.0.2.7", 54321, "www.example.test", "/a%20b/../ws/x", "",
            "ws://backend.test:8000", Version.HTTP_1_1, "websocket", "", STARTED.plus(HANDSHAKE), HANDSHAKE);

    private Outcomes() {}

    /** A tunnel of an hour. */
    static Outcome tunnel() {
        TunnelEnd end = new TunnelEnd(FACTS, new Traffic(new Traffic.Flow(900, OptionalLong.of(12)),
                new Traffic.Flow(1900, OptionalLong.empty()), Duration.ZERO), Duration.ofHours(1), OptionalInt.of(1001),
                TunnelEnd.By.BACKEND, "the-end");
        return tunnel(new Tally(1005, 2007, STARTED, Duration.ofHours(1).plus(HANDSHAKE), Optional.of(end)));
    }

    /** The same when it had just been opened. */
    static Outcome opened() {
        return tunnel(new Tally(105, 107, STARTED, HANDSHAKE));
    }

    private static Outcome tunnel(Tally tally) {
        return of(request("GET", "/a%20b/../ws/x?room=%201", Version.HTTP_1_1), 101, 0,
                Optional.of("ws://backend.test:8000/ws/x"), Map.of("DOG", "no bark", "REMOTE_USER", ""), tally, Optional.of(FACTS));
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

    static Outcome from(InetSocketAddress client) {
        Outcome page = page(200);
        return new Outcome(page.request(), page.serverName(), page.self(), new Peer(client, page.peer().local()),
                page.subject(), page.file(), page.backend(), page.status(), page.sent(), page.bodyBytes(), page.tally(), page.reuse(),
                page.keptAlive(), page.tunnel());
    }

    static Request request(String method, String target, Version version, String... headers) {
        Headers fields = headers.length > 0
                ? Headers.of(headers)
                : Headers.of("Host", "Shop.Example.test:99", "User-Agent", "q\" b\\s \u00c3\u00a9\tt\u0001", "Accept", "a",
                        "accept", "b", "Cookie", "x=1; abc=z z; Abc=2");
        return new Request(method, target, version, fields, Framing.NONE);
    }

    private static Outcome of(Request request, int status, long body, Optional<String> target, Map<String, String> env) {
        return of(request, status, body, target, env, new Tally(1005, 2007, STARTED, HANDSHAKE), Optional.empty());
    }

    private static Outcome of(Request request, int status, long body, Optional<String> target, Map<String, String> env, Tally tally,
            Optional<TunnelFacts> tunnel) {
        Peer peer = new Peer(new InetSocketAddress("192.0.2.7", 54321), new InetSocketAddress("198.51.100.1", 8080));
        KnownSubject subject = new KnownSubject(request);
        env.forEach(subject.environment()::set);
        env.forEach(subject::withSsl);
        Optional.ofNullable(env.get("REMOTE_USER")).ifPresent(user -> subject.with(Variable.REMOTE_USER, user));
        target.ifPresent(_ -> subject.with(Variable.HANDLER, "proxy-server"));
        return new Outcome(request, "www.example.test", new Identity("http", "shop.example.test", 80), peer, subject,
                target.map("proxy:"::concat).orElse(""), target.map(_ -> "ws://backend.test:8000").orElse(""), status,
                Headers.of("Content-Type", "text/html", "Set-Cookie", "a=1", "Set-Cookie", "b=2"), body,
                tally, Outcome.Reuse.CLOSED, 3, tunnel);
    }
}
