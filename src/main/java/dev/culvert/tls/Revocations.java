package dev.culvert.tls;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/** Looks certificates up in lists of revoked ones. */
final class Revocations {
    private static final int SIGNS_LISTS = 6;

    private final List<X509CRL> lists;
    private final RevocationCheck how;

    Revocations(List<X509CRL> lists, RevocationCheck how) {
        this.lists = lists;
        this.how = how;
    }

    /** @param chain each certificate before its issuer, the trusted one last */
    void check(List<X509Certificate> chain) throws CertificateException {
        int count = switch (how.extent()) {
            case NONE -> 0;
            case LEAF -> 1;
            case CHAIN -> chain.size();
        };
        for (int i = 0; i < count; i++) {
            check(chain.get(i), chain.get(Math.min(i + 1, chain.size() - 1)));
        }
    }

    private void check(X509Certificate certificate, X509Certificate issuer) throws CertificateException {
        boolean found = false;
        for (X509CRL list : lists) {
            if (list.getIssuerX500Principal().equals(certificate.getIssuerX500Principal()) && isSigned(list, issuer)) {
                checkUsable(list);
                if (list.isRevoked(certificate)) {
                    throw new CertificateException("the certificate of " + certificate.getSubjectX500Principal() + " is revoked");
                }
                found = true;
            }
        }
        if (!found && !how.missingOk()) {
            throw new CertificateException("there is no list of what " + certificate.getIssuerX500Principal()
                    + " has revoked (SSLCARevocationCheck)");
        }
    }

    private static boolean isSigned(X509CRL list, X509Certificate issuer) {
        boolean[] bits = issuer.getKeyUsage();
        if (bits != null && !bits[SIGNS_LISTS]) {
            return false;
        }
        try {
            list.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException _) {
            return false; // somebody else of that name
        }
    }

    /** A list that is out of date, or says something that is not understood, must not let anybody in. */
    private static void checkUsable(X509CRL list) throws CertificateException {
        Instant now = Instant.now();
        Optional<Instant> next = Optional.ofNullable(list.getNextUpdate()).map(Date::toInstant);
        if (list.getThisUpdate().toInstant().isAfter(now) || next.filter(now::isAfter).isPresent()) {
            throw new CertificateException("the list of what " + list.getIssuerX500Principal() + " has revoked is out of date");
        }
        if (list.hasUnsupportedCriticalExtension()) {
            throw new CertificateException("the list of what " + list.getIssuerX500Principal()
                    + " has revoked bears a critical extension that is not known here");
        }
    }
}
