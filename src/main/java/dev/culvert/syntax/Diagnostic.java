package dev.culvert.syntax;

/**
 * What is wrong, or worth knowing, about one place of the configuration.
 *
 * @param kind how it weighs and which shape it is printed in
 * @param at the word it is about
 * @param message one sentence; a hint may follow it
 */
public record Diagnostic(Kind kind, Position at, String message) {
    /** httpd prints directive errors on two lines and structure errors on one. */
    public enum Kind {
        /** A directive that cannot mean what it says. */
        DIRECTIVE,
        /** Sections, includes and quotes that do not fit. */
        STRUCTURE,
        /** Accepted, but perhaps not what was meant. */
        WARNING,
        /** Accepted and without effect here, with the reason. */
        NOTE;

        public boolean isError() {
            return this == DIRECTIVE || this == STRUCTURE;
        }
    }

    public static Diagnostic directive(Position at, String message) {
        return new Diagnostic(Kind.DIRECTIVE, at, message);
    }

    public static Diagnostic structure(Position at, String message) {
        return new Diagnostic(Kind.STRUCTURE, at, message);
    }

    public static Diagnostic warning(Position at, String message) {
        return new Diagnostic(Kind.WARNING, at, message);
    }

    public static Diagnostic note(Position at, String message) {
        return new Diagnostic(Kind.NOTE, at, message);
    }

    public boolean isError() {
        return kind.isError();
    }

    /** In httpd's shape, one or two lines without a line end. */
    public String print() {
        return switch (kind) {
            case DIRECTIVE -> "AH00526: Syntax error on line " + at.line() + " of " + at.file() + ":\n" + message;
            case STRUCTURE -> "culvert: Syntax error on line " + at.line() + " of " + at.file() + ": " + message;
            case WARNING -> at.file() + ":" + at.line() + ": warning: " + message;
            case NOTE -> at.file() + ":" + at.line() + ": note: " + message;
        };
    }
}
