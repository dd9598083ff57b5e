package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.testing.Authority;
import dev.culvert.testing.Credential;
import dev.culvert.testing.Head;
import dev.culvert.testing.RawConnection;
import dev.culvert.testing.ScriptedBackend;
import io.netty.pkitesting.CertificateBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS towards backends: who is spoken to, who is not, and what the log says of those. */
class BackendTlsTest {
    private static final Authority ROOT = Authority.named("Test Root");
    private static final Authority BETWEEN = ROOT.below("Test Between");
    private static final Authority STRANGER = Authority.named("Stranger");
    private static final Credential GOOD = ROOT.issue("localhost");
    private static final Credential REVOKED = ROOT.issue("localhost");
    private static final String VERIFY = "SSLProxyVerify require\nSSLProxyCACertificateFile ";

    @TempDir
    private static Path files;
    private static String ca;

    private Running culvert;
    private ScriptedBackend backend;

    @BeforeAll
    static void write() {
        ca = ROOT.write(files.resolve("ca.pem")).toString();
        ROOT.revoke(REVOKED);
        Authority.written(files.resolve("crl.pem"), ROOT.revocations());
        Authority.written(files.resolve("old.pem"), ROOT.oldRevocations());
        Authority.written(files.resolve("strangers.pem"), STRANGER.revocations());
        Authority.written(files.resolve("both.pem"), ROOT.pem() + BETWEEN.pem());
        ROOT.issue("client.test").write(files.resolve("client.pem"));
        BETWEEN.issue(CertificateBuilder::rsa2048, "far.test").write(files.resolve("far.pem"));
        BETWEEN.write(files.resolve("between.pem"));
        STRANGER.issue("odd.test").write(files.resolve("odd.pem"));
    }

    @AfterEach
    void stop() {
        if (culvert != null) {
            culvert.close();
        }
        if (backend != null) {
            backend.close();
        }
    }

    private void answering(ServerSocketFactory sockets) {
        backend = ScriptedBackend.tcp(sockets);
        backend.serve(connection -> {
            while (true) {
                connection.head(Duration.ofSeconds(30));
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            }
        });
    }

    /** The status that a client gets. */
    private int ask(String host, String... lines) throws Exception {
        culvert = Running.with("SSLProxyEngine On", String.join("\n", lines).replace("{dir}", files.toString()),
                "ProxyPass / https://" + host + ":" + backend.port() + "/");
        RawConnection client = culvert.client();
        client.send("GET / HTTP/1.1\r\nHost: e2e.test\r\n\r\n");
        Head head = client.head(Running.PATIENCE);
        client.close();
        return head.status();
    }

    // ---- who is spoken to

