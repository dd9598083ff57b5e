package dev.culvert.rewrite;

import dev.culvert.expr.Subject;
import dev.culvert.expr.Variable;
import dev.culvert.world.FileQuestion;
import dev.culvert.world.Level;
import java.util.Optional;

/** Says what the address that rules have come to means. */
final class Verdicts {
    private final Round round;
    private final Context context;
    private final Optional<String> asked;
    private final Rule last;

    /**
     * @param asked the query that the request came with
     * @param last the rule that made the last change
     */
    Verdicts(Round round, Optional<String> asked, Rule last) {
        this.round = round;
        this.context = round.context();
        this.asked = asked;
        this.last = last;
    }

    Verdict ofServer(Layer layer) {
        Optional<Uris.Scheme> scheme = Uris.schemeOf(context.filename());
        return switch (round.substitution().form()) {
            case PROXIED -> unless("AH10410", this::proxied);
            case PASSED -> unless("AH10410", this::passed);
            case PATH -> scheme.isPresent()
                    ? redirect("AH10410", scheme.get())
                    : unless("AH10410", () -> local(layer));
        };
    }

    Verdict ofDirectory(Layer layer, DirectoryContext start) {
        boolean proxied = round.substitution().form() == Substitution.Form.PROXIED;
        Optional<Uris.Scheme> scheme = Uris.schemeOf(context.filename());
        if (proxied) {
            return unless("AH10411", this::proxied);
        } else if (scheme.isPresent()) {
            return redirectFrom(layer, scheme.get());
        }
        return unless("AH10411", () -> again(layer, start));
    }

    private interface Making {
        Verdict make();
    }

    /** A blank or a control character in a query that is about to be used is somebody's injection. */
    private Verdict unless(String number, Making verdict) {
        return context.query().filter(Bytes::hasBlankOrControl).isPresent() ? refused(number) : verdict.make();
    }

    private Verdict refused(String number) {
        return new Verdict.Refuse(403, Optional.of(number + ": RewriteRule '" + last.pattern().source()
                + "' made a query with a blank or control character in it; the flags B or BCTLS would escape it"));
    }

    private boolean escapes() {
        return !last.has(Flag.NO_ESCAPE) || round.substitution().form() == Substitution.Form.PASSED;
    }

    private Verdict proxied() {
        context.trace().say(Level.TRACE1, "goes to the proxy: proxy:", context.filename(), " [OK]");
        return new Verdict.Proxied(context.filename(), context.query(),
                escapes() ? Verdict.Encoding.CANONICAL : Verdict.Encoding.AS_IT_IS);
    }

    private Verdict passed() {
        if (!context.filename().startsWith("/")) {
            return new Verdict.Refuse(400, Optional.of("AH00126: RewriteRule '" + last.pattern().source() + "' passed on '"
                    + context.filename() + "', which is no path"));
        }
        return new Verdict.Local(singleSlash(), context.query(), Verdict.Handover.MAPPINGS);
    }

    /** httpd: two slashes at the start are one, unless the rule itself begins with two or has the flag UNC. */
    private String singleSlash() {
        String path = context.filename();
        if (last.has(Flag.UNC) || last.output().startsWith("//")) {
            return path;
        }
        int slashes = 0;
        while (slashes + 1 < path.length() && path.charAt(slashes + 1) == '/' && path.charAt(slashes) == '/') {
            slashes++;
        }
        return path.substring(slashes);
    }

    private Verdict redirect(String number, Uris.Scheme scheme) {
        if (!escapes() && context.query().filter(Bytes::hasBlankOrControl).isPresent()) {
            return refused(number);
        }
        boolean copies = !escapes() || context.query().equals(asked);
        String query = context.query().map(text -> "?" + (copies ? text : Percent.escape(text))).orElse("");
        String location = (escapes() ? Uris.escape(context.filename(), scheme) : context.filename()) + query;
        int status = round.substitution().redirect().orElse(302);
        context.trace().say(Level.TRACE1, "redirect to ", location, " [REDIRECT/", Integer.toString(status), "]");
        return new Verdict.Redirect(status, location);
    }

