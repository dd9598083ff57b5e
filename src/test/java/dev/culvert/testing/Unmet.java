package dev.culvert.testing;

/** What was waited for did not come in time; the message says what came instead. */
public final class Unmet extends AssertionError {
    Unmet(String message) {
        super(message);
    }
}
