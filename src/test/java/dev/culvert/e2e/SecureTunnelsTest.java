package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.testing.Authority;
import dev.culvert.testing.RawConnection;
import dev.culvert.testing.ScriptedBackend;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** How tunnels end where one side speaks TLS. */
class SecureTunnelsTest {
    private static final Authority ROOT = Authority.named("Tunnel Root");

    @Test
    void aCloseNotifyEndsTheTunnelInOrder() throws Exception {
        try (ScriptedBackend scripted = ScriptedBackend.tcp(ROOT.issue("localhost").sockets());
                Running culvert = Running.with("LogLevel debug", "SSLProxyEngine On",
                        "ProxyPass / wss://localhost:" + scripted.port() + "/");
                RawConnection client = culvert.client()) {
            client.send(TunnelsTest.UPGRADE);
            RawConnection backend = scripted.next();
            backend.head();
            backend.send(TunnelsTest.AGREED + "last");
            backend.finish();
            assertThat(client.head().status()).isEqualTo(101);
            assertThat(client.rest()).isEqualTo("last");
            assertThat(backend.rest()).isEmpty();
            assertThat(culvert.errorLine("a tunnel ended")).contains("both sides were done").doesNotContain("close_notify");
            culvert.awaitNoTunnels();
        }
    }

    @Test
    void anEndOfTcpAloneIsAnEnd() throws Exception {
        try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Running culvert = Running.with("LogLevel debug", "SSLProxyEngine On",
                        "ProxyPass / wss://localhost:" + door.getLocalPort() + "/");
                RawConnection client = culvert.client()) {
            CompletableFuture<Void> cut = CompletableFuture.runAsync(() -> cutShort(door));
            client.send(TunnelsTest.UPGRADE);
            assertThat(client.head().status()).isEqualTo(101);
            assertThat(client.rest()).isEqualTo("last");
            client.finish();
            assertThat(culvert.errorLine("a tunnel ended")).contains("; TLS with the backend ended without close_notify");
            cut.get();
        }
    }

    /** Agrees, says something, and ends TCP below TLS. */
    private static void cutShort(ServerSocket door) {
        try (Socket plain = door.accept()) {
            SSLSocket secure = (SSLSocket) ROOT.issue("localhost").context(Optional.empty()).getSocketFactory()
                    .createSocket(plain, "localhost", 0, false);
            secure.setUseClientMode(false);
            BufferedReader in = new BufferedReader(new InputStreamReader(secure.getInputStream(), StandardCharsets.ISO_8859_1));
            assertThat(in.lines().takeWhile(line -> !line.isEmpty())).isNotEmpty();
            secure.getOutputStream().write((TunnelsTest.AGREED + "last").getBytes(StandardCharsets.ISO_8859_1));
            secure.getOutputStream().flush();
            plain.shutdownOutput();
            assertThat(in.read()).isEqualTo(-1);
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }
}
