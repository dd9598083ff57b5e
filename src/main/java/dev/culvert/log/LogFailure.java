package dev.culvert.log;

import java.io.IOException;

/** A log cannot be opened, so the server cannot start. The message is one line and names the directive's file and line. */
public final class LogFailure extends IOException {
    private static final long serialVersionUID = 1L;

    LogFailure(String message) {
        super(message);
    }
}
