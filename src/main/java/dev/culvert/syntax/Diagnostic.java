package dev.culvert.syntax;

/**
 * What is wrong, or worth knowing, about one place of the configuration.
 *
 * @param kind how it weighs and which shape it is printed in
 * @param at the word it is about
 * @param message one sentence; a hint may follow it
 */
public record Diagnostic(Kind kind, Position at, String message) {
    /** What there is to say. Every error has httpd's two lines; httpd itself says structure errors on one. */
    public enum Kind {
        /** A directive that cannot mean what it says. */
        DIRECTIVE,
        /** Sections, includes and quotes that do not fit. */
        STRUCTURE,
        /** The file that everything begins with cannot be read; there is no line to name. */
        FILE,
        /** Accepted, but perhaps not what was meant. */
        WARNING,
        /** Accepted and without effect here, with the reason. */
        NOTE;

        public boolean isError() {
            return this == DIRECTIVE || this == STRUCTURE || this == FILE;
        }
    }

    public static Diagnostic directive(Position at, String message) {
        return new Diagnostic(Kind.DIRECTIVE, at, message);
    }

    public static Diagnostic structure(Position at, String message) {
        return new Diagnostic(Kind.STRUCTURE, at, message);
    }

    public static Diagnostic file(String file, String message) {
        return new Diagnostic(Kind.FILE, new Position(file, 1), message);
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
            case DIRECTIVE, STRUCTURE -> "AH00526: Syntax error on line " + at.line() + " of " + at.file() + ":\n" + message;
            case FILE -> "culvert: " + message;
            case WARNING -> at.file() + ":" + at.line() + ": warning: " + message;
            case NOTE -> at.file() + ":" + at.line() + ": note: " + message;
        };
    }
}