    static Stream<Arguments> good() {
        String both = "SSLProxyVerify require\nSSLProxyCACertificateFile {dir}/both.pem\nSSLProxyVerifyDepth 2";
        return Stream.of(
                Arguments.of("signed by the CA", GOOD.sockets(), VERIFY + ca),
                Arguments.of("whatever it is, by default", Authority.selfSigned("localhost").sockets(), ""),
                Arguments.of("with what stands between", BETWEEN.issue("localhost").sockets(), VERIFY + ca + "\nSSLProxyVerifyDepth 2"),
                Arguments.of("what stands between is known here", BETWEEN.issue("localhost").socketsWithoutChain(), both),
                Arguments.of("not checked for expiry", ROOT.expired("localhost").sockets(), "SSLProxyCheckPeerExpire Off"),
                Arguments.of("not checked for names", STRANGER.issue("other.test").sockets(), "SSLProxyCheckPeerName Off"),
                Arguments.of("the CN check takes the other along", STRANGER.issue("other.test").sockets(), "SSLProxyCheckPeerCN Off"),
                Arguments.of("the CN alone", ROOT.subject("CN=localhost,O=x").sockets(),
                        "SSLProxyCheckPeerName Off\nSSLProxyCheckPeerCN On"),
                Arguments.of("unknown CAs may pass", STRANGER.issue("localhost").sockets(), "SSLProxyVerify optional_no_ca"),
                Arguments.of("not revoked", GOOD.sockets(), VERIFY + ca
                        + "\nSSLProxyCARevocationFile {dir}/crl.pem\nSSLProxyCARevocationCheck chain"),
                Arguments.of("no list needed", GOOD.sockets(), VERIFY + ca
                        + "\nSSLProxyCARevocationFile {dir}/strangers.pem\nSSLProxyCARevocationCheck chain no_crl_for_cert_ok"),
                Arguments.of("with a certificate of ours", GOOD.socketsFor(ROOT), "SSLProxyMachineCertificateFile {dir}/client.pem"),
                Arguments.of("with one and its chain", GOOD.socketsFor(ROOT), "SSLProxyMachineCertificateFile {dir}/far.pem\n"
                        + "SSLProxyMachineCertificateChainFile {dir}/between.pem"),
                Arguments.of("with TLS 1.2 and one suite", GOOD.sockets(),
                        "SSLProxyProtocol TLSv1.2\nSSLProxyCipherSuite ECDHE-ECDSA-AES128-GCM-SHA256"),
                Arguments.of("with TLS 1.3 and one suite", GOOD.sockets(),
                        "SSLProxyProtocol TLSv1.3\nSSLProxyCipherSuite TLSv1.3 TLS_AES_128_GCM_SHA256"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("good")
    void spokenTo(String name, ServerSocketFactory sockets, String lines) throws Exception {
        answering(sockets);
        assertThat(ask("localhost", lines)).as(() -> culvert.errorLog()).isEqualTo(200);
    }

    @Test
    void anAddressMatchesAnAddress() throws Exception {
        answering(ROOT.issue("other.test", "127.0.0.1").sockets());
        assertThat(ask("127.0.0.1", VERIFY + ca)).as(() -> culvert.errorLog()).isEqualTo(200);
    }

    @Test
    void theClientsHostCountsWhereItIsPreserved() throws Exception {
        answering(ROOT.issue("e2e.test").sockets());
        assertThat(ask("localhost", VERIFY + ca, "ProxyPreserveHost On")).as(() -> culvert.errorLog()).isEqualTo(200);
    }

    // ---- who is not

    static Stream<Arguments> bad() {
        String asked = "; SSLProxyVerify asked SSLProxyCACertificateFile ";
        return Stream.of(
                Arguments.of("expired", ROOT.expired("localhost").sockets(), "",
                        "AH02004: TLS with localhost:* failed: its certificate (subject CN=localhost, names localhost, valid until *)"
                                + " has expired (SSLProxyCheckPeerExpire)"),
                Arguments.of("expired and verified", ROOT.expired("localhost").sockets(), VERIFY + ca + "\nSSLProxyCheckPeerExpire Off",
                        "AH02039: *has expired"),
                Arguments.of("early", ROOT.early("localhost").sockets(), "", "AH02004: *is not valid before *(SSLProxyCheckPeerExpire)"),
                Arguments.of("other name", ROOT.issue("other.test", "10.1.2.3").sockets(), "",
                        "AH02411: *is for other.test and 10.1.2.3 and not for localhost (SSLProxyCheckPeerName)"),
                Arguments.of("other CN", ROOT.issue("other.test", "localhost").sockets(),
                        "SSLProxyCheckPeerName Off\nSSLProxyCheckPeerCN On", "AH02005: *has localhost not as its CN (SSLProxyCheckPeerCN)"),
                Arguments.of("unknown CA", STRANGER.issue("localhost").sockets(), VERIFY + ca,
                        "AH02039: *is signed by CN=Stranger, whose certificate the backend did not send and nobody here knows"
                                + asked + ca),
                Arguments.of("optional", STRANGER.issue("localhost").sockets(), "SSLProxyVerify optional", "AH02039: *asked nobody*"),
                Arguments.of("nobody is trusted", GOOD.sockets(), "SSLProxyVerify require",
                        "AH02039: *neither SSLProxyCACertificateFile nor SSLProxyCACertificatePath names any"),
                Arguments.of("self-signed", Authority.selfSigned("localhost").sockets(), VERIFY + ca,
                        "AH02039: *is self-signed, and not among those that are trusted" + asked + ca),
                Arguments.of("missing between", BETWEEN.issue("localhost").socketsWithoutChain(),
                        VERIFY + ca + "\nSSLProxyVerifyDepth 9",
                        "AH02039: *is signed by CN=Test Between, whose certificate the backend did not send*"),
                Arguments.of("too long a chain", BETWEEN.issue("localhost").sockets(), VERIFY + ca,
                        "AH02040: *is 2 steps away from CN=Test Root, which is trusted; SSLProxyVerifyDepth allows 1"),
                Arguments.of("signed by no authority", ROOT.issue("localhost").sockets(), "SSLProxyVerify require\n"
                        + "SSLProxyCACertificateFile {dir}/odd.pem", "AH02039: *"),
                Arguments.of("revoked", REVOKED.sockets(), VERIFY + ca
                        + "\nSSLProxyCARevocationFile {dir}/crl.pem\nSSLProxyCARevocationCheck leaf",
                        "AH02039: *is revoked; asked was SSLProxyCARevocationFile *crl.pem"),
                Arguments.of("no list", GOOD.sockets(), VERIFY + ca
                        + "\nSSLProxyCARevocationFile {dir}/strangers.pem\nSSLProxyCARevocationCheck leaf",
                        "AH02039: *there is no list of what CN=Test Root has revoked*"),
                Arguments.of("old list", GOOD.sockets(), VERIFY + ca
                        + "\nSSLProxyCARevocationFile {dir}/old.pem\nSSLProxyCARevocationCheck leaf",
                        "AH02039: *the list of what CN=Test Root has revoked is out of date*"),
                Arguments.of("for clients only", ROOT.issue(CertificateBuilder::addExtendedKeyUsageClientAuth, "localhost").sockets(),
                        VERIFY + ca, "AH02039: *is not meant for servers"),
                Arguments.of("wants a certificate", GOOD.socketsFor(ROOT), "SSLProxyProtocol TLSv1.2",
                        "AH02003: *demands a client certificate, and no SSLProxyMachineCertificateFile*"),
                Arguments.of("wants another certificate", GOOD.socketsFor(ROOT),
                        "SSLProxyProtocol TLSv1.2\nSSLProxyMachineCertificateFile {dir}/odd.pem", "AH02003: *it refused with the alert *"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void notSpokenTo(String name, ServerSocketFactory sockets, String lines, String said) throws Exception {
        answering(sockets);
        assertThat(ask("localhost", lines)).isEqualTo(500);
        assertOneLine(said);
    }

    /** One line, of which the stars may be anything. */
    private void assertOneLine(String said) {
        String line = culvert.errorLine(":error]");
        assertThat(line).matches(".*" + Stream.of(said.split("\\*", -1)).map(java.util.regex.Pattern::quote)
                .reduce((a, b) -> a + ".*" + b).orElseThrow() + "(, referer.*)?");
        assertThat(culvert.errorLog().lines().filter(each -> each.contains(":error]"))).as("one line and no more").hasSize(1);
    }

    @Test
    void inTls13ACertificateIsMissedAfterTheHandshake() throws Exception {
        answering(GOOD.socketsFor(ROOT));
        assertThat(ask("localhost", "SSLProxyProtocol TLSv1.3")).isEqualTo(502);
        assertOneLine("AH01102: no answer from localhost:*");
    }

    @Test
    void plainTextIsNoTls() throws Exception {
        backend = ScriptedBackend.tcp();
        backend.serve(connection -> {
            connection.read(1);
            connection.send("HTTP/1.1 400 Bad Request\r\n\r\n");
        });
        assertThat(ask("localhost")).isEqualTo(500);
        assertOneLine("AH02003: TLS with localhost:* failed: it does not speak TLS*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "finish", "reset"})
    void anEndWithinTheHandshake(String how) throws Exception {
        backend = ScriptedBackend.tcp();
        backend.serve(connection -> {
            connection.read(1);
            switch (how) {
                case "close" -> connection.close();
                case "finish" -> connection.finish();
                default -> connection.reset();
            }
        });
        assertThat(ask("localhost")).isEqualTo(500);
        assertOneLine("AH02003: *it closed the connection within the handshake");
    }

    @Test
    void aSilentBackendTakesNoLongerThanAnAnswer() throws Exception {
        backend = ScriptedBackend.tcp();
        assertThat(ask("localhost", "ProxyTimeout 1")).isEqualTo(500);
        assertOneLine("AH02003: *the handshake was not over within 1000 ms");
    }

    @Test
    void noCommonVersion() throws Exception {
        answering(GOOD.sockets());
        assertThat(ask("localhost", "SSLProxyProtocol TLSv1.2", "SSLProxyCipherSuite AES128-SHA")).isEqualTo(500);
        assertOneLine("AH02003: *");
    }

    // ---- where the directives stand

    @Test
    void aProxySectionHoldsForItsBackend() throws Exception {
        answering(GOOD.sockets());
        culvert = Running.with("ProxyPass /on/ https://localhost:" + backend.port() + "/on/",
                "ProxyPass /off/ https://localhost:" + backend.port() + "/off/",
                "<Proxy https://localhost:" + backend.port() + "/on/>", "SSLProxyEngine On", VERIFY + ca, "</Proxy>");
        assertThat(status("/on/")).as(() -> culvert.errorLog()).isEqualTo(200);
        assertThat(status("/off/")).isEqualTo(500);
        assertThat(culvert.errorLine("AH00961")).contains("SSLProxyEngine");
    }

    @Test
    void aBalancersSectionHoldsForItsMembersAndTheirChecks() throws Exception {
        answering(GOOD.sockets());
        culvert = Running.with("LogLevel debug", "<Proxy balancer://x>", "SSLProxyEngine On", VERIFY + ca,
                "BalancerMember https://localhost:" + backend.port() + " hcmethod=GET hcinterval=1", "</Proxy>",
                "ProxyPass / balancer://x/");
        assertThat(status("/")).as(() -> culvert.errorLog()).isEqualTo(200);
        assertThat(culvert.errorLine("AH03251")).contains("well, GET check of balancer://x");
    }

    private int status(String path) {
        try (RawConnection client = culvert.client()) {
            client.send("GET " + path + " HTTP/1.1\r\nHost: e2e.test\r\n\r\n");
            return client.head(Running.PATIENCE).status();
        }
    }
}
