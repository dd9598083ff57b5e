package dev.culvert.tls;

import java.security.cert.CertificateException;

/** A backend's certificate is not good enough. The message says what is wrong with it, as the end of a sentence. */
public final class Distrust extends CertificateException {
    private static final long serialVersionUID = 1L;

    /** What is wrong, with httpd's number for it. */
    enum Reason {
        UNKNOWN_ISSUER("AH02039"),
        NOT_ACCEPTABLE("AH02039"),
        TOO_LONG("AH02040"),
        OUT_OF_DATE("AH02004"),
        OTHER_NAME("AH02411"),
        OTHER_COMMON_NAME("AH02005");

        private final String number;

        Reason(String number) {
            this.number = number;
        }
    }

    private final Reason reason;

    Distrust(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }

    /** Such as {@code AH02411}. */
    public String number() {
        return reason.number;
    }

    /** The words of it. */
    public String words() {
        return String.valueOf(getMessage());
    }
}
