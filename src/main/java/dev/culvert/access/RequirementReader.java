package dev.culvert.access;

import dev.culvert.directive.Args;
import dev.culvert.expr.BadExpression;
import dev.culvert.expr.Expression;
import dev.culvert.expr.Text;
import dev.culvert.http.Network;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the words behind {@code Require}. */
final class RequirementReader {
    static final Set<String> METHODS = Set.of("GET", "HEAD", "PUT", "POST", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH",
            "PROPFIND", "PROPPATCH", "MKCOL", "COPY", "MOVE", "LOCK", "UNLOCK", "VERSION-CONTROL", "CHECKOUT", "UNCHECKOUT",
            "CHECKIN", "UPDATE", "LABEL", "REPORT", "MKWORKSPACE", "MKACTIVITY", "BASELINE-CONTROL", "MERGE");

    private static final String KNOWN =
            "all, ip, host, forward-dns, local, env, method, expr, user, group, valid-user, ssl or ssl-verify-client";

    /** What httpd's other modules bring. */
    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("ldap-user", "mod_authnz_ldap"), Map.entry("ldap-group", "mod_authnz_ldap"),
            Map.entry("ldap-dn", "mod_authnz_ldap"), Map.entry("ldap-attribute", "mod_authnz_ldap"),
            Map.entry("ldap-filter", "mod_authnz_ldap"), Map.entry("ldap-search", "mod_authnz_ldap"),
            Map.entry("dbm-group", "mod_authz_dbm"), Map.entry("dbm-file-group", "mod_authz_dbm"),
            Map.entry("dbd-group", "mod_authz_dbd"), Map.entry("dbd-login", "mod_authz_dbd"),
            Map.entry("dbd-logout", "mod_authz_dbd"), Map.entry("file-owner", "mod_authz_owner"),
            Map.entry("file-group", "mod_authz_owner"),
            Map.entry("claim", "mod_auth_openidc"));

    private RequirementReader() {}

    static Requirement read(Args args) {
        String provider = args.next("what is required: " + KNOWN);
        return switch (provider) {
            case "all" -> everyone(args);
            case "ip" -> ip(args);
            case "host" -> new Requirement.Host(texts(args, provider));
            case "forward-dns" -> new Requirement.ForwardDns(texts(args, provider));
            case "local" -> alone(args, provider, new Requirement.Local());
            case "env" -> new Requirement.Env(words(args, provider));
            case "method" -> method(args);
            case "expr" -> condition(args);
            case "user" -> new Requirement.User(texts(args, provider));
            case "group" -> new Requirement.Group(texts(args, provider));
            case "valid-user" -> alone(args, provider, new Requirement.ValidUser());
            case "ssl" -> alone(args, provider, new Requirement.Tls());
            case "ssl-verify-client" -> alone(args, provider, new Requirement.Certificate());
            default -> throw args.error(unknown(provider));
        };
    }

    private static String unknown(String provider) {
        return OTHERS.containsKey(provider)
                ? "Require " + provider + " belongs to " + OTHERS.get(provider) + ", which this Culvert does not have"
                        + " in that part; it knows " + KNOWN
                : "Require: expected " + KNOWN + ", but was '" + provider + "'";
    }

    private static Requirement everyone(Args args) {
        String word = args.next("granted or denied behind 'all'");
        args.end();
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "granted" -> new Requirement.Everyone(Standing.GRANTED);
            case "denied" -> new Requirement.Everyone(Standing.DENIED);
            default -> throw args.error("Require all: expected granted or denied, but was '" + word + "'");
        };
    }

    private static Requirement ip(Args args) {
        String first = args.peek().orElse("");
        if (first.isEmpty()) {
            throw args.error("Require ip expects at least one address or network, but the line ends there");
        }
        return new Requirement.Ip(args.all().stream().map(word -> network(args, word)).toList());
    }

    private static Network network(Args args, String word) {
        return Network.parse(word).orElseThrow(() -> args.error("Require ip: expected an address, the beginning of one,"
                + " address/bits or address/mask, but was '" + word + "'"));
    }

    private static Requirement method(Args args) {
        List<String> words = words(args, "method");
        words.stream().filter(word -> !METHODS.contains(word)).findFirst().ifPresent(word -> {
            throw args.error("Require method: expected a method, such as GET, but was '" + word + "'");
        });
        return new Requirement.Method(words.stream().map(Limit::canonical).collect(Collectors.toSet()));
    }

    /** httpd: quotes around the whole are not needed, so several words are one expression. */
    private static Requirement condition(Args args) {
        boolean whole = args.remaining() == 1;
        String words = String.join(" ", args.all());
        String line = args.rawLine();
        String source = whole ? words : line.substring(line.toLowerCase(Locale.ROOT).indexOf("expr") + 4).strip();
        try {
            return new Requirement.Condition(Expression.parse(source));
        } catch (BadExpression bad) {
            throw args.error("Require expr: " + bad.getMessage());
        }
    }

    private static List<Text> texts(Args args, String provider) {
        return words(args, provider).stream().map(word -> text(args, "Require " + provider, word)).toList();
    }

    static Text text(Args args, String what, String word) {
        try {
            return Text.parse(word);
        } catch (BadExpression bad) {
            throw args.error(what + ": " + bad.getMessage());
        }
    }

    /** httpd: an empty list is accepted, and lets nobody in. */
    private static List<String> words(Args args, String provider) {
        if (!args.hasNext()) {
            args.warn("Require " + provider + " names nobody, and so lets nobody in");
        }
        return args.all();
    }

    private static Requirement alone(Args args, String provider, Requirement requirement) {
        if (args.hasNext()) {
            args.warn("Require " + provider + " takes no further words; '" + String.join(" ", args.all()) + "' is ignored");
        }
        return requirement;
    }
}
