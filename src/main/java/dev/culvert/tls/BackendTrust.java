package dev.culvert.tls;

import dev.culvert.tls.BackendTls.NameCheck;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Judges a backend's certificate as the SSLProxy directives ask, and says in words what is wrong with it. */
final class BackendTrust extends X509ExtendedTrustManager {
    private final BackendTls how;
    private final BackendChains chains;

    BackendTrust(BackendTls how) {
        this.how = how;
        this.chains = new BackendChains(how);
    }

    /** As for a backend of that name or address. */
    void check(List<X509Certificate> shown, String host) throws Distrust {
        switch (how.verify()) {
            case NONE -> { }
            // httpd: a backend always shows a certificate, so optional leaves nothing open
            case OPTIONAL, REQUIRE -> chains.check(shown);
            case OPTIONAL_NO_CA -> checkUnlessUnknown(shown);
        }
        X509Certificate leaf = shown.getFirst();
        if (how.checkExpire() && !isOfToday(leaf)) {
            throw new Distrust(Distrust.Reason.OUT_OF_DATE, described(leaf) + " " + age(leaf) + " (SSLProxyCheckPeerExpire)");
        }
        checkName(leaf, host);
    }

    private void checkUnlessUnknown(List<X509Certificate> shown) throws Distrust {
        try {
            chains.check(shown);
        } catch (Distrust distrust) {
            if (distrust.reason() != Distrust.Reason.UNKNOWN_ISSUER) {
                throw distrust;
            }
        }
    }

    private void checkName(X509Certificate leaf, String host) throws Distrust {
        if (how.names() == NameCheck.ANY_NAME && !CertificateNames.match(leaf, host)) {
            throw new Distrust(Distrust.Reason.OTHER_NAME, described(leaf) + " is for " + listed(CertificateNames.of(leaf))
                    + " and not for " + host + " (SSLProxyCheckPeerName)");
        }
        if (how.names() == NameCheck.COMMON_NAME && CertificateNames.common(leaf).stream().noneMatch(host::equalsIgnoreCase)) {
            throw new Distrust(Distrust.Reason.OTHER_COMMON_NAME, described(leaf) + " has " + host
                    + " not as its CN (SSLProxyCheckPeerCN)");
        }
    }

    // ---- words

    static String described(X509Certificate certificate) {
        return "its certificate (subject " + certificate.getSubjectX500Principal() + ", names " + listed(CertificateNames.of(certificate))
                + ", valid until " + certificate.getNotAfter().toInstant() + ")";
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "nobody" : String.join(" and ", names);
    }

    static boolean isOfToday(X509Certificate certificate) {
        Instant now = Instant.now();
        return !now.isBefore(certificate.getNotBefore().toInstant()) && !now.isAfter(certificate.getNotAfter().toInstant());
    }

    static String age(X509Certificate certificate) {
        return Instant.now().isBefore(certificate.getNotBefore().toInstant())
                ? "is not valid before " + certificate.getNotBefore().toInstant()
                : "has expired";
    }

    // ---- javax

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(List.of(chain), engine.getPeerHost());
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("backends are spoken to through engines only");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("backends are spoken to through engines only");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("this judges backends, not clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("this judges backends, not clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("this judges backends, not clients");
    }

    /** Nobody is told whom a backend may be certified by. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
