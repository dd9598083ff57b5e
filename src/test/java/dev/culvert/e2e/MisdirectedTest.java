package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culvert.testing.Authority;
import dev.culvert.testing.Head;
import dev.culvert.testing.RawClient;
import dev.culvert.testing.RawConnection;
import dev.culvert.testing.ScriptedBackend;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that come by a connection which is not for them, and plain HTTP where TLS is expected. */
class MisdirectedTest {
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;

    @TempDir
    private Path files;

    private final ScriptedBackend backend = ScriptedBackend.tcp();
    private Running culvert;

    @BeforeEach
    void start() throws Exception {
        Authority.named("Root").issue("a.test", "same.test", "other.test").write(files.resolve("a.pem"));
        backend.serve(connection -> {
            while (true) {
                connection.head(Duration.ofSeconds(30));
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            }
        });
        culvert = Running.with("LogLevel info", "SSLCertificateFile " + files.resolve("a.pem"), "Protocols h2 http/1.1",
                host("a.test", "SSLEngine on"), host("same.test", "SSLEngine on"),
                host("other.test", "SSLEngine on\nSSLProtocol TLSv1.2"), host("plain.test", ""));
    }

    private String host(String name, String lines) {
        return "<VirtualHost *>\nServerName " + name + "\n" + lines + "\nProxyPass / http://127.0.0.1:" + backend.port()
                + "/\nErrorDocument 400 /instead\nErrorDocument 421 /instead\n</VirtualHost>";
    }

    @AfterEach
    void stop() {
        culvert.close();
        backend.close();
    }

    private SSLSocket handshake(String name, String protocol) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), culvert.port());
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(name)));
        parameters.setApplicationProtocols(new String[] {protocol});
        socket.setSSLParameters(parameters);
        socket.setSoTimeout((int) Running.PATIENCE.toMillis());
        socket.startHandshake();
        assertThat(socket.getApplicationProtocol()).isEqualTo(protocol);
        return socket;
    }

    @Test
    void anotherHostsRequestOverHttp1NeedsAnotherConnection() throws Exception {
        RawConnection client = RawClient.over(handshake("a.test", "http/1.1"));
        client.send("GET / HTTP/1.1\r\nHost: other.test\r\n\r\n");
        Head refused = client.head();
        assertThat(refused.status()).isEqualTo(421);
        assertThat(client.body(refused)).contains("Misdirected Request").contains("A new connection is needed");
        assertThat(backend.connections()).isZero();
        assertThat(culvert.errorLine("AH02032")).contains("ssl:error").contains("a.test").contains("other.test").contains("secure");
        // httpd: the connection is as good as before for who it is for.
        client.send("GET / HTTP/1.1\r\nHost: same.test:443\r\n\r\n");
        assertThat(client.head().status()).isEqualTo(200);
        client.close();
    }

    @ParameterizedTest
    @CsvSource({"a.test,plain.test,421", "plain.test,plain.test,200", "plain.test,a.test,421", "a.test,unknown.test,200",
            "other.test,unknown.test,421"})
    void hostsWithoutTlsAreNotReachedByIt(String handshake, String request, int status) throws Exception {
        RawConnection client = RawClient.over(handshake(handshake, "http/1.1"));
        client.send("GET / HTTP/1.1\r\nHost: " + request + "\r\nConnection: close\r\n\r\n");
        assertThat(client.head().status()).isEqualTo(status);
        client.close();
    }

    @Test
    void streamsOfOneConnectionAreJudgedOneByOne() throws Exception {
        try (SSLSocket socket = handshake("a.test", "h2")) {
            OutputStream out = socket.getOutputStream();
            out.write(PREFACE.getBytes(StandardCharsets.ISO_8859_1));
            out.write(frame(SETTINGS, 0, 0, new byte[0]));
            DataInputStream in = new DataInputStream(socket.getInputStream());
            assertThat(status(ask(out, in, 1, "a.test"))).isEqualTo("200");
            assertThat(status(ask(out, in, 3, "other.test"))).isEqualTo("421");
            assertThat(status(ask(out, in, 5, "same.test"))).isEqualTo("200");
        }
    }

    /** The octets of the head of the answer. */
    private static byte[] ask(OutputStream out, DataInputStream in, int stream, String authority) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.writeBytes(new byte[] {(byte) 0x82, (byte) 0x87, (byte) 0x84, 0x01, (byte) authority.length()}); // GET https /
        head.writeBytes(authority.getBytes(StandardCharsets.ISO_8859_1));
        out.write(frame(HEADERS, 5, stream, head.toByteArray()));
        while (true) {
            int length = (in.readUnsignedShort() << 8) | in.readUnsignedByte();
            int type = in.readUnsignedByte();
            in.readUnsignedByte();
            int of = in.readInt();
            byte[] payload = in.readNBytes(length);
            if (type == HEADERS && of == stream) {
                return payload;
            }
        }
    }

    /** RFC 7541: the status stands first; 200 is in the table, others are written out. */
    private static String status(byte[] head) {
        int at = (head[0] & 0xe0) == 0x20 ? 1 : 0;
        return (head[at] & 0xff) == 0x88 ? "200" : new String(head, at + 2, 3, StandardCharsets.ISO_8859_1);
    }

    private static byte[] frame(int type, int flags, int stream, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(new byte[] {0, 0, (byte) payload.length, (byte) type, (byte) flags, 0, 0, 0, (byte) stream});
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\nHost: a.test\r\n\r\n", "GET / HTTP/1.1\r\nHost: plain.test\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a.test\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n", "DELETE / HTTP/1.0\r\n\r\n",
            "GET /ws HTTP/1.1\r\nHost: a.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"})
    void plainHttpIsToldToSpeakTls(String request) {
        RawConnection client = culvert.client();
        client.send(request);
        Head head = client.head();
        assertThat(head.start()).isEqualTo("HTTP/1.1 400 Bad Request");
        assertThat(head.value("Connection")).contains("close");
        assertThat(client.body(head)).contains("This port expects TLS");
        assertThat(client.rest()).isEmpty();
        assertThat(backend.connections()).isZero();
        assertThat(culvert.errorLine("AH01996")).contains("ssl:info");
        client.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage\r\n", "\u0080.\u0001", "\r\nGET / HTTP/1.1\r\n\r\n"})
    void whatIsNeitherIsNotAnswered(String bytes) {
        RawConnection client = culvert.client();
        client.send(bytes);
        assertThat(client.rest()).isEmpty();
        client.close();
    }

    /** httpd: the first host of an address decides how it speaks, and the others follow. */
    @Test
    void whoComesBehindAPlainHostIsPlain() throws Exception {
        culvert.close();
        culvert = Running.with("SSLCertificateFile " + files.resolve("a.pem"), host("plain.test", ""), host("a.test", "SSLEngine on"));
        assertThatThrownBy(() -> handshake("a.test", "http/1.1")).isInstanceOf(IOException.class);
        RawConnection client = culvert.client();
        client.send("GET / HTTP/1.1\r\nHost: a.test\r\n\r\n");
        assertThat(client.head().status()).isEqualTo(200);
        client.close();
    }
}
