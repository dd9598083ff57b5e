package dev.culvert;

import dev.culvert.config.Configuration;
import dev.culvert.config.ProcessDirectives;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The file with the number of the process, by which {@code -k} finds it. */
final class PidFile {
    private final Path file;
    private final boolean wanted;

    PidFile(Configuration configuration) {
        this.file = configuration.resolve(configuration.main().settings().get(ProcessDirectives.PID_FILE));
        // Nobody asked for httpd's default place, so it need not be there.
        this.wanted = configuration.main().settings().has(ProcessDirectives.PID_FILE) || Files.isDirectory(file.resolveSibling("."));
    }

    Path path() {
        return file;
    }

    /** Asked before anything is done that cannot be undone. */
    boolean canBeWritten() {
        return wanted && Files.isWritable(Files.exists(file) ? file : file.resolveSibling("."));
    }

    /** @throws IOException if it cannot be written; a server without it serves all the same */
    void write() throws IOException {
        if (wanted) {
            Files.writeString(file, ProcessHandle.current().pid() + "\n");
        }
    }

    /** Unless it is another's by now. */
    void delete() {
        try {
            if (number().filter(pid -> pid == ProcessHandle.current().pid()).isPresent()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException _) {
            // It is in somebody else's hands now; the next start overwrites it.
        }
    }

    private static boolean isJava(String command) {
        return Path.of(command).getFileName().toString().startsWith("java");
    }

    /** What stands in it; empty if there is none, or no number in it. */
    Optional<Long> number() throws IOException {
        try {
            return Optional.of(Long.parseLong(Files.readString(file).strip()));
        } catch (NoSuchFileException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** The server that is named there, if it runs: a number may have been given to another program since. */
    Optional<ProcessHandle> process() throws IOException {
        return number().flatMap(ProcessHandle::of).filter(ProcessHandle::isAlive)
                .filter(process -> process.info().command().map(PidFile::isJava).orElse(false));
    }
}
