package dev.culvert.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** The certificates that are believed, from a PEM file. */
final class TrustedCertificates {
    private TrustedCertificates() {}

    /** What is wrong with the file, or nothing. */
    static String trouble(Path file) {
        try {
            return read(file).isEmpty() ? "there is no certificate in '" + file + "'" : "";
        } catch (IOException _) {
            return "cannot read '" + file + "'";
        } catch (GeneralSecurityException e) {
            return "'" + file + "' is not certificates in PEM: " + e.getMessage();
        }
    }

    private static Collection<? extends Certificate> read(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        }
    }

    /** A judge of chains that believes these certificates; without a file it believes none, as httpd does. */
    static X509ExtendedTrustManager judge(Optional<Path> file) {
        try {
            KeyStore believed = KeyStore.getInstance(KeyStore.getDefaultType());
            believed.load(null, null);
            int number = 0;
            for (Certificate one : file.isPresent() ? read(file.get()) : java.util.List.<Certificate>of()) {
                believed.setCertificateEntry("ca" + number++, one);
            }
            return number == 0 ? new NobodyIsTrusted() : judge(believed);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the file was readable when the configuration was read", e);
        }
    }

    private static X509ExtendedTrustManager judge(KeyStore believed) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(believed);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager judge) {
                return judge;
            }
        }
        throw new GeneralSecurityException("the JDK brings no judge of certificates");
    }
}
