package dev.culvert.edit;

import dev.culvert.directive.Settings;
import dev.culvert.expr.Subject;
import dev.culvert.expr.Variable;
import dev.culvert.world.Remark;
import java.util.Optional;

/**
 * Where Redirect sends clients. All of it may throw {@link dev.culvert.expr.Regex.BudgetSpent} where a pattern could not
 * be decided in time, and {@link dev.culvert.world.Unanswered}.
 */
public final class Redirects {
    private final Settings settings;
    private final String path;
    private final Optional<String> query;
    private final Subject subject;

    private Redirects(Settings settings, String path, Optional<String> query, Subject subject) {
        this.settings = settings;
        this.path = path;
        this.query = query;
        this.subject = subject;
    }

    /**
     * While a path is being mapped: what the path's locations say for all that is in them, and then the rules of the
     * virtual host and the server.
     *
     * @param settings what holds for the path, its locations included
     * @param path decoded, one byte per char
     * @param query without its question mark; empty if there is one and nothing behind it
     * @param subject asked for REQUEST_SCHEME, SERVER_NAME and SERVER_PORT where a path of this server becomes a URL
     */
    public static Optional<Redirection> onMapping(Settings settings, String path, Optional<String> query, Subject subject) {
        return new Redirects(settings, path, query, subject).found(Phase.SERVER);
    }

    /** Later, when access was granted: what any section says for all that is in it, and then the sections' rules. */
    public static Optional<Redirection> onFixup(Settings settings, String path, Optional<String> query, Subject subject) {
        return new Redirects(settings, path, query, subject).found(Phase.SECTIONS);
    }

    private Optional<Redirection> found(Phase phase) {
        RedirectRules rules = settings.get(AliasDirectives.REDIRECTS);
        return rules.whole().map(this::whole)
                .or(() -> rules.rules().stream().filter(rule -> rule.phase() == phase)
                        .flatMap(rule -> rule.match().target(path).map(target -> made(rule.status(), target)).stream())
                        .findFirst());
    }

    private Redirection whole(RedirectRules.Whole whole) {
        return whole.url()
                .map(url -> made(whole.status(), Location.rewritten(url.of(subject))))
                .orElseGet(() -> Redirection.of(whole.status()));
    }

    private Redirection made(int status, String target) {
        if (status < 300 || status >= 400) {
            return Redirection.of(status);
        } else if (!target.startsWith("/") && !Location.isAbsolute(target)) {
            return Redirection.failed(Remark.error("alias", "AH00674",
                    "expected a URL or a path to send '" + path + "' to, but was '" + target + "'"));
        }
        String url = withQuery(target.startsWith("/") ? ofThisServer(target) : target);
        return Location.isSendable(url)
                ? Redirection.to(status, url)
                : Redirection.failed(Remark.error("alias", "", "'" + path + "' leads to a URL that no head can hold"));
    }

    /** httpd: the request's query follows, unless the URL has one. */
    private String withQuery(String url) {
        return url.indexOf('?') >= 0 ? url : url + query.map(own -> "?" + own).orElse("");
    }

    private String ofThisServer(String target) {
        return settings.get(AliasDirectives.RELATIVE) ? target : Location.absolute(subject.value(Variable.REQUEST_SCHEME),
                subject.value(Variable.SERVER_NAME), subject.value(Variable.SERVER_PORT), target);
    }
}
