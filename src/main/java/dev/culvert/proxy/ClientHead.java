package dev.culvert.proxy;

import dev.culvert.directive.Settings;
import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import dev.culvert.http.HttpDate;
import dev.culvert.http.Request;
import dev.culvert.http.Response;
import dev.culvert.http.Version;
import dev.culvert.route.ProxyDirectives;
import dev.culvert.route.ReverseMap;
import dev.culvert.route.Scene;
import java.time.InstantSource;
import java.util.function.Predicate;

/**
 * Makes the head that the client gets of what a backend answered. The connection's own fields (Connection,
 * Transfer-Encoding) are not here: they are the dialect's.
 */
final class ClientHead {
    private final Scene scene;
    private final Request request;
    private final Settings settings;
    private final Site site;
    private final InstantSource clock;

    ClientHead(Scene scene, Site site, InstantSource clock) {
        this.scene = scene;
        this.request = scene.request();
        this.settings = scene.settings();
        this.site = site;
        this.clock = clock;
    }

    /** httpd: Date, Server, the backend's fields in their order, cookies last; the edits see what came, not what is added. */
    Response relayed(Response answer, ReverseMap reverse) {
        Headers.Builder out = Headers.builder();
        copy(answer, out, HopByHop.ofResponse(answer.headers()));
        answer.headers().all("Set-Cookie").forEach(cookie -> out.add("Set-Cookie", cookie));
        if (addsVia()) {
            out.add("Via", via(answer.version()));
        }
        Headers edited = new Edits(scene, clock).ofBackend(reverse.rewrite(out.build(), scene.identity().origin()));
        return new Response(answer.status(), answer.reason(), Version.HTTP_1_1, dated(edited), framing(answer));
    }

    private Headers dated(Headers edited) {
        return Headers.builder()
                .add("Date", edited.first("Date").orElseGet(this::now))
                .add("Server", edited.first("Server").orElse(site.product()))
                .addAll(edited.toBuilder().remove("Date").remove("Server").build())
                .build();
    }

    private void copy(Response answer, Headers.Builder out, Predicate<String> hop) {
        answer.headers().forEach((name, value) -> {
            if (hop.test(name) || isWrittenElsewhere(name) || isDroppedLength(name, value, answer)) {
                return;
            }
            if (!name.equalsIgnoreCase("Vary")) {
                out.add(name, value);
            } else if (!out.has(name)) {
                // httpd: joined where the first stood, with nothing behind the comma.
                out.add(name, String.join(",", answer.headers().all(name)));
            }
        });
    }

    private static boolean isWrittenElsewhere(String name) {
        return name.equalsIgnoreCase("Set-Cookie");
    }

    /** A length that does not frame what is sent is dropped; httpd drops a HEAD's zero as well. */
    private boolean isDroppedLength(String name, String value, Response answer) {
        return name.equalsIgnoreCase("Content-Length")
                && (answer.status() == 204 || answer.status() == 304
                        || (request.isHead() && value.equals("0"))
                        || (!request.isHead() && !(answer.body() instanceof Framing.Length)));
    }

    private Framing framing(Response answer) {
        return request.isHead() ? Framing.NONE : answer.body();
    }

    /** 101, as other 1xx but for the cookies that the configuration adds. */
    Response switched(Response answer) {
        Response head = interim(answer);
        return head.with(new Edits(scene, clock).ofSwitch(head.headers()));
    }

    /** 101 and other 1xx: the backend's fields without those of its connection, nothing of ours (httpd adds no Date either). */
    Response interim(Response answer) {
        Predicate<String> hop = HopByHop.ofResponse(answer.headers());
        Headers.Builder out = answer.headers().toBuilder().removeIf(hop);
        return new Response(answer.status(), answer.reason(), Version.HTTP_1_1, out.build(), Framing.NONE);
    }

    private String now() {
        return HttpDate.of(clock.instant());
    }

    private boolean addsVia() {
        return switch (settings.get(ProxyDirectives.VIA)) {
            case ON, FULL -> true;
            case OFF, BLOCK -> false;
        };
    }

    private String via(Version received) {
        return switch (settings.get(ProxyDirectives.VIA)) {
            case FULL -> site.via(received) + " (" + site.program() + ")";
            case ON, OFF, BLOCK -> site.via(received);
        };
    }
}
