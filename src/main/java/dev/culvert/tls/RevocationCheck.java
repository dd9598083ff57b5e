package dev.culvert.tls;

import dev.culvert.directive.Args;
import java.util.Locale;

/**
 * Which certificates are looked up in the revocation lists.
 *
 * @param missingOk whether a certificate passes for whose issuer there is no list
 */
record RevocationCheck(Extent extent, boolean missingOk) {
    enum Extent { NONE, LEAF, CHAIN }

    static final RevocationCheck NONE = new RevocationCheck(Extent.NONE, false);

    static RevocationCheck read(Args args) {
        String word = args.next("chain, leaf or none");
        Extent extent = switch (word.toLowerCase(Locale.ROOT)) {
            case "none" -> Extent.NONE;
            case "leaf" -> Extent.LEAF;
            case "chain" -> Extent.CHAIN;
            default -> throw args.error(args.name() + ": expected chain, leaf or none, but was '" + word + "'");
        };
        boolean missingOk = false;
        while (args.hasNext()) {
            String flag = args.next("no_crl_for_cert_ok");
            if (!flag.equalsIgnoreCase("no_crl_for_cert_ok")) {
                throw args.error(args.name() + ": expected no_crl_for_cert_ok or nothing more, but was '" + flag + "'");
            }
            missingOk = true;
        }
        return new RevocationCheck(extent, missingOk);
    }
}
