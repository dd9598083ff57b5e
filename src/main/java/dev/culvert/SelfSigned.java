package dev.culvert;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key with a certificate for localhost that it has signed itself, for a {@link Rehearsal}. */
final class SelfSigned {
    private static final String CERTIFICATE = "cert.pem";
    private static final String KEY = "key.pem";
    private static final String WORD = "rehearsal";

    private SelfSigned() {}

    /**
     * Writes both to a folder.
     *
     * @return what clients have who trust this certificate and no other; empty where Java has no keytool
     */
    static Optional<SSLContext> in(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        if (!Files.isExecutable(keytool)) {
            return Optional.empty();
        }
        Path file = folder.resolve("store.p12");
        List<String> command = List.of(keytool.toString(), "-genkeypair", "-alias", WORD, "-keyalg", "EC", "-groupname", "secp256r1",
                "-dname", "CN=localhost", "-ext", "SAN=dns:localhost", "-validity", "2",
                "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", WORD);
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile()).start();
        if (process.waitFor() != 0) {
            return Optional.empty();
        }
        KeyStore store = KeyStore.getInstance(file.toFile(), WORD.toCharArray());
        pem(folder.resolve(CERTIFICATE), "CERTIFICATE", store.getCertificate(WORD).getEncoded());
        pem(folder.resolve(KEY), "PRIVATE KEY", store.getKey(WORD, WORD.toCharArray()).getEncoded());
        return Optional.of(trusting(store));
    }

    private static SSLContext trusting(KeyStore store) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(WORD, store.getCertificate(WORD));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static void pem(Path file, String kind, byte[] der) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n",
                StandardCharsets.US_ASCII);
    }
}
