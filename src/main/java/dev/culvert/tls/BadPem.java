package dev.culvert.tls;

/** A file of certificates, keys or revocation lists does not hold what it should; the message says what is wrong, in half a sentence. */
final class BadPem extends Exception {
    private static final long serialVersionUID = 1L;

    BadPem(String message) {
        super(message);
    }

    /** What is wrong. */
    String why() {
        return String.valueOf(getMessage());
    }
}
