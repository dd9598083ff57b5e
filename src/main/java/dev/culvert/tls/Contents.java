package dev.culvert.tls;

import dev.culvert.directive.Args;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the file or directory holds that a directive names, read when the directive was. Two are the same only if they hold
 * the same, so that connections made with a certificate that has been renewed since are told apart.
 *
 * @param directive as it was written
 */
record Contents<V>(String directive, Path path, List<V> all) {
    Contents {
        all = List.copyOf(all);
    }

    /** Reads one file. */
    interface Reader<V> {
        List<V> read(Path path) throws BadPem;
    }

    static <V> Contents<V> file(Args args, String number, Reader<V> reader) {
        PemFile file = SslReads.file(args);
        return read(file, number, reader);
    }

    /** @param listing the files of a directory that count */
    static <V> Contents<V> folder(Args args, String number, Reader<Path> listing, Reader<V> reader) {
        return read(SslReads.folder(args), number, folder -> {
            List<V> all = new ArrayList<>();
            for (Path file : listing.read(folder)) {
                all.addAll(reader.read(file));
            }
            return all;
        });
    }

    private static <V> Contents<V> read(PemFile file, String number, Reader<V> reader) {
        try {
            return new Contents<>(file.directive(), file.path(), reader.read(file.path()));
        } catch (BadPem bad) {
            throw file.wrong(number, bad.why());
        }
    }

    /** A revocation list may be large, and this is asked for every request. */
    @Override
    public int hashCode() {
        return path.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Contents<?>(String name, Path file, List<?> held)
                && name.equals(directive) && file.equals(path) && held.equals(all));
    }

    @Override
    public String toString() {
        return directive + " " + path;
    }
}
