package dev.culvert.tls;

import java.nio.file.Files;
import java.nio.file.Path;
import java.io.IOException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Certificates to be shown to backends, each in one file with its key. */
final class MachineCertificates {
    private MachineCertificates() {}

    /** At least one. */
    static List<Identity> file(Path file) throws BadPem {
        List<PrivateKey> keys = keys(file);
        List<Identity> identities = new ArrayList<>();
        for (X509Certificate certificate : Pem.certificates(file)) {
            identities.add(keys.stream().map(key -> new Identity(List.of(certificate), key)).filter(Identity::fits).findFirst()
                    .orElseThrow(() -> new BadPem("expected the private key of " + certificate.getSubjectX500Principal() + " in '"
                            + file + "', too, but it is not there")));
        }
        return identities;
    }

    private static List<PrivateKey> keys(Path file) throws BadPem {
        List<PrivateKey> keys = new ArrayList<>();
        for (Pem.Block block : Pem.blocks(file)) {
            if (block.isKey()) {
                keys.add(PrivateKeys.read(block, Optional::empty));
            }
        }
        return keys;
    }

    /** httpd: of this directory every file counts, whatever its name. */
    static List<Path> folder(Path folder) throws BadPem {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException _) {
            throw new BadPem("cannot read the directory '" + folder + "'");
        }
    }
}
