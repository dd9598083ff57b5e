package dev.culvert.tls;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.util.ArrayList;
import java.util.List;

/** Certificate revocation lists from files in PEM. */
final class RevocationLists {
    private RevocationLists() {}

    /** The lists in the order of the file, at least one. */
    static List<X509CRL> read(Path file) throws BadPem {
        List<X509CRL> lists = new ArrayList<>();
        for (Pem.Block block : Pem.blocks(file)) {
            if (block.label().equals("X509 CRL")) {
                lists.add(list(file, block));
            }
        }
        if (lists.isEmpty()) {
            throw new BadPem("there is no revocation list in '" + file + "'");
        }
        return lists;
    }

    private static X509CRL list(Path file, Pem.Block block) throws BadPem {
        try {
            return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(block.content()));
        } catch (CertificateException | CRLException e) {
            throw new BadPem("a revocation list in '" + file + "' cannot be read: " + e.getMessage());
        }
    }
}
