package dev.culvert;

/** Why Culvert does not start, in words for an administrator. */
public final class StartFailure extends Exception {
    private static final long serialVersionUID = 1L;

    StartFailure(String message) {
        super(message);
    }
}
