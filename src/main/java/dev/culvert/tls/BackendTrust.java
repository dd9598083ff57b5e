package dev.culvert.tls;

import dev.culvert.tls.SslProxyDirectives.Verify;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Judges a backend's certificate as the SSLProxy directives ask, and says in words what is wrong with it. */
final class BackendTrust extends X509ExtendedTrustManager {
    private final BackendTls how;
    private final X509ExtendedTrustManager chains;

    BackendTrust(BackendTls how) {
        this.how = how;
        this.chains = TrustedCertificates.judge(how.authorities());
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        if (how.verify() == Verify.REQUIRE || (how.verify() == Verify.OPTIONAL && how.authorities().isPresent())) {
            checkChain(chain, type, engine);
        }
        if (how.checkExpire()) {
            chain[0].checkValidity();
        }
        if (how.checkName() && !CertificateNames.match(chain[0], engine.getPeerHost())) {
            throw new CertificateException("the certificate is for " + CertificateNames.of(chain[0]) + ", not for "
                    + engine.getPeerHost() + " (SSLProxyCheckPeerName)");
        }
    }

    private void checkChain(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        if (chain.length - 1 > how.depth()) {
            throw new CertificateException("the certificate's chain is longer than SSLProxyVerifyDepth " + how.depth());
        }
        chains.checkServerTrusted(chain, type, engine);
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

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return chains.getAcceptedIssuers();
    }
}
