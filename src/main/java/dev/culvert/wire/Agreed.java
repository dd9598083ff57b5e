package dev.culvert.wire;

import dev.culvert.http.Tls;
import dev.culvert.tls.Cipher;
import dev.culvert.tls.ClientTls;
import dev.culvert.tls.Identity;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.internal.tcnative.SSL;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** What a client and a virtual host agreed, read from a handshake that is over. */
public final class Agreed {
    private Agreed() {}

    /**
     * To be called while the connection is still open.
     *
     * @param name the server name that the client asked for
     * @param how the settings of the engine's context
     */
    public static Tls of(SSLEngine engine, Optional<String> name, ClientTls how) {
        SSLSession session = engine.getSession();
        List<X509Certificate> client = shown(session);
        return new Tls(session.getProtocol(), Cipher.nameOf(session.getCipherSuite()), name.map(each -> each.toLowerCase(Locale.ROOT)),
                HexFormat.of().formatHex(session.getId()), isResumed(engine), client, own(session, how), how.verdict(client));
    }

    /** The JDK does not say; only a host that narrows the suites of TLS 1.3 is served by it. */
    private static boolean isResumed(SSLEngine engine) {
        return engine instanceof ReferenceCountedOpenSslEngine boring && boring.sslPointer() != 0
                && SSL.isSessionReused(boring.sslPointer());
    }

    private static List<X509Certificate> shown(SSLSession session) {
        try {
            return certificates(session.getPeerCertificates());
        } catch (SSLPeerUnverifiedException _) {
            return List.of();
        }
    }

    private static List<X509Certificate> certificates(Certificate[] chain) {
        return Arrays.stream(chain).flatMap(each -> each instanceof X509Certificate one ? Stream.of(one) : Stream.empty()).toList();
    }

    /** BoringSSL picks the certificate itself and does not tell, but there is one rule for it. */
    private static List<X509Certificate> own(SSLSession session, ClientTls how) {
        List<Identity> identities = how.inOrder();
        return identities.stream().filter(each -> fits(each, session)).findFirst().orElse(identities.getFirst()).chain();
    }

    private static boolean fits(Identity identity, SSLSession session) {
        String suite = session.getCipherSuite();
        String kind = identity.algorithm();
        if (suite.contains("_WITH_")) {
            return suite.contains(kind.equals("RSA") ? "RSA_WITH" : "ECDSA_WITH");
        }
        return !(session instanceof ExtendedSSLSession more) || Arrays.stream(more.getPeerSupportedSignatureAlgorithms())
                .anyMatch(scheme -> scheme.contains(kind.equals("EC") ? "ECDSA" : kind));
    }
}
