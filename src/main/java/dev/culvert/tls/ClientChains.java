package dev.culvert.tls;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the way from a client's certificate to one that is trusted, and judges it. */
final class ClientChains {
    private static final String FOR_CLIENTS = "1.3.6.1.5.5.7.3.2";
    private static final int SIGNATURE = 0;
    private static final int AGREEMENT = 4;

    private final ClientCheck check;
    private final Set<TrustAnchor> anchors;
    private final Revocations revocations;

    ClientChains(ClientCheck check) {
        this.check = check;
        // httpd: a chain ends with somebody who signed himself; another certificate in the file only helps to get there
        this.anchors = check.authorities().stream().filter(ClientChains::isItsOwnIssuer)
                .map(each -> new TrustAnchor(each, null)).collect(Collectors.toUnmodifiableSet());
        this.revocations = new Revocations(check.revoked(), check.revocation());
    }

    private static boolean isItsOwnIssuer(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    /**
     * @param shown the client's certificate, then what it sent along
     * @throws UnknownIssuer if there is no way to somebody who is trusted
     */
    void check(List<X509Certificate> shown) throws CertificateException {
        X509Certificate leaf = shown.getFirst();
        leaf.checkValidity();
        checkUse(leaf);
        List<X509Certificate> chain = isTrustedItself(leaf) ? List.of(leaf) : chain(shown);
        if (chain.size() - 1 > check.depth()) {
            throw new CertificateException("the chain of the client's certificate is longer than SSLVerifyDepth " + check.depth());
        }
        revocations.check(chain);
    }

    private boolean isTrustedItself(X509Certificate leaf) {
        return anchors.stream().anyMatch(anchor -> leaf.equals(anchor.getTrustedCert()));
    }

    private static void checkUse(X509Certificate leaf) throws CertificateException {
        List<String> uses = leaf.getExtendedKeyUsage();
        boolean[] bits = leaf.getKeyUsage();
        if ((uses != null && !uses.contains(FOR_CLIENTS)) || (bits != null && !bits[SIGNATURE] && !bits[AGREEMENT])) {
            throw new CertificateException("the client's certificate is not meant for clients");
        }
    }

    /** The client's certificate, those between, and the trusted one. */
    private List<X509Certificate> chain(List<X509Certificate> shown) throws CertificateException {
        if (anchors.isEmpty()) {
            throw new UnknownIssuer("no issuer of clients' certificates is trusted");
        }
        try {
            PKIXCertPathBuilderResult found = (PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(wish(shown));
            List<X509Certificate> chain = new ArrayList<>();
            for (Certificate each : found.getCertPath().getCertificates()) {
                chain.add((X509Certificate) each);
            }
            chain.add(found.getTrustAnchor().getTrustedCert());
            return chain;
        } catch (CertPathBuilderException e) {
            throw unknown(shown, e);
        } catch (GeneralSecurityException e) {
            throw new CertificateException("the client's certificate cannot be judged: " + e.getMessage(), e);
        }
    }

    private PKIXBuilderParameters wish(List<X509Certificate> shown) throws GeneralSecurityException {
        X509CertSelector leaf = new X509CertSelector();
        leaf.setCertificate(shown.getFirst());
        PKIXBuilderParameters wish = new PKIXBuilderParameters(anchors, leaf);
        wish.setRevocationEnabled(false); // the lists are looked up afterwards, as SSLCARevocationCheck asks
        wish.addCertStore(CertStore.getInstance("Collection",
                new CollectionCertStoreParameters(Stream.concat(shown.stream(), check.authorities().stream()).toList())));
        return wish;
    }

    /** The builder does not say why there is no way; an issuer that has run out is another matter than one that is unknown. */
    private static CertificateException unknown(List<X509Certificate> shown, CertPathBuilderException cause)
            throws CertificateException {
        for (X509Certificate each : shown) {
            each.checkValidity();
        }
        UnknownIssuer unknown = new UnknownIssuer("nobody who is trusted has signed the client's certificate");
        unknown.initCause(cause);
        return unknown;
    }
}
