package dev.culvert.log;

import dev.culvert.directive.Args;
import dev.culvert.directive.Place;
import dev.culvert.syntax.Position;

/**
 * A log's target as a directive wrote it, with what an error about it needs to say.
 *
 * @param written the administrator's word
 */
record LogPlace(LogTarget target, String directive, String written, Purpose purpose, Position at) {
    /** What a log is for, since httpd gives each its own numbers. */
    enum Purpose {
        MAIN_ERRORS("AH02291", "AH00091", "AH00089"),
        HOST_ERRORS("AH02292", "AH00091", "AH00089"),
        ACCESS("AH02297", "AH00649", "AH00104");

        private final String noDirectory;
        private final String noFile;
        private final String noProgram;

        Purpose(String noDirectory, String noFile, String noProgram) {
            this.noDirectory = noDirectory;
            this.noFile = noFile;
            this.noProgram = noProgram;
        }
    }

    /** The error log of someone who has not named one. */
    static final LogPlace STDERR =
            new LogPlace(LogTarget.Standard.ERR, "ErrorLog", "/dev/stderr", Purpose.MAIN_ERRORS, new Position("(default)", 0));

    static LogPlace errors(Args args) {
        Purpose purpose = args.place() == Place.SERVER ? Purpose.MAIN_ERRORS : Purpose.HOST_ERRORS;
        LogPlace place = read(args, purpose);
        args.end();
        return place;
    }

    static LogPlace access(Args args) {
        return read(args, Purpose.ACCESS);
    }

    private static LogPlace read(Args args, Purpose purpose) {
        String word = args.next("a file or \"|command\"");
        return new LogPlace(LogTarget.read(args, word), args.name(), word, purpose, args.at());
    }

    LogPlace with(LogTarget other) {
        return new LogPlace(other, directive, written, purpose, at);
    }

    LogFailure noDirectory(String directory) {
        return failure(purpose.noDirectory, "its directory to exist, but there is no '" + directory + "'");
    }

    LogFailure noFile(String reason) {
        return failure(purpose.noFile, "a file it can append to, but " + reason);
    }

    LogFailure noProgram(String reason) {
        return failure(purpose.noProgram, "a program it can start, but " + reason);
    }

    private LogFailure failure(String number, String expected) {
        return new LogFailure(number + ": " + directive + " '" + written + "' expects " + expected + " (" + at.file() + ":"
                + at.line() + ")");
    }
}
