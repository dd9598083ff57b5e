package dev.culvert.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** One self-signed certificate for every server in the corpus, made anew by the JDK's keytool for every run. */
record Keys(KeyStore store) {
    private static final String SECRET = "corpus-test";
    private static final String ALIAS = "localhost";

    /** Writes cert.pem, key.pem, chain.pem and ca.pem there. */
    static Keys in(Path directory) throws IOException {
        Path file = directory.resolve("localhost.p12");
        keytool(Stream.of("-genkeypair", "-alias", ALIAS, "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
                "san=dns:localhost,dns:*.test", "-validity", "2", "-storetype", "PKCS12", "-keystore", file.toString(),
                "-storepass", SECRET));
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, SECRET.toCharArray());
            String certificate = pem("CERTIFICATE", Objects.requireNonNull(store.getCertificate(ALIAS)).getEncoded());
            for (String name : List.of("cert.pem", "chain.pem", "ca.pem")) {
                Files.writeString(directory.resolve(name), certificate);
            }
            byte[] key = Objects.requireNonNull(store.getKey(ALIAS, SECRET.toCharArray())).getEncoded();
            Files.writeString(directory.resolve("key.pem"), pem("PRIVATE KEY", Objects.requireNonNull(key)));
            return new Keys(store);
        } catch (GeneralSecurityException unable) {
            throw new IOException(unable);
        }
    }

    ServerSocketFactory sockets() throws IOException {
        try {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, SECRET.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(factory.getKeyManagers(), null, null);
            return context.getServerSocketFactory();
        } catch (GeneralSecurityException unable) {
            throw new IOException(unable);
        }
    }

    private static String pem(String what, byte[] bytes) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
    }

    private static void keytool(Stream<String> words) throws IOException {
        String program = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(Stream.concat(Stream.of(program), words).toList())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (!finished(process) || process.exitValue() != 0) {
            throw new IOException("Expected keytool to make a certificate but it failed.");
        }
    }

    private static boolean finished(Process process) {
        try {
            return process.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