    private Verdict local(Layer layer) {
        context.trace().say(Level.TRACE2, "local path result: ", context.filename());
        String path = singleSlash();
        boolean file = isFile(path, layer);
        context.trace().say(Level.TRACE1, "goes on with ", path, file ? " [OK]" : " below the document root [OK]");
        return new Verdict.Local(path, context.query(),
                file ? Verdict.Handover.FILE : Verdict.Handover.DOCUMENT_ROOT);
    }

    /**
     * httpd: a path whose first step exists is a file's name, provided that the rule itself says that step or that it leads
     * to the document root: what a client wrote must not choose.
     */
    private boolean isFile(String path, Layer layer) {
        String first = firstStep(path);
        Subject subject = context.subject();
        boolean there = Bytes.path(first).map(FileQuestion::new).map(subject.answers()::to)
                .filter(FileQuestion.Facts::exists).isPresent();
        if (!there || (layer.has(RewriteOption.LEGACY_PREFIX_DOC_ROOT) && round.substitution().isReduced())) {
            return false;
        }
        String root = subject.value(Variable.DOCUMENT_ROOT);
        return last.has(Flag.UNSAFE_PREFIX_STAT) || layer.has(RewriteOption.UNSAFE_PREFIX_STAT)
                || last.output().startsWith(first) || (!root.isEmpty() && path.startsWith(root));
    }

    private static String firstStep(String path) {
        int start = 0;
        while (start + 1 < path.length() && path.charAt(start + 1) == '/') {
            start++;
        }
        int end = path.indexOf('/', start + 1);
        return path.substring(start, end < 0 ? path.length() : end);
    }

    private Verdict redirectFrom(Layer layer, Uris.Scheme scheme) {
        String url = context.filename();
        int slash = url.indexOf('/', scheme.prefix().length());
        if (slash >= 0 && layer.base().isPresent()) {
            String directory = layer.directory().orElse("");
            Uris.replacePrefix(url.substring(slash), directory.startsWith("/") ? directory : "/" + directory, layer.base().get())
                    .ifPresent(path -> context.filename(url.substring(0, slash) + path));
        }
        return redirect("AH10411", scheme);
    }

    private Verdict again(Layer layer, DirectoryContext start) {
        String result = context.filename();
        if (!result.startsWith("/")) {
            return new Verdict.Refuse(400, Optional.of("RewriteRule '" + last.pattern().source() + "' came to '" + result
                    + "', which is no path"));
        } else if (result.equals(start.filename())) {
            context.trace().say(Level.TRACE1, "the URL is what it was: ", result, " [IGNORING REWRITE]");
            return new Verdict.Untouched();
        }
        String path = addressOf(result, layer);
        context.trace().say(Level.TRACE1, "internal redirect with ", path, " [INTERNAL REDIRECT]");
        return new Verdict.Local(path, context.query(), Verdict.Handover.NEW_REQUEST);
    }

    /** The path that a client would have to ask for to get that file. */
    private String addressOf(String file, Layer layer) {
        Subject subject = context.subject();
        Optional<String> found = layer.base().isPresent()
                ? Uris.replacePrefix(file, layer.directory().orElse(""), layer.base().get())
                : Uris.replacePrefix(file, subject.value(Variable.DOCUMENT_ROOT), "");
        if (found.isEmpty() && !layer.has(RewriteOption.IGNORE_CONTEXT_INFO)) {
            found = Uris.replacePrefix(file, subject.value(Variable.CONTEXT_DOCUMENT_ROOT), subject.value(Variable.CONTEXT_PREFIX));
        }
        found.ifPresent(path -> context.trace().say(Level.TRACE2, "strip document_root prefix: ", file, " -> ", path));
        return found.orElse(file);
    }
}
