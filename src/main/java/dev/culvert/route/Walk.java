package dev.culvert.route;

import dev.culvert.access.AccessControl;
import dev.culvert.access.ClientIdentity;
import dev.culvert.access.RemoteIp;
import dev.culvert.config.CoreDirectives;
import dev.culvert.config.VirtualHost;
import dev.culvert.config.Whereabouts;
import dev.culvert.edit.EnvironmentEdits;
import dev.culvert.edit.HeaderEdits;
import dev.culvert.edit.Moment;
import dev.culvert.files.Documents;
import dev.culvert.http.Headers;
import dev.culvert.http.Peer;
import dev.culvert.http.Request;
import dev.culvert.access.Verdict;
import dev.culvert.world.Journal;
import dev.culvert.world.Remark;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One request on its way through the configuration of its virtual host, in httpd's observable order. What it finds on the
 * way stands in the {@link Scene}; what it comes to is a {@link Decision}.
 */
final class Walk {
    /** httpd: LimitInternalRecursion's default. */
    private static final int REDIRECTS_INSIDE = 10;
    /** httpd's name for who passes requests on. */
    static final String PROXY = "proxy-server";
    /** What a request's file begins with when it is none. */
    static final String PROXY_PREFIX = "proxy:";

    private final Router router;
    private final VirtualHost host;
    private final Scene scene;
    private final Journal journal;
    private final Translator translator;
    private final Fixups fixups;

    Walk(Router router, Scene scene, Journal journal) {
        this.router = router;
        this.host = router.host();
        this.scene = scene;
        this.journal = journal;
        Rules rules = new Rules(router, scene, journal);
        this.translator = new Translator(router, scene, journal, rules);
        this.fixups = new Fixups(router, scene, journal, rules);
    }

    Course fromOutside() {
        Request request = scene.request();
        if (request.method().equals("CONNECT")) {
            return course(new Decision.Refuse(405, "CONNECT is for forward proxies, and this is none"));
        }
        return from(RequestPath.of(request.target(), router.pathRules()));
    }

    /** @param uri a path of this server, possibly with a query */
    Course fromInside(String uri) {
        return from(RequestPath.of(uri, router.pathRules()));
    }

    private Course from(RequestPath begin) {
        return switch (begin) {
            case RequestPath.Refused(int status, String why) -> {
                scene.path(scene.request().target().replaceFirst("\\?.*", ""), Optional.empty());
                early();
                EnvironmentEdits.onHeaders(host.settings(), scene);
                yield course(new Decision.Refuse(status, why));
            }
            case RequestPath.Path path -> {
                early();
                yield from(path);
            }
        };
    }

    private Course from(RequestPath.Path begin) {
        RequestPath.Path path = begin;
        for (int i = 0; i <= REDIRECTS_INSIDE; i++) {
            switch (round(path)) {
                case Step.Settled(Decision decision) -> {
                    return course(decision);
                }
                case Step.Inside(RequestPath.Path next) -> {
                    scene.redirectedInside();
                    path = next;
                }
            }
        }
        return course(new Decision.Refuse(500, "AH00124: '" + begin.decoded() + "' leads from path to path inside, more than "
                + REDIRECTS_INSIDE + " times"));
    }

    private Course course(Decision decision) {
        return new Course(decision, scene);
    }

    private Step round(RequestPath.Path path) {
        scene.path(path.decoded(), path.query());
        scene.settings(host.settingsFor(Whereabouts.at(path.decoded())));
        host.captured(Whereabouts.at(path.decoded())).forEach(scene.environment()::set);
        EnvironmentEdits.onHeaders(host.settings(), scene);
        Optional<Decision> unfit = unfit(path);
        if (unfit.isPresent()) {
            return new Step.Settled(unfit.get());
        }
        return switch (translator.translate(path)) {
            case Translation.Settled(Decision decision) -> new Step.Settled(decision);
            case Translation.Proxied(Decision.Onward to) -> proxied(path, to);
            case Translation.File(var file) -> file(path, file);
        };
    }

