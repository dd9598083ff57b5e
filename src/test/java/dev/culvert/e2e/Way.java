package dev.culvert.e2e;

import dev.culvert.testing.Authority;
import dev.culvert.testing.Credential;
import dev.culvert.testing.RawClient;
import dev.culvert.testing.RawConnection;
import dev.culvert.testing.ScriptedBackend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How a client speaks to Culvert, and Culvert to the backend: a scenario has to come out the same on every one. */
enum Way {
    PLAIN(Client.HTTP1, Backend.PLAIN),
    PLAIN_THEN_TLS(Client.HTTP1, Backend.TLS),
    TLS(Client.TLS, Backend.PLAIN),
    TLS_THEN_TLS(Client.TLS, Backend.TLS),
    HTTP2(Client.HTTP2, Backend.PLAIN),
    HTTP2_THEN_TLS(Client.HTTP2, Backend.TLS);

    private enum Client { HTTP1, TLS, HTTP2 }

    private enum Backend { PLAIN, TLS }

    /** One authority, and one certificate of it for both servers. */
    private static final class Certificates {
        private static final Authority AUTHORITY = Authority.named("every way");
        private static final Credential LOCAL = AUTHORITY.issue("localhost", "127.0.0.1", "e2e.test");
        private static final Path FOLDER = folder();

        private static Path folder() {
            try {
                Path folder = Files.createTempDirectory("culvert-ways");
                LOCAL.write(folder.resolve("own.pem"));
                AUTHORITY.write(folder.resolve("authority.pem"));
                return folder;
            } catch (IOException unable) {
                throw new UncheckedIOException(unable);
            }
        }
    }

    private final Client client;
    private final Backend backend;

    Way(Client client, Backend backend) {
        this.client = client;
        this.backend = backend;
    }

    ScriptedBackend backend() {
        return switch (backend) {
            case PLAIN -> ScriptedBackend.tcp();
            case TLS -> ScriptedBackend.tcp(Certificates.LOCAL.sockets());
        };
    }

    /** Culvert before that backend, everything mapped to it. */
    Running to(ScriptedBackend scripted, String scheme, String... lines) throws Exception {
        String secure = switch (backend) {
            case PLAIN -> "";
            case TLS -> "s";
        };
        return Running.with("ProxyPass / " + scheme + secure + "://127.0.0.1:" + scripted.port() + "/\n" + directives()
                + String.join("\n", lines));
    }

    private String directives() {
        Path folder = Certificates.FOLDER;
        String front = switch (client) {
            case HTTP1 -> "";
            case TLS -> "SSLEngine on\nSSLCertificateFile " + folder.resolve("own.pem") + "\n";
            case HTTP2 -> "SSLEngine on\nSSLCertificateFile " + folder.resolve("own.pem") + "\nProtocols h2 http/1.1\nH2WebSockets on\n";
        };
        return switch (backend) {
            case PLAIN -> front;
            case TLS -> front + "SSLProxyEngine on\nSSLProxyVerify require\nSSLProxyCACertificateFile "
                    + folder.resolve("authority.pem") + "\n";
        };
    }

    RawConnection client(Running culvert) {
        return switch (client) {
            case HTTP1 -> culvert.client();
            case TLS -> RawClient.secure(culvert.port(), Certificates.AUTHORITY);
            case HTTP2 -> RawClient.http2(culvert.port(), Certificates.AUTHORITY);
        };
    }

    /** Whether the client can say that it is done and still listen. With TLS it cannot: close_notify ends both directions. */
    boolean clientMayEndAlone() {
        return client != Client.TLS;
    }

    boolean backendMayEndAlone() {
        return backend != Backend.TLS;
    }

    /** Over HTTP/2 a success is the agreement to a tunnel, so that one without a tunnel must not get through. */
    boolean insists() {
        return client == Client.HTTP2;
    }
}
