package dev.culvert.parity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A self-signed certificate for the name localhost, made anew by the JDK's keytool for every run. */
public final class Certificate {
    private static final String SECRET = "parity-test";

    private Certificate() {}

    /** The sockets of a server that shows such a certificate; it also stands in {@code dir/localhost.pem}. */
    public static ServerSocketFactory forLocalhost(Path directory) {
        try {
            Path store = directory.resolve("localhost.p12");
            keytool(List.of("-genkeypair", "-alias", "localhost", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
                    "san=dns:localhost", "-validity", "2", "-storetype", "PKCS12", "-keystore", store.toString(),
                    "-storepass", SECRET));
            keytool(List.of("-exportcert", "-rfc", "-alias", "localhost", "-keystore", store.toString(), "-storepass", SECRET,
                    "-file", directory.resolve("localhost.pem").toString()));
            return context(store).getServerSocketFactory();
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        } catch (GeneralSecurityException unable) {
            throw new IllegalStateException(unable);
        }
    }

    private static SSLContext context(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, SECRET.toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, SECRET.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    private static void keytool(List<String> words) throws IOException {
        var command = new java.util.ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(words);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!finished(process) || process.exitValue() != 0) {
            throw new IOException("Expected keytool to make a certificate but it failed: " + words);
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
