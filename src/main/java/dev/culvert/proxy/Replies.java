package dev.culvert.proxy;

import dev.culvert.config.CoreDirectives;
import dev.culvert.files.Served;
import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import dev.culvert.http.HttpDate;
import dev.culvert.http.Response;
import dev.culvert.http.Status;
import dev.culvert.http.Version;
import dev.culvert.route.Scene;
import dev.culvert.route.Identity;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.OptionalInt;

/** The answers that are made here. */
final class Replies {
    private static final String HTML = "text/html; charset=utf-8";

    private final Scene scene;
    private final Site site;
    private final InstantSource clock;

    Replies(Scene scene, Site site, InstantSource clock) {
        this.scene = scene;
        this.site = site;
        this.clock = clock;
    }

    Action builtIn(Page page) {
        return text(page, ErrorPage.html(page.status(), page.phrase(), page.reason(), signature()));
    }

    /** A page that the configuration has the words of. */
    Action text(Page page, String html) {
        return whole(page.status(), page.phrase(), page.headers(), html);
    }

    /** A page whose head no directive changes. */
    Action plain(Page page) {
        String html = ErrorPage.html(page.status(), page.phrase(), page.reason(), "");
        return reply(page.status(), page.phrase(), page.headers().toBuilder(), HTML, html);
    }

    Action empty(int status, Headers headers) {
        return whole(status, Status.phrase(status), headers, "");
    }

    Action redirect(int status, String location) {
        return whole(status, Status.phrase(status), Headers.of("Location", location),
                ErrorPage.moved(status, Status.phrase(status), location, signature()));
    }

    /** @param documentOf the status whose document this file is */
    Action serve(Served answer, OptionalInt documentOf) {
        Response file = answer.head();
        int status = documentOf.orElse(file.status());
        scene.answered(new Response(status, Status.phrase(status), Version.HTTP_1_1, file.headers(), file.body()));
        Headers edited = new Edits(scene, clock).ofContent(typed(file.headers()));
        Headers all = Headers.builder().add("Date", HttpDate.of(clock.instant())).add("Server", site.product())
                .addAll(edited).build();
        Response head = new Response(status, Status.phrase(status), Version.HTTP_1_1, all, file.body());
        return new Action.Serve(head, answer.file(), answer.parts());
    }

    /** A page about this server itself. */
    Action operated(Operations.Answer answer) {
        String phrase = Status.phrase(answer.status());
        Headers known = answer.headers().toBuilder().add("Content-Type", answer.type()).build();
        scene.answered(new Response(answer.status(), phrase, Version.HTTP_1_1, known, Framing.NONE));
        Edits edits = new Edits(scene, clock);
        Headers edited = answer.status() < 300 ? edits.ofContent(answer.headers()) : edits.ofError(answer.headers());
        return reply(answer.status(), phrase, edited.toBuilder(), answer.type(), answer.page());
    }

    private Headers typed(Headers file) {
        return scene.type().map(type -> file.toBuilder().set("Content-Type", type).build()).orElse(file);
    }

    private Action whole(int status, String phrase, Headers special, String page) {
        Headers known = page.isEmpty() ? special : special.toBuilder().add("Content-Type", HTML).build();
        scene.answered(new Response(status, phrase, Version.HTTP_1_1, known, Framing.NONE));
        Edits edits = new Edits(scene, clock);
        return reply(status, phrase, (status < 300 ? edits.ofContent(special) : edits.ofError(special)).toBuilder(), HTML, page);
    }

    private Action reply(int status, String phrase, Headers.Builder special, String type, String page) {
        int length = page.getBytes(StandardCharsets.UTF_8).length;
        Headers.Builder headers = Headers.builder().add("Date", HttpDate.of(clock.instant())).add("Server", site.product())
                .addAll(special.build());
        if (status == 204) {
            return new Action.Reply(new Response(status, phrase, Version.HTTP_1_1, headers.build(), Framing.NONE), "", "");
        } else if (!scene.request().isHead()) {
            // httpd: how long a page of its own would be is not told to who does not want it.
            headers.add("Content-Length", String.valueOf(length));
        }
        Response head = new Response(status, phrase, Version.HTTP_1_1, headers.build(), Framing.length(length));
        return new Action.Reply(head, page.isEmpty() ? "" : type, page);
    }

    private String signature() {
        Identity self = scene.identity();
        String name = ErrorPage.escape(self.name());
        return switch (scene.settings().get(CoreDirectives.SERVER_SIGNATURE)) {
            case OFF -> "";
            case ON -> signature(name, self.port());
            case EMAIL -> signature("<a href=\"mailto:" + ErrorPage.escape(scene.settings().get(CoreDirectives.SERVER_ADMIN)) + "\">"
                    + name + "</a>", self.port());
        };
    }

    private String signature(String name, int port) {
        return "<hr>\n<address>" + site.product() + " at " + name + " Port " + port + "</address>\n";
    }
}
