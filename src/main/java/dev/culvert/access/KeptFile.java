package dev.culvert.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * A file that is read anew when it has changed, and only then.
 *
 * @param <V> what its lines mean
 */
final class KeptFile<V> {
    /** Bytes: some hundred thousand users. */
    static final long LIMIT = 16L << 20;

    private final Path path;
    private final Function<List<String>, V> meaning;
    private final AtomicReference<Optional<Kept<V>>> kept = new AtomicReference<>(Optional.empty());

    private record Kept<V>(Stamp stamp, V value) {}

    /** By what a change is noticed. */
    private record Stamp(FileTime modified, long size, String key) {}

    KeptFile(Path path, Function<List<String>, V> meaning) {
        this.path = path;
        this.meaning = meaning;
    }

    Path path() {
        return path;
    }

    /** Blocks. @throws IOException if it cannot be read, with a reason for the log */
    V value() throws IOException {
        Stamp stamp = stamp();
        Optional<Kept<V>> last = kept.get().filter(known -> known.stamp.equals(stamp));
        if (last.isPresent()) {
            return last.get().value;
        }
        // Bytes, each a character, as names come over the wire.
        V value = meaning.apply(Files.readString(path, StandardCharsets.ISO_8859_1).lines().map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#")).toList());
        kept.set(Optional.of(new Kept<>(stamp, value)));
        return value;
    }

    private Stamp stamp() throws IOException {
        BasicFileAttributes facts = Files.readAttributes(path, BasicFileAttributes.class);
        if (!facts.isRegularFile()) {
            throw new IOException("expected a file, but it is none");
        } else if (facts.size() > LIMIT) {
            throw new IOException("expected no more than " + LIMIT + " bytes, but it has " + facts.size());
        }
        return new Stamp(facts.lastModifiedTime(), facts.size(), String.valueOf(facts.fileKey()));
    }

    /** What went wrong, in a few words. */
    static String reason(IOException failure) {
        return failure instanceof NoSuchFileException ? "there is no such file"
                : failure instanceof AccessDeniedException ? "it may not be read"
                : Optional.ofNullable(failure.getMessage()).orElse(failure.getClass().getSimpleName());
    }
}
