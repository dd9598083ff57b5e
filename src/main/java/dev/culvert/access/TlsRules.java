package dev.culvert.access;

import dev.culvert.expr.Expression;
import dev.culvert.expr.Variable;
import dev.culvert.tls.SslOptions.Option;
import dev.culvert.tls.SslRequestDirectives;
import dev.culvert.world.Level;
import dev.culvert.world.Remark;
import java.util.Optional;

/** What mod_ssl's lines ask of a request and of the connection that it came by. */
record TlsRules(Visit visit) {
    private static final String MODULE = "ssl";

    /** SSLUserName: the same request, by whom the connection says it is. */
    Visit named() {
        Optional<String> variable = visit.settings().get(SslRequestDirectives.USER_NAME).filter(_ -> isSecure());
        Optional<String> user = variable.flatMap(visit.subject()::ssl).filter(name -> !name.isEmpty());
        if (variable.isPresent() && user.isEmpty()) {
            visit.say(new Remark(Level.WARN, MODULE, "AH02227", "SSLUserName: there is no " + variable.get() + " to name the user"));
        }
        return user.map(visit::namedBy).orElse(visit);
    }

    /** httpd: what SSLRequire asks for is asked of requests over TLS only. */
    Optional<Remark> objection() {
        if (!isSecure()) {
            return visit.settings().get(SslRequestDirectives.REQUIRE_SSL)
                    ? Optional.of(Remark.error(MODULE, "AH02219", "SSLRequireSSL asks for TLS: " + file())) : Optional.empty();
        }
        return visit.settings().get(SslRequestDirectives.REQUIRE).stream()
                .filter(each -> !each.holds(visit.identified())).findFirst().map(this::unmet);
    }

    private Remark unmet(Expression expression) {
        return Remark.error(MODULE, "AH02229", "SSLRequire is not met: " + file() + ", as this does not hold: " + expression);
    }

    /** Whether Satisfy Any leaves an objection standing, as long as a password could overcome it. */
    boolean isStrict() {
        return visit.settings().get(SslRequestDirectives.OPTIONS).has(Option.STRICT_REQUIRE);
    }

    private boolean isSecure() {
        return visit.client().tls().isPresent();
    }

    private String file() {
        return visit.subject().value(Variable.REQUEST_FILENAME);
    }
}
