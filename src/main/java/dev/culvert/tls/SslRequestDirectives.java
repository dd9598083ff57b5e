package dev.culvert.tls;

import static dev.culvert.directive.Place.SERVER;
import static dev.culvert.directive.Place.VIRTUAL_HOST;

import dev.culvert.directive.Args;
import dev.culvert.directive.Family;
import dev.culvert.directive.Setting;
import dev.culvert.expr.BadExpression;
import dev.culvert.expr.Expression;
import java.util.List;
import java.util.Optional;

/** mod_ssl's directives about single requests, once their connection speaks TLS or does not. */
public final class SslRequestDirectives {
    public static final Family FAMILY = Family.of("mod_ssl");

    public static final Setting<SslOptions> OPTIONS =
            FAMILY.gathering("SSLOptions", SslOptions.NONE, (args, soFar) -> soFar.read(args))
                    .in(SERVER, VIRTUAL_HOST).inSections().merged((outer, inner, _) -> inner.over(outer))
                    .doc("Which variables a request has, and how strictly SSLRequire is meant; + and - change what holds outside.");

    public static final Setting<Boolean> REQUIRE_SSL = FAMILY.value("SSLRequireSSL", SslRequestDirectives::alone)
            .inSections().initially(false)
            .doc("Turns away requests that come without TLS.");

    public static final Setting<List<Expression>> REQUIRE = FAMILY.list("SSLRequire", SslRequestDirectives::requirement)
            .inSections()
            .doc("Turns away requests over TLS for which the condition does not hold. Require expr is the newer way.");

    public static final Setting<Optional<String>> USER_NAME = FAMILY.optional("SSLUserName", SslRequestDirectives::variable)
            .in(SERVER, VIRTUAL_HOST).inSections()
            .doc("The variable that names the user, such as SSL_CLIENT_S_DN_CN.");

    private SslRequestDirectives() {}

    /** httpd: does not look at what stands behind it, so Off means on. */
    private static boolean alone(Args args) {
        if (args.hasNext()) {
            args.warn("SSLRequireSSL takes no argument; '" + String.join(" ", args.all()) + "' is ignored, and TLS is required");
        }
        return true;
    }

    private static Expression requirement(Args args) {
        try {
            return Expression.ofTlsRequirement(args.rawLine());
        } catch (BadExpression bad) {
            throw args.error("SSLRequire: " + bad.getMessage() + ". Require expr is the newer way");
        }
    }

    private static String variable(Args args) {
        String name = args.next("a variable, such as SSL_CLIENT_S_DN_CN");
        args.end();
        return name;
    }
}
