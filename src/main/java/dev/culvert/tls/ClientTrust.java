package dev.culvert.tls;

import dev.culvert.tls.SslProxyDirectives.Verify;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Judges clients' certificates as SSLVerifyClient asks. Whether one must be shown at all is for the handshake to see to. */
final class ClientTrust extends X509ExtendedTrustManager {
    private final ClientCheck check;
    private final ClientChains chains;

    ClientTrust(ClientCheck check) {
        this.check = check;
        this.chains = new ClientChains(check);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        try {
            chains.check(List.of(chain));
        } catch (UnknownIssuer e) {
            if (check.verify() != Verify.OPTIONAL_NO_CA) {
                throw e;
            }
        }
    }

    /** See {@link ClientTls#verdict}. */
    String verdict(List<X509Certificate> chain) {
        if (chain.isEmpty()) {
            return "NONE";
        }
        try {
            chains.check(chain);
            return "SUCCESS";
        } catch (UnknownIssuer e) {
            return check.verify() == Verify.OPTIONAL_NO_CA ? "GENEROUS" : "FAILED:" + e.getMessage();
        } catch (CertificateException e) {
            return "FAILED:" + e.getMessage();
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        checkClientTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        checkClientTrusted(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("this judges clients, not backends");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        checkServerTrusted(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        checkServerTrusted(chain, type);
    }

    /** Whose names clients are told to choose by. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return check.asked().toArray(X509Certificate[]::new);
    }
}
