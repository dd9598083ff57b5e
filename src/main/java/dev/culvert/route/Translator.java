package dev.culvert.route;

import dev.culvert.config.CoreDirectives;
import dev.culvert.edit.Aliases;
import dev.culvert.edit.Redirects;
import dev.culvert.http.Octets;
import dev.culvert.rewrite.Verdict;
import dev.culvert.world.Journal;
import java.util.Optional;

/** What the path of a request stands for: rewrite rules, mappings, redirects, aliases, the document root, in that order. */
final class Translator {
    private final Router router;
    private final Scene scene;
    private final Journal journal;
    private final Rules rules;
    /** A rule has said that the path is not proxied. */
    private boolean excluded;

    Translator(Router router, Scene scene, Journal journal, Rules rules) {
        this.router = router;
        this.scene = scene;
        this.journal = journal;
        this.rules = rules;
    }

    Translation translate(RequestPath.Path path) {
        Optional<ProxyMap.Found> early = search(path).encoded();
        excluded = early.isPresent() && early.get().decision().isEmpty();
        if (early.isPresent() && !excluded) {
            return mapped(early.get());
        } else if (path.undecodable().isPresent()) {
            RequestPath.Refused refused = path.undecodable().get();
            return new Translation.Settled(new Decision.Refuse(refused.status(), refused.logLine()));
        }
        return rewritten(path);
    }

    private ProxyMap.Search search(RequestPath.Path path) {
        return router.map().search(path, scene.request(), scene.settings(), scene.environment().snapshot());
    }

    private Translation rewritten(RequestPath.Path path) {
        return switch (rules.ofServer()) {
            case Verdict.Untouched() -> byMappings(path);
            case Verdict.Proxied proxied -> translation(rules.target(proxied));
            case Verdict.Redirect(int status, String location) -> new Translation.Settled(new Decision.Redirect(status, location));
            case Verdict.Refuse refusal -> new Translation.Settled(Rules.refused(refusal));
            case Verdict.Local(String to, var query, var handover) -> local(to, query, handover);
        };
    }

    private Translation local(String to, Optional<String> query, Verdict.Handover handover) {
        return switch (handover) {
            case MAPPINGS -> {
                scene.path(to, query);
                yield byMappings(router.inside(to, query));
            }
            case DOCUMENT_ROOT, NEW_REQUEST -> {
                scene.query(query);
                yield new Translation.File(belowRoot(to));
            }
            case FILE -> {
                scene.query(query);
                yield new Translation.File(Optional.of(Octets.text(to)));
            }
        };
    }

    private Translation byMappings(RequestPath.Path path) {
        Optional<ProxyMap.Found> found = excluded ? Optional.empty() : search(path).decoded();
        if (found.isPresent() && found.get().decision().isPresent()) {
            return mapped(found.get());
        }
        return Redirects.onMapping(scene.settings(), path.decoded(), path.query(), scene)
                .<Translation>map(redirection -> new Translation.Settled(Decision.of(redirection, journal)))
                .orElseGet(() -> byAlias(path));
    }

    private Translation byAlias(RequestPath.Path path) {
        return new Translation.File(Aliases.alias(scene.settings(), path.decoded(), scene).or(() -> belowRoot(path.decoded())));
    }

    private Translation mapped(ProxyMap.Found found) {
        scene.mappedBy(found.rule());
        return translation(found.decision().orElseGet(() -> Decision.nothing(scene.path())));
    }

    private static Translation translation(Decision decision) {
        return decision instanceof Decision.Onward to ? new Translation.Proxied(to) : new Translation.Settled(decision);
    }

    private Optional<String> belowRoot(String path) {
        return router.host().settings().get(CoreDirectives.DOCUMENT_ROOT).map(root -> root.text() + Octets.text(path));
    }
}
