package dev.culvert.route;

import dev.culvert.config.CoreDirectives;
import dev.culvert.config.Handler;
import dev.culvert.edit.EnvironmentEdits;
import dev.culvert.edit.HeaderEdits;
import dev.culvert.edit.Redirection;
import dev.culvert.edit.Redirects;
import dev.culvert.files.Answer;
import dev.culvert.files.Documents;
import dev.culvert.files.FileAnswer;
import dev.culvert.http.Headers;
import dev.culvert.http.Octets;
import dev.culvert.rewrite.Verdict;
import dev.culvert.world.Journal;
import java.util.Optional;

/** The last look at a request that may come in: its index, its sections' rules and edits, and who answers it. */
final class Fixups {
    private final Router router;
    private final Scene scene;
    private final Journal journal;
    private final Rules rules;

    Fixups(Router router, Scene scene, Journal journal, Rules rules) {
        this.router = router;
        this.scene = scene;
        this.journal = journal;
        this.rules = rules;
    }

    Step of(Optional<Decision.Onward> to, Optional<Documents.Found> file) {
        Optional<Step> index = file.flatMap(this::index);
        return index.isPresent() ? index.get() : ruled(to, file);
    }

    /** httpd: a directory's index is found by asking for it inside, rules and all, before the directory's own rules are. */
    private Optional<Step> index(Documents.Found found) {
        if (!found.facts().isDirectory() || !found.slash()) {
            return Optional.empty();
        }
        return FileAnswer.indexes(scene.settings()).stream()
                .map(name -> router.inside(name.startsWith("/") ? name : scene.path() + name, scene.query()))
                .filter(this::leadsSomewhere).findFirst()
                .map(path -> FileAnswer.indexRedirect(scene.settings()).isPresent()
                        ? elsewhere(FileAnswer.indexRedirect(scene.settings()).getAsInt(), path.decoded())
                        : new Step.Inside(path));
    }

    private boolean leadsSomewhere(RequestPath.Path path) {
        return scene.lookAhead(path.raw()).filter(ahead -> ahead instanceof Scene known && known.leadsSomewhere()).isPresent();
    }

    private Step answered(Documents.Found found) {
        if (scene.isInner()) {
            // httpd: what is only asked about is never served, so nobody learns that there is no such file.
            return settled(new Decision.Local(200));
        }
        return switch (FileAnswer.of(found, scene.settings(), scene, scene.began())) {
            case Answer.Serve(var file) -> settled(new Decision.Serve(file));
            case Answer.Refuse(int status, String line, Headers headers) -> settled(new Decision.Refuse(status, "core", line, headers));
            case Answer.Inside(String uri) -> again(RequestPath.of(uri, router.pathRules()));
            case Answer.Redirect(int status, String path) -> elsewhere(status, path);
        };
    }

    private Step elsewhere(int status, String path) {
        return settled(new Decision.Redirect(status, scene.identity().origin() + router.inside(path, scene.query()).raw()));
    }

    /** httpd: the query goes on to where the request goes inside. */
    private Step again(RequestPath path) {
        return switch (path) {
            case RequestPath.Path next -> new Step.Inside(next.query().isPresent() ? next : router.inside(next.decoded(), scene.query()));
            case RequestPath.Refused(int status, String why) -> settled(new Decision.Refuse(status, why));
        };
    }

    private Step ruled(Optional<Decision.Onward> to, Optional<Documents.Found> file) {
        return switch (rules.ofSections()) {
            case Verdict.Untouched() -> unlessRedirected(to, file);
            case Verdict.Redirect(int status, String location) -> settled(new Decision.Redirect(status, location));
            case Verdict.Refuse refusal -> settled(Rules.refused(refusal));
            case Verdict.Proxied proxied -> retargeted(rules.target(proxied));
            case Verdict.Local(String path, var query, var handover) -> again(path, query, handover);
        };
    }

    private Step retargeted(Decision target) {
        if (target instanceof Decision.Onward to) {
            scene.mapped(Walk.PROXY_PREFIX + to.url(), Walk.PROXY);
            return unlessRedirected(Optional.of(to), Optional.empty());
        }
        return settled(target);
    }

    private Step again(String path, Optional<String> query, Verdict.Handover handover) {
        return switch (handover) {
            case MAPPINGS, DOCUMENT_ROOT, NEW_REQUEST -> new Step.Inside(router.inside(path, query));
            case FILE -> {
                Documents.Found found = Documents.find(Octets.text(path), scene.answers());
                scene.query(query);
                scene.mapped(found.filename(), scene.handler());
                scene.found(found);
                yield unlessRedirected(Optional.empty(), Optional.of(found));
            }
        };
    }

    private Step unlessRedirected(Optional<Decision.Onward> to, Optional<Documents.Found> file) {
        Optional<Redirection> elsewhere = Redirects.onFixup(scene.settings(), scene.path(), scene.query(), scene);
        if (elsewhere.isPresent()) {
            return settled(Decision.of(elsewhere.get(), journal));
        }
        EnvironmentEdits.onFixup(scene.settings(), scene);
        scene.request(scene.request().with(HeaderEdits.request(scene.settings(), scene, Walk.moment(scene))));
        return to.<Step>map(this::settled).orElseGet(() -> handled(file));
    }

    /** httpd: such a page is asked for and sent forms, and nothing else. */
    private Decision operated(Handler handler) {
        return switch (scene.request().method()) {
            case "GET", "HEAD", "POST" -> new Decision.Operate(handler.name());
            case "OPTIONS" -> new Decision.Local(200, Headers.of("Allow", FileAnswer.METHODS));
            default -> new Decision.Refuse(405, "core", "the pages of " + handler.name() + " are asked for with GET and POST",
                    Headers.of("Allow", FileAnswer.METHODS));
        };
    }

    private Step settled(Decision decision) {
        if (decision instanceof Decision.Onward to) {
            scene.mapped(Walk.PROXY_PREFIX + to.destination(), Walk.PROXY);
        }
        return new Step.Settled(decision);
    }

    /** Nobody has passed the request on: a handler that was named, or the file. */
    private Step handled(Optional<Documents.Found> file) {
        Optional<Handler> named = Optional.of(scene.handler()).filter(name -> !name.isEmpty()).map(Handler::new)
                .or(() -> scene.settings().get(CoreDirectives.SET_HANDLER))
                .filter(handler -> !handler.equals(Handler.DEFAULT));
        if (named.flatMap(Handler::proxied).isPresent()) {
            // httpd: the file's name follows the URL, as FastCGI servers expect it.
            String url = named.flatMap(Handler::proxied).get() + scene.file();
            return settled(router.map().targets().make(new Mapped(url, Mapped.Form.DECODED), scene.query()));
        } else if (named.filter(Handler::isOperators).isPresent()) {
            return settled(operated(named.get()));
        } else if (named.isPresent()) {
            return settled(named.get().comesLater()
                    ? Decision.nothing(scene.path())
                    : new Decision.Refuse(500, "AH00523: there is no handler called '" + named.get().name() + "'"));
        }
        return file.map(this::answered).orElseGet(() -> settled(Decision.nothing(scene.path())));
    }
}
