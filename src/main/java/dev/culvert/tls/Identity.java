package dev.culvert.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a server shows of itself.
 *
 * @param chain its certificate, then the issuers that are sent along
 */
public record Identity(List<X509Certificate> chain, PrivateKey key) {
    public Identity {
        chain = List.copyOf(chain);
    }

    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /** {@code RSA}, {@code EC} or {@code EdDSA}. */
    public String algorithm() {
        return certificate().getPublicKey().getAlgorithm();
    }

    /** Whether the certificate is about this very key. */
    boolean fits() {
        byte[] text = {4, 2};
        try {
            Signature signing = Signature.getInstance(signature());
            signing.initSign(key);
            signing.update(text);
            return verifies(certificate().getPublicKey(), text, signing.sign());
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private boolean verifies(PublicKey known, byte[] text, byte[] signed) throws GeneralSecurityException {
        Signature verifying = Signature.getInstance(signature());
        verifying.initVerify(known);
        verifying.update(text);
        return verifying.verify(signed);
    }

    private String signature() {
        return switch (algorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> algorithm();
        };
    }
}
