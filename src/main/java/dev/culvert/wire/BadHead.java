package dev.culvert.wire;

/** A request that is refused before anybody looks at what it asks for. */
final class BadHead extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;

    /** @param why one log sentence, with httpd's number in front where it has one */
    BadHead(int status, String why) {
        super(why, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
