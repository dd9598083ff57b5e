package dev.culvert.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The files of the corpus. */
final class Corpus {
    private Corpus() {}

    /** All shapes, by their numbers. */
    static List<Shape> read() {
        URL found = Objects.requireNonNull(Corpus.class.getResource("/corpus"), "corpus");
        try (Stream<Path> files = Files.list(Path.of(uri(found)))) {
            return files.filter(file -> file.toString().endsWith(".conf")).sorted().map(Corpus::read).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Shape read(Path file) {
        try {
            return Shape.parse(String.valueOf(file.getFileName()).replaceFirst("\\.conf$", ""), Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static URI uri(URL url) {
        try {
            return url.toURI();
        } catch (URISyntaxException failure) {
            throw new IllegalArgumentException(failure);
        }
    }
}
