package dev.culvert.directive;

import dev.culvert.syntax.Diagnostic;

/** A directive's words could not be read. Ends the reading of that one directive; the next one is read all the same. */
public final class Misread extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Diagnostic diagnostic;

    public Misread(Diagnostic diagnostic) {
        super(diagnostic.message(), null, false, false);
        this.diagnostic = diagnostic;
    }

    public Diagnostic diagnostic() {
        return diagnostic;
    }
}
