package dev.culvert.rewrite;

import dev.culvert.world.Level;
import java.util.Optional;

/** Puts the result of a rule in the place of what it was applied to. */
final class Substitution {
    /** What the address has become. */
    enum Form { PATH, PROXIED, PASSED }

    private final Context context;
    private final Address.Origin origin;
    /** The directory of a section's rules; nothing for those of a server. */
    private final Optional<String> directory;
    private final boolean mappedToBackend;
    private Form form = Form.PATH;
    private Optional<Integer> redirect = Optional.empty();
    private boolean reduced;
    private Optional<String> input = Optional.empty();

    Substitution(Context context, Address.Origin origin, Optional<String> directory) {
        this.context = context;
        this.origin = origin;
        this.directory = directory;
        this.mappedToBackend = directory.isPresent() && context.filename().startsWith("proxy:");
    }

    Form form() {
        return form;
    }

    /** The status of a redirect, once a rule wants one. */
    Optional<Integer> redirect() {
        return redirect;
    }

    /** Whether the result named this very server and became a path. */
    boolean isReduced() {
        return reduced;
    }

    void pass() {
        form = Form.PASSED;
        context.trace().say(Level.TRACE2, "[PT]: '", context.filename(), "' goes on to the mappings");
    }

    /** What patterns are tried on. */
    String input() {
        if (input.isEmpty()) {
            input = Optional.of(directory.isEmpty() ? context.filename() : inside(directory.get()));
        }
        return input.get();
    }

    private String inside(String prefix) {
        String whole = context.filename() + context.pathInfo();
        if (!context.pathInfo().isEmpty()) {
            context.trace().say(Level.TRACE3, "add path info postfix: ", context.filename(), " -> ", whole);
        }
        if (mappedToBackend || !whole.startsWith(prefix)) {
            return whole;
        }
        String inner = whole.substring(prefix.length());
        context.trace().say(Level.TRACE3, "strip per-dir prefix: ", whole, " -> ", inner);
        return inner;
    }

    /** @return the status that ends it all, if the rule or what came of it has one */
    Optional<Verdict.Refuse> apply(Rule rule, Deeds deeds) {
        Optional<Template.Expanded> result = rule.substitution().map(template -> template.expand(context, rule.flags().escaping()));
        result.ifPresent(made -> context.trace().say(Level.TRACE2, "rewrite '", input(), "' -> '", made.text(), "'"));
        if (result.isPresent() && result.get().smuggled() && !rule.has(Flag.UNSAFE_ALLOW_3F)) {
            return Optional.of(new Verdict.Refuse(403, Optional.of("AH10508: RewriteRule '" + rule.pattern().source()
                    + "' was about to make a query out of a question mark that it was given as data (%3f);"
                    + " the flag UnsafeAllow3F would let it")));
        }
        deeds.variables(rule.flags());
        deeds.cookies(rule.flags());
        if (result.isEmpty()) {
            return kept(rule, deeds);
        }
        replace(rule, result.get().text());
        if (!isElsewhere(rule)) {
            deeds.typeAndHandler(rule.flags());
        }
        input = Optional.empty();
        return Optional.empty();
    }

    private Optional<Verdict.Refuse> kept(Rule rule, Deeds deeds) {
        deeds.typeAndHandler(rule.flags());
        if (!rule.has(Flag.STATUS)) {
            return Optional.empty();
        }
        context.trace().say(Level.TRACE2, "[R]: answered with ", Integer.toString(rule.flags().status()), " for ",
                context.filename());
        return Optional.of(new Verdict.Refuse(rule.flags().status(), Optional.empty()));
    }

    private void replace(Rule rule, String text) {
        form = Form.PATH;
        reduced = false;
        if (directory.isPresent() && rule.has(Flag.DISCARD_PATH_INFO)) {
            context.dropPathInfo();
        }
        context.filename(text);
        if (directory.isEmpty()) {
            completeRoot();
        }
        splitQuery(rule);
        directory.ifPresent(this::completeDirectory);
    }

