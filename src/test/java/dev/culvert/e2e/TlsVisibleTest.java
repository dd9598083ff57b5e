package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.testing.Head;
import dev.culvert.testing.RawConnection;
import dev.culvert.testing.ScriptedBackend;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What backends, logs and the client itself see of its TLS. */
class TlsVisibleTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @ParameterizedTest
    @EnumSource(value = Way.class, names = {"TLS", "HTTP2"})
    void requestsKnowTheirConnection(Way way) throws Exception {
        try (ScriptedBackend scripted = way.backend();
                Running culvert = way.to(scripted, "http",
                        "RequestHeader set X-Forwarded-Proto expr=%{REQUEST_SCHEME}",
                        "RequestHeader set X-Protocol %{SSL_PROTOCOL}s",
                        "RequestHeader set X-Sni \"expr=%{SSL:SSL_TLS_SNI}\"",
                        "RequestHeader set X-Named \"expr=%{SSL_PROTOCOL}%{SSL_NO_SUCH}\"",
                        "RequestHeader set X-Https %{HTTPS}e",
                        "RequestHeader set X-Cipher %{SSL_CIPHER}e",
                        "RequestHeader set X-Http2 \"expr=%{HTTP2}\"",
                        "<Location /std>\nSSLOptions +StdEnvVars\n</Location>",
                        "CustomLog /dev/stdout \"tls %{SSL_PROTOCOL}x %{SSL_CIPHER}x %U\"");
                RawConnection client = way.client(culvert)) {
            client.send("GET /plain HTTP/1.1\r\nHost: e2e.test\r\n\r\n");
            RawConnection backend = scripted.next();
            Head seen = backend.head();
            backend.send(OK);
            assertThat(seen.value("X-Forwarded-Proto")).hasValue("https");
            assertThat(seen.value("X-Protocol")).hasValue("TLSv1.3");
            assertThat(seen.value("X-Sni")).hasValue("e2e.test");
            assertThat(seen.value("X-Named")).hasValue("TLSv1.3");
            assertThat(seen.value("X-Https")).hasValue("on");
            assertThat(seen.value("X-Cipher")).as("only where SSLOptions asks for it").hasValue("(null)");
            assertThat(seen.value("X-Http2")).hasValue(way == Way.HTTP2 ? "on" : "off");
            assertThat(client.body(client.head())).isEqualTo("ok");
            client.send("GET /std HTTP/1.1\r\nHost: e2e.test\r\n\r\n");
            assertThat(backend.head().value("X-Cipher").orElseThrow()).startsWith("TLS_");
            backend.send(OK);
            assertThat(culvert.accessLine("tls TLSv1.3 TLS_")).endsWith(" /plain");
        }
    }

    @ParameterizedTest
    @EnumSource(value = Way.class, names = {"TLS", "HTTP2"})
    void thisServersOwnAddressesAreHttps(Way way) throws Exception {
        try (ScriptedBackend scripted = way.backend();
                Running culvert = way.to(scripted, "http", "ProxyPassReverse / http://127.0.0.1:" + scripted.port() + "/",
                        "RewriteEngine On", "RewriteRule ^/old$ /new [R]");
                RawConnection client = way.client(culvert)) {
            String self = "https://e2e.test:" + culvert.port();
            client.send("GET /old HTTP/1.1\r\nHost: e2e.test:" + culvert.port() + "\r\n\r\n");
            Head redirected = client.head();
            client.body(redirected);
            assertThat(redirected.value("Location")).hasValue(self + "/new");
            client.send("GET /x HTTP/1.1\r\nHost: e2e.test:" + culvert.port() + "\r\n\r\n");
            RawConnection backend = scripted.next();
            backend.head();
            backend.send("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:" + scripted.port() + "/y\r\nContent-Length: 0\r\n\r\n");
            assertThat(client.head().value("Location")).hasValue(self + "/y");
        }
    }
}
