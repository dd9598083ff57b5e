package dev.culvert.expr;

import dev.culvert.world.FileQuestion;
import dev.culvert.world.FileQuestion.Facts;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/** What can be asked about a path: {@code -d}, {@code -f} and the like. */
enum FileTest {
    DIRECTORY(Facts::isDirectory),
    EXISTS(Facts::exists),
    FILE(Facts::isFile),
    FILLED(facts -> facts.isFile() && facts.size() > 0),
    LINK(Facts::link),
    EXECUTABLE(Facts::executable),
    // httpd: asks itself about the file, rules of access included; no directory is served here that has such rules.
    SERVED(facts -> facts.isFile() && facts.readable());

    @SuppressWarnings("ImmutableEnumChecker") // a lambda that holds on to nothing
    private final Predicate<Facts> test;

    FileTest(Predicate<Facts> test) {
        this.test = test;
    }

    boolean holds(Subject subject, String path) {
        return test.test(facts(subject, path));
    }

    static Facts facts(Subject subject, String path) {
        return path(path).map(known -> subject.answers().to(new FileQuestion(known))).orElse(Facts.ABSENT);
    }

    /** The path that some text names, or nothing if no path can be called that. */
    static Optional<Path> path(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(Octets.readable(text)));
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }
}
