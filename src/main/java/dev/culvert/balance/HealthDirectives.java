package dev.culvert.balance;

import static dev.culvert.directive.Place.SERVER;
import static dev.culvert.directive.Place.VIRTUAL_HOST;

import dev.culvert.directive.Args;
import dev.culvert.directive.Family;
import dev.culvert.directive.Place;
import dev.culvert.directive.Setting;
import dev.culvert.directive.Settings;
import dev.culvert.expr.BadExpression;
import dev.culvert.expr.Expression;
import dev.culvert.syntax.Diagnostic;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The directives of mod_proxy_hcheck. */
public final class HealthDirectives {
    public static final Family FAMILY = Family.of("mod_proxy_hcheck");

    /** By name, with case. */
    public static final Setting<Map<String, Expression>> EXPRESSIONS =
            FAMILY.gathering("ProxyHCExpr", Map.<String, Expression>of(), HealthDirectives::expression)
                    .in(SERVER, VIRTUAL_HOST).inSections().merged(HealthDirectives::both)
                    .doc("Names a condition that the answer to a health check must meet, for hcexpr=.");

    /** By name, with case. */
    public static final Setting<Map<String, Settings>> TEMPLATES =
            FAMILY.gathering("ProxyHCTemplate", Map.<String, Settings>of(), HealthDirectives::template)
                    .in(SERVER, VIRTUAL_HOST).inSections().merged(HealthDirectives::both)
                    .doc("Names several parameters of health checks, for hctemplate=.");

    public static final Setting<Integer> AT_ONCE = FAMILY.value("ProxyHCTPsize", HealthDirectives::atOnce)
            .in(SERVER).initially(16)
            .doc("How many health checks may be on their way at the same time.");

    private HealthDirectives() {}

    private static <V> Map<String, V> both(Map<String, V> outer, Map<String, V> inner, Place inside) {
        Map<String, V> all = new HashMap<>(outer);
        all.putAll(inner);
        return Map.copyOf(all);
    }

    private static <V> Map<String, V> with(Map<String, V> soFar, String name, V value) {
        return both(soFar, Map.of(name, value), SERVER);
    }

    private static Map<String, Expression> expression(Args args, Map<String, Expression> soFar) {
        String line = args.rawLine().strip();
        int blank = firstBlank(line);
        String source = line.substring(blank).strip();
        if (source.isEmpty()) {
            throw args.error("ProxyHCExpr expects a name and {an expression}, but was '" + line + "'");
        }
        try {
            return with(soFar, line.substring(0, blank), Expression.ofHealthCheck(bare(args, source)));
        } catch (BadExpression bad) {
            throw args.error("ProxyHCExpr: " + bad.getMessage());
        }
    }

    private static int firstBlank(String line) {
        int at = 0;
        while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Without its braces or quotes. httpd: braces are counted, whatever they stand in. */
    private static String bare(Args args, String source) {
        char first = source.charAt(0);
        int last = source.length() - 1;
        boolean enclosed = first == '{' ? closing(source) == last
                : last > 0 && (first == '"' || first == '\'') && source.charAt(last) == first;
        String inside = enclosed ? source.substring(1, last).strip() : firstBlank(source) > last && first != '{' ? source : "";
        if (inside.isEmpty()) {
            throw args.error("ProxyHCExpr expects one expression in braces, and nothing behind it, but was '" + source + "'");
        }
        return inside;
    }

    private static int closing(String source) {
        int open = 0;
        for (int at = 0; at < source.length(); at++) {
            open += source.charAt(at) == '{' ? 1 : source.charAt(at) == '}' ? -1 : 0;
            if (open == 0) {
                return at;
            }
        }
        return -1;
    }

    private static Map<String, Settings> template(Args args, Map<String, Settings> soFar) {
        String name = args.next("a name");
        Settings parameters = Settings.NONE;
        for (String word : args.all()) {
            if (!word.toLowerCase(Locale.ROOT).startsWith("hc")) {
                throw args.error("ProxyHCTemplate expects parameters of health checks, such as hcmethod=GET, but was given '" + word + "'");
            }
            parameters = WorkerParameters.ALL.read(parameters, args, word);
        }
        return with(soFar, name, parameters);
    }

    private static int atOnce(Args args) {
        int number = Numbers.atLeast(args, 0, "a whole number, 0 or more");
        args.end();
        args.note("ProxyHCTPsize: no threads wait for health checks here; it is how many of them may be on their way at the same time"
                + (number == 0 ? ", and 0 means one" : ""));
        return Math.max(1, number);
    }

    /** Parameters that are there and mean nothing, since only members of balancers are checked. */
    static List<Diagnostic> unused(BackendDirective line) {
        return WorkerParameters.HEALTH.stream().filter(line.parameters()::has).limit(1)
                .map(setting -> Diagnostic.note(line.at(), setting.name() + " has no effect on " + line.url()
                        + ": only members of a balancer are checked"))
                .toList();
    }
}
