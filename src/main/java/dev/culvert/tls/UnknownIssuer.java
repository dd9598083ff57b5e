package dev.culvert.tls;

import java.security.cert.CertificateException;

/** Nobody who is trusted has signed the certificate, which is all that is wrong with it. */
final class UnknownIssuer extends CertificateException {
    private static final long serialVersionUID = 1L;

    UnknownIssuer(String message) {
        super(message);
    }
}
