package dev.culvert.e2e;

import dev.culvert.Loading;
import dev.culvert.Server;
import dev.culvert.StartFailure;
import dev.culvert.proxy.LiveTunnel;
import dev.culvert.testing.RawClient;
import dev.culvert.testing.RawConnection;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;

/** A Culvert in this JVM, with its logs at hand. */
final class Running implements AutoCloseable {
    /** Longer than anything takes that works. */
    static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Server server;
    private final ByteArrayOutputStream access;
    private final ByteArrayOutputStream errors;

    private Running(Server server, ByteArrayOutputStream access, ByteArrayOutputStream errors) {
        this.server = server;
        this.access = access;
        this.errors = errors;
    }

    /** @param lines of the configuration; a port and the logs are there already */
    static Running with(String... lines) throws StartFailure {
        Loading loading = loading(lines);
        Assertions.assertThat(loading.hasErrors()).as(() -> loading.diagnostics().toString()).isFalse();
        ByteArrayOutputStream access = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        return new Running(Server.start(loading, () -> loading, access, errors), access, errors);
    }

    private static Loading loading(String... lines) {
        String text = """
                Listen 127.0.0.1:0
                ServerName e2e.test
                LogFormat "%>s %b %I %O %D \\"%r\\"" e2e
                CustomLog /dev/stdout e2e
                ErrorLog /dev/stderr
                """ + String.join("\n", lines);
        return Loading.ofText("e2e.conf", text, Path.of(""));
    }

    /** The same port, the same logs, and other lines. */
    void reload(String... lines) throws StartFailure {
        server.reload(loading(lines));
    }

    Server server() {
        return server;
    }

    int port() {
        return server.addresses().getFirst().getPort();
    }

    RawConnection client() {
        return RawClient.connect(port());
    }

    /** The only tunnel that is open, once there is one. */
    LiveTunnel tunnel() {
        return Awaitility.await().atMost(PATIENCE).until(() -> server.tunnels().stream().toList(), all -> all.size() == 1)
                .getFirst();
    }

    int openTunnels() {
        return server.openTunnels();
    }

    /** Exchanges that wait for a place at the backend of that URL. */
    int waiting(String backend) {
        return server.waiting(backend);
    }

    String accessLog() {
        return access.toString(StandardCharsets.UTF_8);
    }

    String errorLog() {
        return errors.toString(StandardCharsets.UTF_8);
    }

    /** The access line that has this in it, once it is there. */
    String accessLine(String part) {
        return Awaitility.await().atMost(PATIENCE)
                .until(() -> accessLog().lines().filter(line -> line.contains(part)).findFirst().orElse(""), line -> !line.isEmpty());
    }

    /** The line of the error log that has this in it, once it is there. */
    String errorLine(String part) {
        return Awaitility.await().atMost(PATIENCE)
                .until(() -> errorLog().lines().filter(line -> line.contains(part)).findFirst().orElse(""), line -> !line.isEmpty());
    }

    void awaitNoTunnels() {
        Awaitility.await().atMost(PATIENCE).until(() -> openTunnels() == 0);
    }

    @Override
    public void close() {
        server.close();
        Assertions.assertThat(errorLog()).as("nothing happened that nobody had thought of").doesNotContain("unexpected:");
    }
}
