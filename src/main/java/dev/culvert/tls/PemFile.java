package dev.culvert.tls;

import dev.culvert.directive.Misread;
import dev.culvert.syntax.Diagnostic;
import dev.culvert.syntax.Position;
import java.nio.file.Path;

/**
 * A file or directory that a directive names.
 *
 * @param directive as it was written
 */
record PemFile(Path path, String directive, Position at) {
    /** What was found inside is not what it should be. */
    Misread wrong(String message) {
        return new Misread(Diagnostic.directive(at, directive + ": " + message));
    }

    /** As above, under the number that httpd has for it. */
    Misread wrong(String number, String message) {
        return new Misread(Diagnostic.directive(at, number + ": " + directive + ": " + message));
    }
}
