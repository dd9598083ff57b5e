package dev.culvert.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A directory of certificates or revocation lists under the names that OpenSSL's rehash gives them. */
final class PemFolder {
    private static final Pattern CERTIFICATE = Pattern.compile("[0-9a-f]{8}\\.\\d+");
    private static final Pattern REVOCATIONS = Pattern.compile("[0-9a-f]{8}\\.r\\d+");

    private PemFolder() {}

    /** httpd: a directory is asked by hash, so a file under any other name is not there. */
    static List<Path> certificates(Path folder) throws BadPem {
        return files(folder, CERTIFICATE);
    }

    /** As above, of revocation lists. */
    static List<Path> revocations(Path folder) throws BadPem {
        return files(folder, REVOCATIONS);
    }

    private static List<Path> files(Path folder, Pattern name) throws BadPem {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> name.matcher(String.valueOf(file.getFileName())).matches()).sorted().toList();
        } catch (IOException _) {
            throw new BadPem("cannot read the directory '" + folder + "'");
        }
    }
}
