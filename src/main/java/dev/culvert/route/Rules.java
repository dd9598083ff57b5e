package dev.culvert.route;

import dev.culvert.directive.Settings;
import dev.culvert.http.Headers;
import dev.culvert.rewrite.Address;
import dev.culvert.rewrite.DirectoryContext;
import dev.culvert.rewrite.RewriteEngine;
import dev.culvert.rewrite.Rewritten;
import dev.culvert.rewrite.Verdict;
import dev.culvert.world.Journal;

/** The rewrite rules of one request, wherever they stand; no more of them once one has said END. */
final class Rules {
    private final Router router;
    private final Scene scene;
    private final Journal journal;
    private boolean ended;

    Rules(Router router, Scene scene, Journal journal) {
        this.router = router;
        this.scene = scene;
        this.journal = journal;
    }

    /** Of the virtual host, before the path is mapped. */
    Verdict ofServer() {
        RewriteEngine engine = engine(router.host().settings());
        return ended || !engine.isOn() || engine(scene.settings()).isSilenced()
                ? new Verdict.Untouched() : applied(engine.onServer(address(), scene, journal));
    }

    /** Of the sections, once it is. */
    Verdict ofSections() {
        RewriteEngine engine = engine(scene.settings());
        DirectoryContext where = new DirectoryContext(scene.file(), scene.pathInfo());
        return ended || !engine.isOnInDirectory()
                ? new Verdict.Untouched() : applied(engine.onDirectory(address(), where, scene, journal));
    }

    private RewriteEngine engine(Settings settings) {
        return RewriteEngine.of(settings, router.place(), scene::began);
    }

    private Verdict applied(Rewritten rewritten) {
        scene.affected(rewritten.effects());
        ended |= rewritten.effects().ended();
        return rewritten.verdict();
    }

    /** Where a rule with [P] leads. */
    Decision target(Verdict.Proxied proxied) {
        Mapped.Form form = switch (proxied.encoding()) {
            case CANONICAL -> Mapped.Form.DECODED;
            case AS_IT_IS -> Mapped.Form.ENCODED;
        };
        return router.map().targets().make(new Mapped(proxied.url(), form), proxied.query());
    }

    private Address address() {
        Identity self = scene.identity();
        return new Address(scene.path(), scene.query(), new Address.Origin(self.scheme(), self.name(), self.port(), router.own()));
    }

    static Decision refused(Verdict.Refuse refusal) {
        return new Decision.Refuse(refusal.status(), "rewrite", refusal.logLine().orElse(""), Headers.NONE);
    }
}
