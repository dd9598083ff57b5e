package dev.culvert.tls;

import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/** Finds the way from a backend's certificate to one that is trusted, and judges it. */
final class BackendChains {
    private static final String FOR_SERVERS = "1.3.6.1.5.5.7.3.1";
    private static final String FOR_ANYTHING = "2.5.29.37.0";

    private final BackendTls how;
    private final Map<X500Principal, List<X509Certificate>> known;
    private final Revocations revocations;

    BackendChains(BackendTls how) {
        this.how = how;
        this.known = BackendTls.all(how.authorities()).stream().collect(Collectors.groupingBy(X509Certificate::getSubjectX500Principal));
        this.revocations = new Revocations(BackendTls.all(how.revoked()), how.revocation());
    }

    /** @param shown the backend's certificate, then what it sent along */
    void check(List<X509Certificate> shown) throws Distrust {
        List<X509Certificate> chain = chain(shown);
        if (chain.size() - 1 > how.depth()) {
            throw new Distrust(Distrust.Reason.TOO_LONG, BackendTrust.described(chain.getFirst()) + " is " + (chain.size() - 1)
                    + " steps away from " + chain.getLast().getSubjectX500Principal() + ", which is trusted; SSLProxyVerifyDepth allows "
                    + how.depth());
        }
        for (X509Certificate each : chain) {
            checkAge(chain.getFirst(), each);
        }
        checkUse(chain.getFirst());
        checkRules(chain);
        checkRevocations(chain);
    }

    // ---- the way

    /** The backend's certificate, those between, and the trusted one. */
    private List<X509Certificate> chain(List<X509Certificate> shown) throws Distrust {
        List<X509Certificate> chain = new ArrayList<>(List.of(shown.getFirst()));
        while (!isTrustedRoot(chain.getLast())) {
            X509Certificate last = chain.getLast();
            Optional<X509Certificate> next = isItsOwnIssuer(last) ? Optional.empty() : issuer(last, shown);
            if (next.isEmpty() || chain.contains(next.get())) {
                throw new Distrust(Distrust.Reason.UNKNOWN_ISSUER, BackendTrust.described(shown.getFirst()) + " " + end(chain)
                        + "; SSLProxyVerify asked " + asked());
            }
            chain.add(next.get());
        }
        return chain;
    }

    /** httpd: a chain ends with somebody who signed himself; another certificate in the file only helps to get there. */
    private boolean isTrustedRoot(X509Certificate certificate) {
        return isItsOwnIssuer(certificate)
                && known.getOrDefault(certificate.getSubjectX500Principal(), List.of()).contains(certificate);
    }

    private Optional<X509Certificate> issuer(X509Certificate of, List<X509Certificate> shown) {
        return Stream.concat(known.getOrDefault(of.getIssuerX500Principal(), List.of()).stream(),
                        shown.stream().filter(each -> each.getSubjectX500Principal().equals(of.getIssuerX500Principal())))
                .filter(each -> hasSigned(each, of)).findFirst();
    }

    private static boolean hasSigned(X509Certificate issuer, X509Certificate certificate) {
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException _) {
            return false; // somebody else of that name
        }
    }

    private static boolean isItsOwnIssuer(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    private static String end(List<X509Certificate> chain) {
        X509Certificate last = chain.getLast();
        if (chain.size() == 1 && isItsOwnIssuer(last)) {
            return "is self-signed, and not among those that are trusted";
        }
        String way = chain.size() == 1 ? "" : " by way of " + last.getSubjectX500Principal();
        return isItsOwnIssuer(last) ? "leads to " + last.getSubjectX500Principal() + ", which is not among those that are trusted"
                : "is signed by " + last.getIssuerX500Principal() + way + ", whose certificate the backend did not send and nobody"
                        + " here knows";
    }

    private String asked() {
        return how.authorities().isEmpty() ? "nobody, as neither SSLProxyCACertificateFile nor SSLProxyCACertificatePath names any"
                : how.authorities().stream().map(Contents::toString).collect(Collectors.joining(" and "));
    }

    // ---- its judgement

    private static void checkAge(X509Certificate leaf, X509Certificate each) throws Distrust {
        if (!BackendTrust.isOfToday(each)) {
            throw new Distrust(Distrust.Reason.NOT_ACCEPTABLE, BackendTrust.described(leaf)
                    + (each.equals(leaf) ? " " : " is vouched for by " + each.getSubjectX500Principal() + ", which ")
                    + BackendTrust.age(each));
        }
    }

    private static void checkUse(X509Certificate leaf) throws Distrust {
        try {
            List<String> uses = leaf.getExtendedKeyUsage();
            if (uses != null && !uses.contains(FOR_SERVERS) && !uses.contains(FOR_ANYTHING)) {
                throw new Distrust(Distrust.Reason.NOT_ACCEPTABLE, BackendTrust.described(leaf) + " is not meant for servers");
            }
        } catch (CertificateException e) {
            throw e instanceof Distrust distrust ? distrust : unacceptable(leaf, e);
        }
    }

    /** What the standard has to say besides (RFC 5280): who may issue, for which names, how many steps, with what algorithms. */
    private static void checkRules(List<X509Certificate> chain) throws Distrust {
        if (chain.size() == 1) {
            return; // it is trusted for what it is
        }
        try {
            CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(chain.subList(0, chain.size() - 1));
            PKIXParameters rules = new PKIXParameters(Set.of(new TrustAnchor(chain.getLast(), null)));
            rules.setRevocationEnabled(false);
            CertPathValidator.getInstance("PKIX").validate(path, rules);
        } catch (GeneralSecurityException e) {
            throw unacceptable(chain.getFirst(), e);
        }
    }

    private void checkRevocations(List<X509Certificate> chain) throws Distrust {
        try {
            revocations.check(chain);
        } catch (CertificateException e) {
            String said = String.valueOf(e.getMessage()).replace("SSLCARevocation", "SSLProxyCARevocation");
            throw new Distrust(Distrust.Reason.NOT_ACCEPTABLE, BackendTrust.described(chain.getFirst()) + " is not accepted: " + said
                    + lists());
        }
    }

    private String lists() {
        return how.revoked().stream().map(Contents::toString).collect(Collectors.joining(" and ", "; asked was ", ""));
    }

    private static Distrust unacceptable(X509Certificate leaf, GeneralSecurityException e) {
        return new Distrust(Distrust.Reason.NOT_ACCEPTABLE, BackendTrust.described(leaf) + " is not acceptable: " + e.getMessage());
    }
}
