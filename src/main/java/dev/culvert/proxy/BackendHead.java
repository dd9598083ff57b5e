package dev.culvert.proxy;

import dev.culvert.directive.Settings;
import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import dev.culvert.http.Peer;
import dev.culvert.http.Request;
import dev.culvert.http.Version;
import dev.culvert.route.ProxyDirectives;
import dev.culvert.route.Scene;
import dev.culvert.route.Target;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Makes the head that a backend gets, in httpd's order: Host, the client's end-to-end fields with duplicates joined
 * where the first stood, the X-Forwarded trio, the body's framing, and the connection's own fields last.
 */
final class BackendHead {
    private final Request request;
    private final Settings settings;
    private final Site site;
    private final Peer peer;

    BackendHead(Scene scene, Site site) {
        this.request = scene.request();
        this.settings = scene.settings();
        this.site = site;
        this.peer = scene.peer();
    }

    Request make(Target target, Ask ask, Persistence persistence) {
        Headers.Builder out = Headers.builder().add("Host", host(target));
        copyEndToEnd(out);
        maxForwards(out);
        via(out);
        ask.key().ifPresent(key -> out.add("Sec-WebSocket-Key", key));
        if (ask.key().isPresent() && !out.has("Sec-WebSocket-Version")) {
            out.add("Sec-WebSocket-Version", "13");
        }
        forwarded(out);
        framing(out);
        connection(out, ask, persistence);
        Version version = persistence == Persistence.UNSAID ? Version.HTTP_1_0 : Version.HTTP_1_1;
        return new Request(request.method(), target.pathAndQuery(), version, out.build(), request.body());
    }

    private String host(Target target) {
        if (!settings.get(ProxyDirectives.PRESERVE_HOST)) {
            return target.hostHeader();
        }
        return request.headers().first("Host").orElse(site.serverName());
    }

    private void copyEndToEnd(Headers.Builder out) {
        Predicate<String> hop = HopByHop.ofRequest(request.headers());
        boolean expects = settings.get(ProxyDirectives.EXPECT_CONTINUE);
        request.headers().forEach((name, value) -> {
            if (!hop.test(name) && !name.equalsIgnoreCase("Host") && (expects || !name.equalsIgnoreCase("Expect"))) {
                out.add(name, value);
            }
        });
    }

    private void maxForwards(Headers.Builder out) {
        Optional<Integer> limit = settings.get(ProxyDirectives.MAX_FORWARDS);
        request.headers().first("Max-Forwards")
                .ifPresentOrElse(
                        left -> out.set("Max-Forwards", String.valueOf(Long.parseLong(left) - 1)),
                        () -> limit.ifPresent(first -> out.add("Max-Forwards", String.valueOf(first))));
    }

    private void via(Headers.Builder out) {
        switch (settings.get(ProxyDirectives.VIA)) {
            case OFF -> { }
            case BLOCK -> out.remove("Via");
            case ON -> out.merge("Via", site.via(request.version()));
            case FULL -> out.merge("Via", site.via(request.version()) + " (" + site.program() + ")");
        }
    }

    private void forwarded(Headers.Builder out) {
        if (!settings.get(ProxyDirectives.ADD_HEADERS)) {
            return;
        }
        out.merge("X-Forwarded-For", peer.ip());
        request.headers().first("Host").ifPresent(host -> out.merge("X-Forwarded-Host", host));
        out.merge("X-Forwarded-Server", site.serverName());
    }

    private void framing(Headers.Builder out) {
        switch (request.body()) {
            case Framing.Length(long bytes) -> out.add("Content-Length", String.valueOf(bytes));
            case Framing.Chunked() -> out.add("Transfer-Encoding", "chunked");
            case Framing.None(), Framing.UntilClose() -> { }
        }
    }

    private static void connection(Headers.Builder out, Ask ask, Persistence persistence) {
        switch (ask) {
            case Ask.Nothing() when persistence == Persistence.UNSAID -> { }
            case Ask.Nothing() -> out.add("Connection", persistence.token());
            case Ask.Upgrade(String token, Ask.Order order, var _) -> {
                if (order == Ask.Order.UPGRADE_FIRST) {
                    out.add("Upgrade", token).add("Connection", "Upgrade");
                } else {
                    out.add("Connection", "Upgrade").add("Upgrade", token);
                }
            }
        }
    }

    /** What a plain request says about the connection it came on. */
    enum Persistence {
        KEEP("Keep-Alive"),
        CLOSE("close"),
        /** In HTTP/1.0, which closes anyway. */
        UNSAID("");

        private final String token;

        Persistence(String token) {
            this.token = token;
        }

        String token() {
            return token;
        }
    }
}