    // ---- before anything is mapped

    private void early() {
        Peer peer = scene.peer();
        if (peer.address().equals(peer.connection())) {
            RemoteIp.Seen seen = RemoteIp.see(host.settings(), peer.address().getAddress(), scene.request().headers());
            seen.remark().ifPresent(journal::say);
            scene.request(scene.request().with(seen.headers()));
            scene.peer(seen.address().equals(peer.address().getAddress()) ? peer : peer.onBehalfOf(seen.address()));
        }
        // httpd: fields of one name are one from here on; what is added later stays apart.
        scene.request(scene.request().with(scene.request().headers().compressed()));
        scene.request(scene.request().with(HeaderEdits.earlyRequest(host.settings(), scene, moment(scene))));
    }

    private Optional<Decision> unfit(RequestPath.Path path) {
        Request request = scene.request();
        if (request.method().equals("TRACE") && scene.settings().get(CoreDirectives.TRACE_ENABLE) == CoreDirectives.Trace.OFF) {
            return Optional.of(new Decision.Refuse(405, "AH01238: TRACE, and TraceEnable is Off"));
        } else if (request.headers().has("Expect") && !request.expectsContinue()) {
            return Optional.of(new Decision.Refuse(417, "the only expectation that can be met is 100-continue"));
        } else if (path.isAsterisk()) {
            return Optional.of(request.method().equals("OPTIONS") ? new Decision.Local(200) : Decision.nothing("*"));
        }
        return Optional.empty();
    }

    // ---- once it is mapped

    private Step proxied(RequestPath.Path path, Decision.Onward to) {
        scene.mapped(PROXY_PREFIX + to.url(), PROXY);
        return admitted(Whereabouts.at(path.decoded()).proxiedTo(to.url()), () -> fixups.of(Optional.of(to), Optional.empty()));
    }

    private Step file(RequestPath.Path path, Optional<String> file) {
        Whereabouts at = Whereabouts.at(path.decoded());
        if (file.isEmpty()) {
            return admitted(at, () -> fixups.of(Optional.empty(), Optional.empty()));
        }
        Documents.Found found = Documents.find(file.get(), scene.answers());
        scene.mapped(found.filename(), scene.handler());
        scene.found(found);
        return admitted(at.mappedTo(found.filename()), () -> fixups.of(Optional.empty(), Optional.of(found)));
    }

    /** The sections are known: who may come in, and then what follows. */
    private Step admitted(Whereabouts at, Supplier<Step> next) {
        scene.stands(at);
        scene.settings(host.settingsFor(at.as(scene)));
        host.captured(at).forEach(scene.environment()::set);
        EnvironmentEdits.onSections(scene.settings(), scene);
        ClientIdentity client = new ClientIdentity(scene.peer().address().getAddress(), scene.peer().local().getAddress(),
                scene.peer().tls());
        var verdict = AccessControl.check(scene.settings(), scene, client, journal);
        return switch (verdict) {
            case Verdict.Granted(var user, var authType) -> {
                scene.authenticated(user, authType);
                ConnectionVariables.describe(scene);
                yield next.get();
            }
            case Verdict.Unauthorized(String challenge, var user, var line) -> {
                scene.authenticated(user, Optional.empty());
                yield new Step.Settled(barred(401, line, Headers.of("WWW-Authenticate", challenge)));
            }
            case Verdict.Denied(var user, Remark why) -> {
                scene.authenticated(user, Optional.empty());
                yield new Step.Settled(barred(403, Optional.of(why), Headers.NONE));
            }
            case Verdict.Broken(Remark why) -> new Step.Settled(barred(500, Optional.of(why), Headers.NONE));
        };
    }

    private Decision barred(int status, Optional<Remark> line, Headers headers) {
        line.ifPresent(journal::say);
        return new Decision.Refuse(status, "core", "", headers);
    }

    static Moment moment(Scene scene) {
        return new Moment(ChronoUnit.MICROS.between(Instant.EPOCH, scene.began()), 0);
    }
}
