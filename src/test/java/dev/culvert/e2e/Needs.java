package dev.culvert.e2e;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** What a test needs that is not on every machine. Without it the test is skipped, unless a property requires it. */
final class Needs {
    private static final System.Logger LOG = System.getLogger(Needs.class.getName());

    private Needs() {}

    /** @param what such as {@code npm}: with {@code -Dculvert.npm=required} a lack is a failure */
    static <T> T orSkip(String what, Optional<T> found, String lack) {
        if (found.isPresent()) {
            return found.get();
        }
        String reason = lack + " (.ci/run installs it)";
        if (System.getProperty("culvert." + what, "").equals("required")) {
            return Assertions.fail(reason);
        }
        LOG.log(System.Logger.Level.WARNING, "Skipped: {0}", reason);
        return Assumptions.abort(reason);
    }

    /** The first of these programs on the PATH. */
    static Optional<Path> program(List<String> names) {
        return names.stream().flatMap(Needs::onPath).findFirst();
    }

    private static Stream<Path> onPath(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable);
    }
}
