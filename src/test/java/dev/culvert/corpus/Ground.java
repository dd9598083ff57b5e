package dev.culvert.corpus;

import dev.culvert.testing.ScriptedBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * What all configurations of the corpus stand on: files, keys, and backends. {@code ${A}} to {@code ${D}} are addresses of
 * backends, {@code ${S}} one that speaks TLS with a certificate for localhost, {@code ${DOCS}} a directory with pages,
 * {@code ${KEYS}} one with cert.pem, key.pem, chain.pem, ca.pem, users (somebody:secret) and options-ssl.conf.
 */
final class Ground implements AutoCloseable {
    private static final List<String> PAGES =
            List.of("index.html", "f.txt", "app.js", "50x.html", "sub/index.html", "img/logo.png", "vnc/vnc.html", "public/index.html");
    /** somebody:secret, as htpasswd -s writes it. */
    private static final String USERS = "somebody:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=\n";

    private final Path directory;
    private final Map<String, House> houses = new LinkedHashMap<>();
    private final Map<String, String> values = new LinkedHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();

    Ground() throws IOException {
        directory = Files.createTempDirectory("culvert-corpus");
        // a server started by root gives its rights away, and must still get in
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String page : PAGES) {
            write("docs/" + page, page(page));
        }
        write("mime.types", "text/html html\ntext/plain txt\n");
        Files.createDirectories(directory.resolve("logs"));
        Files.createDirectories(directory.resolve("empty"));
        Keys keys = Keys.in(Files.createDirectories(directory.resolve("keys")));
        write("keys/options-ssl.conf", "SSLProtocol all -SSLv3\nSSLHonorCipherOrder off\n");
        write("keys/users", USERS);
        for (String name : List.of("A", "B", "C", "D")) {
            open(name, ScriptedBackend.tcp(), "127.0.0.1:");
        }
        open("S", ScriptedBackend.tcp(keys.sockets()), "localhost:");
        values.put("DOCS", directory.resolve("docs").toString());
        values.put("KEYS", directory.resolve("keys").toString());
    }

    static String page(String name) {
        return "This is " + name + "\n";
    }

    Path directory() {
        return directory;
    }

    House house(String name) {
        return Objects.requireNonNull(houses.get(name), name);
    }

    /** A name for a request that no other has. */
    String number() {
        return String.valueOf(numbers.incrementAndGet());
    }

    /** The text with everything named that is different in every run. */
    String fill(String text, Ports ports) {
        String filled = text;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("${" + value.getKey() + "}", value.getValue());
        }
        return filled.replace("${PORT}", String.valueOf(ports.http())).replace("${TLS}", String.valueOf(ports.tls()));
    }

    Path write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        return Files.writeString(file, text);
    }

    @Override
    public void close() throws IOException {
        houses.values().forEach(House::close);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private void open(String name, ScriptedBackend backend, String address) {
        houses.put(name, new House(backend));
        values.put(name, address + backend.port());
    }
}
