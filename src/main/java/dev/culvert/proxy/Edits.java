package dev.culvert.proxy;

import dev.culvert.edit.HeaderEdits;
import dev.culvert.edit.Moment;
import dev.culvert.edit.ResponseHeaders;
import dev.culvert.http.Headers;
import dev.culvert.route.Scene;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** What Header directives and rewrite rules make of an answer's headers. */
final class Edits {
    private final Scene scene;
    private final InstantSource clock;

    Edits(Scene scene, InstantSource clock) {
        this.scene = scene;
        this.clock = clock;
    }

    /** Of an answer that a backend gave, hop-by-hop fields left out. */
    Headers ofBackend(Headers came) {
        return HeaderEdits.response(scene.settings(), ResponseHeaders.ofBackend(early(), came), scene, moment()).sent();
    }

    /** Of a 101: httpd edits none of it; here the cookie that keeps a client at its member comes with it. */
    Headers ofSwitch(Headers came) {
        return HeaderEdits.cookies(scene.settings(), ResponseHeaders.ofBackend(ResponseHeaders.NONE, came), scene, moment()).sent();
    }

    /** Of something this server has, such as a file. */
    Headers ofContent(Headers own) {
        return HeaderEdits.response(scene.settings(), ResponseHeaders.ofContent(early(), varied(own)), scene, moment()).sent();
    }

    /** Of an error or a redirect made here. */
    Headers ofError(Headers own) {
        return HeaderEdits.error(scene.settings(), ResponseHeaders.ofError(early(), own), scene, moment()).sent();
    }

    /** httpd: the cookies of rewrite rules are for whatever answer there is. */
    private ResponseHeaders early() {
        ResponseHeaders early = HeaderEdits.early(scene.server(), scene, moment());
        if (scene.cookies().isEmpty()) {
            return early;
        }
        Headers.Builder always = early.always().toBuilder();
        scene.cookies().forEach(cookie -> always.add("Set-Cookie", cookie));
        return new ResponseHeaders(always.build(), early.onSuccess(), early.type());
    }

    /** httpd: what rules looked at stands first; an error forgets it. */
    private Headers varied(Headers own) {
        if (scene.vary().isEmpty()) {
            return own;
        }
        Headers.Builder all = Headers.builder();
        scene.vary().forEach(name -> all.merge("Vary", name));
        return all.addAll(own).build();
    }

    private Moment moment() {
        Instant began = scene.began();
        return new Moment(ChronoUnit.MICROS.between(Instant.EPOCH, began), Duration.between(began, clock.instant()).toNanos() / 1000);
    }
}