    /** httpd: what is neither a path nor a URL becomes a path, so that no group alone can name a URL of any kind. */
    private void completeRoot() {
        String text = context.filename();
        if (!text.startsWith("/") && !Uris.isAbsolute(text)) {
            context.filename("/" + text);
            context.trace().say(Level.TRACE3, "add root prefix: ", text, " -> /", text);
        }
    }

    private void completeDirectory(String prefix) {
        String text = context.filename();
        if (!mappedToBackend && !text.startsWith("/") && !Uris.isAbsolute(text)) {
            context.filename(prefix + text);
            context.trace().say(Level.TRACE3, "add per-dir prefix: ", text, " -> ", prefix, text);
        }
    }

    private void splitQuery(Rule rule) {
        String whole = context.filename();
        if (rule.has(Flag.QUERY_NONE)) {
            context.query(Optional.empty());
            context.trace().say(Level.TRACE2, "the query is dropped, and the substitution has none");
            return;
        } else if (Uris.schemeOf(whole).filter(scheme -> scheme.queries() == Uris.Queries.PART_OF_URL).isPresent()) {
            context.query(Optional.empty());
            return;
        } else if (rule.has(Flag.QUERY_DISCARD)) {
            context.query(Optional.empty());
            context.trace().say(Level.TRACE2, "the query is dropped");
        }
        int mark = rule.has(Flag.QUERY_LAST) ? whole.lastIndexOf('?') : whole.indexOf('?');
        if (mark >= 0) {
            context.filename(whole.substring(0, mark));
            String own = whole.substring(mark + 1);
            context.query(trimmed(rule.has(Flag.QUERY_APPEND) ? joined(own, context.query().orElse("")) : own));
            context.trace().say(Level.TRACE3, "split uri=", whole, " -> uri=", context.filename(), ", args=",
                    context.query().orElse("<none>"));
        }
    }

    private static String joined(String own, String old) {
        return own.isEmpty() ? old : own + "&" + old;
    }

    /** httpd: an ampersand at the end of a query is dropped, once. */
    private static Optional<String> trimmed(String query) {
        return Optional.of(query.endsWith("&") ? query.substring(0, query.length() - 1) : query).filter(text -> !text.isEmpty());
    }

    /** Where a rule sends the request away from this server, what that takes is done here. */
    private boolean isElsewhere(Rule rule) {
        if (rule.has(Flag.PROXY)) {
            qualify();
            form = Form.PROXIED;
            context.trace().say(Level.TRACE2, "[P]: to a backend with ", context.filename());
            return true;
        } else if (rule.has(Flag.REDIRECT)) {
            qualify();
            redirect = Optional.of(rule.flags().status());
            context.trace().say(Level.TRACE2, "[R]: a redirect to ", context.filename());
            return true;
        }
        reduce();
        if (Uris.isAbsolute(context.filename())) {
            redirect = Optional.of(rule.flags().status());
            context.trace().say(Level.TRACE2, "a URL of another server is a redirect (status=",
                    Integer.toString(rule.flags().status()), ") with ", context.filename());
            return true;
        }
        return false;
    }

    private void qualify() {
        String text = context.filename();
        if (!Uris.isAbsolute(text)) {
            context.filename(origin.url() + (text.startsWith("/") ? "" : "/") + text);
        }
    }

    private void reduce() {
        String url = context.filename();
        String scheme = origin.scheme() + "://";
        if (!url.regionMatches(true, 0, scheme, 0, scheme.length())) {
            return;
        }
        int slash = url.indexOf('/', scheme.length());
        String authority = url.substring(scheme.length(), slash < 0 ? url.length() : slash);
        int colon = authority.lastIndexOf(':');
        boolean hasPort = colon > authority.lastIndexOf(']');
        String host = hasPort ? authority.substring(0, colon) : authority;
        int port = hasPort ? Bytes.number(authority.substring(colon + 1)) : origin.defaultPort();
        if (origin.self().answers(host, port)) {
            context.filename(slash < 0 ? "/" : url.substring(slash));
            reduced = true;
            context.trace().say(Level.TRACE3, "reduce ", url, " -> ", context.filename());
        }
    }
}
