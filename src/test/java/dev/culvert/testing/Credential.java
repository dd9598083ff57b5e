package dev.culvert.testing;

import io.netty.pkitesting.X509Bundle;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * A certificate with its private key, made by an {@link Authority}.
 *
 * @param bundle with the authorities above it, the topmost one left out
 */
public record Credential(X509Bundle bundle) {
    private static final char[] SECRET = "test".toCharArray();

    public X509Certificate certificate() {
        return bundle.getCertificate();
    }

    /** The certificate and the authorities below the topmost one, in PEM. */
    public String chain() {
        return Arrays.stream(bundle.getCertificatePath())
                .map(one -> Authority.make(() -> Authority.pem("CERTIFICATE", one.getEncoded())))
                .reduce("", String::concat);
    }

    /** The certificate alone, in PEM. */
    public String pem() {
        return bundle.getCertificatePEM();
    }

    /** The private key in PEM, as PKCS#8. */
    public String key() {
        return Authority.pem("PRIVATE KEY", bundle.getKeyPair().getPrivate().getEncoded());
    }

    /** Certificate and key as one file. */
    public Path write(Path file) {
        return Authority.written(file, pem() + key());
    }

    /** Sockets of a server that shows the certificate with its chain. */
    public ServerSocketFactory sockets() {
        return context(bundle.getCertificatePath(), Optional.empty()).getServerSocketFactory();
    }

    /** Sockets of a server that keeps the authorities between to itself. */
    public ServerSocketFactory socketsWithoutChain() {
        return context(new X509Certificate[] {certificate()}, Optional.empty()).getServerSocketFactory();
    }

    /** Sockets of a server that demands a client's certificate, signed by that authority. */
    public ServerSocketFactory socketsFor(Authority clients) {
        return new DemandingSockets(context(bundle.getCertificatePath(), Optional.of(clients)));
    }

    /** TLS of a client or server that shows the certificate and, if an authority is named, believes that one alone. */
    public SSLContext context(Optional<Authority> believed) {
        return context(bundle.getCertificatePath(), believed);
    }

    private SSLContext context(Certificate[] chain, Optional<Authority> believed) {
        return Authority.make(() -> {
            SSLContext context = SSLContext.getInstance("TLS");
            TrustManager[] trust = believed.map(one -> new TrustManager[] {one.bundle().toTrustManager()}).orElse(null);
            context.init(keys(bundle.getKeyPair().getPrivate(), chain), trust, null);
            return context;
        });
    }

    private static KeyManager[] keys(PrivateKey key, Certificate[] chain) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("own", key, SECRET, chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, SECRET);
        return factory.getKeyManagers();
    }
}
