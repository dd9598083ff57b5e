package dev.culvert.expr;

import java.util.Locale;

/** What a name in an expression may stand for, and what is said where it stands for nothing here. */
final class Names {
    private Names() {}

    static Function function(String name, int at, Vocabulary vocabulary) throws BadExpression {
        if (name.equalsIgnoreCase("hc") && vocabulary == Vocabulary.REQUESTS) {
            throw unsupported("the function hc", at, "it has a meaning in ProxyHCExpr alone");
        }
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "ldap" -> throw unsupported("the function ldap", at, "there is no LDAP here");
            default -> Function.named(name)
                    .orElseThrow(() -> BadExpression.expected("a function that exists", at, "'" + name + "'"));
        };
    }

    /** {@code in name(…)}. */
    static BadExpression list(String name, int at) {
        return name.equalsIgnoreCase("PeerExtList")
                ? unsupported("the list PeerExtList", at, "extensions of client certificates are not read")
                : BadExpression.expected("a list in braces", at, "'" + name + "', which names no list");
    }

    static BadExpression unsupported(String what, int at, String why) {
        return new BadExpression(what + " at character " + (at + 1) + " is not supported: " + why);
    }
}
