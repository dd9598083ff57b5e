package dev.culvert.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.http.Tls;
import dev.culvert.testing.Authority;
import dev.culvert.testing.Credential;
import dev.culvert.testing.FrontTls;
import dev.culvert.tls.ClientTls;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.CertificateBuilder;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Real handshakes of the JDK's client with both libraries. */
class ClientTlsContextsTest {
    private static final Path REVOKED = Path.of("src/test/resources/tls/revoked").toAbsolutePath();
    private static final Authority SERVERS = Authority.named("Servers");
    /** Signed by itself, so that there is nothing about it but RSA. */
    private static final Credential RSA = rsa();
    private static final Credential EC = SERVERS.below("Below").issue("a.test");
    private static final Authority CLIENTS = Authority.named("Clients");
    private static final Credential VISITOR = CLIENTS.issue("visitor");

    private static Credential rsa() {
        try {
            return new Credential(new CertificateBuilder().rsa2048().subject("CN=a.test").addSanDnsName("a.test")
                    .setIsCertificateAuthority(true).buildSelfSigned());
        } catch (Exception unable) {
            throw new IllegalStateException(unable);
        }
    }

    /** Which library carries out the settings: narrowing the suites of TLS 1.3 is beyond BoringSSL. */
    enum Library {
        BORING(""), JDK("SSLCipherSuite TLSv1.3 TLS_AES_256_GCM_SHA384:TLS_AES_128_GCM_SHA256\n");

        private final String line;

        Library(String line) {
            this.line = line;
        }
    }

    @TempDir
    private Path root = Path.of("");

    @BeforeEach
    void write() {
        Authority.written(root.resolve("rsa.pem"), RSA.chain() + RSA.key());
        Authority.written(root.resolve("ec.pem"), EC.chain() + EC.key());
        CLIENTS.write(root.resolve("clients.pem"));
    }

    private ClientTls front(Library library, String... lines) {
        return FrontTls.of(root, Stream.concat(Stream.of("SSLCertificateFile rsa.pem", "SSLCertificateFile ec.pem", library.line),
                Stream.of(lines)).toArray(String[]::new));
    }

    private static SSLContext stranger() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Believer()}, null);
        return context;
    }

    private static SSLContext showing(Credential credential) throws Exception {
        return credential.context(Optional.of(SERVERS));
    }

    private static SSLParameters wishes(String protocol, String... suites) {
        return suites.length == 0 ? new SSLParameters(null, new String[] {protocol}) : new SSLParameters(suites, new String[] {protocol});
    }

    private static Optional<Tls> knock(ClientTls how, SSLContext client, SSLParameters wishes) throws Exception {
        try (TlsDoor door = new TlsDoor(how)) {
            return door.knock(client, wishes);
        }
    }

    @ParameterizedTest
    @EnumSource(Library.class)
    void eachLibraryHasItsTurn(Library library) {
        assertThat(ClientTlsContexts.provider(front(library))).isEqualTo(library == Library.JDK ? SslProvider.JDK : SslProvider.OPENSSL);
    }

    @ParameterizedTest
    @EnumSource(Library.class)
    void saysWhatWasAgreed(Library library) throws Exception {
        SSLParameters wishes = wishes("TLSv1.3", "TLS_AES_128_GCM_SHA256");
        wishes.setApplicationProtocols(new String[] {"http/1.1", "h2"});
        Tls agreed = knock(front(library), stranger(), wishes).orElseThrow();
        assertThat(agreed.protocol()).isEqualTo("TLSv1.3");
        assertThat(agreed.cipher()).isEqualTo("TLS_AES_128_GCM_SHA256");
        assertThat(agreed.name()).contains("a.test");
        assertThat(agreed.client()).isEmpty();
        assertThat(agreed.verdict()).isEqualTo("NONE");
        assertThat(agreed.resumed()).isFalse();
        assertThat(agreed.server().getFirst()).isEqualTo(EC.certificate());
        assertThat(agreed.server()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "BORING, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, ECDHE-RSA-AES128-GCM-SHA256, RSA",
        "BORING, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, ECDHE-ECDSA-AES128-GCM-SHA256, EC",
        "JDK, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, ECDHE-RSA-AES128-GCM-SHA256, RSA",
        "JDK, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, ECDHE-ECDSA-AES128-GCM-SHA256, EC"})
    void showsTheCertificateThatTheClientCanUse(Library library, String suite, String cipher, String kind) throws Exception {
        Tls agreed = knock(front(library), stranger(), wishes("TLSv1.2", suite)).orElseThrow();
        assertThat(agreed.cipher()).isEqualTo(cipher);
        assertThat(agreed.server().getFirst()).isEqualTo((kind.equals("RSA") ? RSA : EC).certificate());
    }

    @ParameterizedTest
    @EnumSource(Library.class)
    void showsAnRsaKeyToWhoeverKnowsNoOther(Library library) throws Exception {
        SSLParameters wishes = wishes("TLSv1.3");
        wishes.setSignatureSchemes(new String[] {"rsa_pss_rsae_sha256", "rsa_pkcs1_sha256"});
        Believer believer = new Believer();
        SSLContext client = SSLContext.getInstance("TLS");
        client.init(null, new TrustManager[] {believer}, null);
        Tls agreed = knock(front(library), client, wishes).orElseThrow();
        assertThat(believer.seen).startsWith(RSA.certificate());
        assertThat(agreed.server().getFirst()).isEqualTo(RSA.certificate());
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2, TLSv1.3, false", "TLSv1.3, TLSv1.2, false", "TLSv1.3, TLSv1.3, true", "TLSv1.2, TLSv1.2, true"})
    void speaksOnlyItsProtocols(String own, String clients, boolean open) throws Exception {
        assertThat(knock(front(Library.BORING, "SSLProtocol " + own), stranger(), wishes(clients)).isPresent()).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({
        "ECDHE+AESGCM, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, true",
        "ECDHE+AESGCM, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, false",
        "ECDHE-RSA-AES128-SHA, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, true"})
    void choosesAmongItsCiphersOnly(String own, String clients, boolean open) throws Exception {
        assertThat(knock(front(Library.BORING, "SSLCipherSuite " + own), stranger(), wishes("TLSv1.2", clients)).isPresent())
                .isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({"TLS_AES_128_GCM_SHA256, true", "TLS_CHACHA20_POLY1305_SHA256, false"})
    void choosesAmongItsNewerCiphersOnly(String clients, boolean open) throws Exception {
        assertThat(knock(front(Library.JDK), stranger(), wishes("TLSv1.3", clients)).isPresent()).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({"BORING, on, ECDHE-RSA-AES128-GCM-SHA256", "BORING, off, ECDHE-RSA-AES256-GCM-SHA384",
            "JDK, on, ECDHE-RSA-AES128-GCM-SHA256", "JDK, off, ECDHE-RSA-AES256-GCM-SHA384"})
    void honoursAnOrder(Library library, String honour, String cipher) throws Exception {
        ClientTls how = front(library, "SSLCipherSuite ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384",
                "SSLHonorCipherOrder " + honour);
        SSLParameters wishes = wishes("TLSv1.2", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
        assertThat(knock(how, stranger(), wishes).orElseThrow().cipher()).isEqualTo(cipher);
    }

    @ParameterizedTest
    @CsvSource({"BORING, secp384r1, true", "BORING, secp256r1, false", "JDK, secp384r1, true", "JDK, secp256r1, false"})
    void exchangesKeysInItsGroupsOnly(Library library, String group, boolean open) throws Exception {
        SSLParameters wishes = wishes("TLSv1.3");
        wishes.setNamedGroups(new String[] {group});
        assertThat(knock(front(library, "SSLOpenSSLConfCmd Groups X25519:P-384"), stranger(), wishes).isPresent()).isEqualTo(open);
    }

    private ClientTls strict(Library library, String... lines) {
        return front(library, Stream.concat(Stream.of("SSLVerifyClient require", "SSLCACertificateFile clients.pem"), Stream.of(lines))
                .toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({"BORING, TLSv1.2", "BORING, TLSv1.3", "JDK, TLSv1.2", "JDK, TLSv1.3"})
    void demandsACertificate(Library library, String protocol) throws Exception {
        Tls agreed = knock(strict(library), showing(VISITOR), wishes(protocol)).orElseThrow();
        assertThat(agreed.client().getFirst()).isEqualTo(VISITOR.certificate());
        assertThat(agreed.verdict()).isEqualTo("SUCCESS");
        assertThat(knock(strict(library), stranger(), wishes(protocol))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Library.class)
    void turnsAwayWhoeverIsCertifiedByOthers(Library library) throws Exception {
        assertThat(knock(strict(library), showing(Authority.named("Clients").issue("visitor")), wishes("TLSv1.3"))).isEmpty();
        assertThat(knock(strict(library), showing(CLIENTS.expired("visitor")), wishes("TLSv1.3"))).isEmpty();
        assertThat(knock(strict(library), showing(CLIENTS.early("visitor")), wishes("TLSv1.3"))).isEmpty();
        assertThat(knock(strict(library), showing(CLIENTS.issue(CertificateBuilder::addExtendedKeyUsageServerAuth, "visitor")),
                wishes("TLSv1.3"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"BORING, optional", "BORING, optional_no_ca", "JDK, optional", "JDK, optional_no_ca"})
    void letsClientsComeWithoutOne(Library library, String verify) throws Exception {
        ClientTls how = strict(library, "SSLVerifyClient " + verify);
        assertThat(knock(how, stranger(), wishes("TLSv1.3")).orElseThrow().verdict()).isEqualTo("NONE");
        assertThat(knock(how, showing(VISITOR), wishes("TLSv1.3")).orElseThrow().verdict()).isEqualTo("SUCCESS");
    }

    /** The JDK's client chooses by the names that it is told, so the wrong authority must bear the right name. */
    @ParameterizedTest
    @CsvSource({"optional, ''", "optional_no_ca, GENEROUS"})
    void optionalIsNoReasonToBelieve(String verify, String verdict) throws Exception {
        SSLContext impostor = showing(Authority.named("Clients").issue("visitor"));
        assertThat(knock(strict(Library.BORING, "SSLVerifyClient " + verify), impostor, wishes("TLSv1.3")).map(Tls::verdict).orElse(""))
                .isEqualTo(verdict);
    }

    @Test
    void optionalWithoutAuthorityStillMindsTheDate() throws Exception {
        SSLContext late = showing(Authority.named("Clients").expired("visitor"));
        assertThat(knock(strict(Library.BORING, "SSLVerifyClient optional_no_ca"), late, wishes("TLSv1.3"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, true"})
    void countsTheStepsOfAChain(int depth, boolean open) throws Exception {
        SSLContext far = showing(CLIENTS.below("Between").issue("visitor"));
        assertThat(knock(strict(Library.BORING, "SSLVerifyDepth " + depth), far, wishes("TLSv1.3")).isPresent()).isEqualTo(open);
    }

    @Test
    void aChainEndsWithSomebodyWhoSignedHimself() throws Exception {
        Authority between = CLIENTS.below("Between");
        between.write(root.resolve("between.pem"));
        SSLContext client = showing(between.issue("visitor"));
        assertThat(knock(strict(Library.BORING, "SSLVerifyDepth 3", "SSLCACertificateFile between.pem"), client, wishes("TLSv1.2")))
                .isEmpty();
    }

    /** Somebody of resources/tls/revoked, which OpenSSL made. */
    private static SSLContext listed(String name) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(REVOKED.resolve(name + ".p12"))) {
            store.load(in, "secret".toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, "secret".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), new TrustManager[] {new Believer()}, null);
        return context;
    }

    @ParameterizedTest
    @CsvSource({"good, lists, leaf, SUCCESS", "good, lists, chain, SUCCESS", "bad, lists, leaf, ''", "bad, lists, chain, ''",
            "good, old, leaf, ''", "good, old, leaf no_crl_for_cert_ok, ''", "bad, lists, none, SUCCESS"})
    void looksClientsUpInLists(String client, String list, String check, String verdict) throws Exception {
        ClientTls how = strict(Library.BORING, "SSLCACertificateFile " + REVOKED.resolve("lists.pem"),
                "SSLCARevocationFile " + REVOKED.resolve(list + ".crl"), "SSLCARevocationCheck " + check);
        assertThat(knock(how, listed(client), wishes("TLSv1.3")).map(Tls::verdict).orElse("")).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"'', false", "no_crl_for_cert_ok, true"})
    void wantsAListForEveryIssuer(String flag, boolean open) throws Exception {
        ClientTls how = strict(Library.BORING, "SSLCARevocationFile " + REVOKED.resolve("lists.crl"),
                "SSLCARevocationCheck leaf " + flag);
        assertThat(knock(how, showing(VISITOR), wishes("TLSv1.3")).isPresent()).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({"BORING, TLSv1.2", "BORING, TLSv1.3"})
    void aSessionGoesOn(Library library, String protocol) throws Exception {
        SSLContext client = stranger();
        try (TlsDoor door = new TlsDoor(front(library))) {
            assertThat(door.knock(client, wishes(protocol)).orElseThrow().resumed()).isFalse();
            assertThat(door.knock(client, wishes(protocol)).orElseThrow().resumed()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"BORING, TLSv1.2, on", "BORING, TLSv1.3, on", "BORING, TLSv1.2, off", "JDK, TLSv1.2, on", "JDK, TLSv1.3, on"})
    void aSessionIsWorthNothingToAStricterHost(Library library, String protocol, String tickets) throws Exception {
        SSLContext client = stranger();
        try (TlsDoor door = new TlsDoor(front(library, "SSLSessionTickets " + tickets))) {
            assertThat(door.knock(client, wishes(protocol))).isPresent();
            assertThat(door.knock(client, wishes(protocol))).isPresent();
            door.now(strict(library, "SSLSessionTickets " + tickets));
            assertThat(door.knock(client, wishes(protocol))).isEmpty();
        }
    }

    @Test
    void aProgramKnowsThePassPhrase() throws Exception {
        Path files = Path.of("src/test/resources/tls/files").toAbsolutePath();
        Path program = Authority.written(root.resolve("phrase.sh"), "#!/bin/sh\necho \"$@\" > \"$(dirname \"$0\")/asked\"\necho secret\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        ClientTls how = FrontTls.of(root, "ServerName a.test:8443", "SSLPassPhraseDialog exec:phrase.sh",
                "SSLCertificateFile " + files.resolve("ec.crt"), "SSLCertificateKeyFile " + files.resolve("ec-sealed.key"));
        assertThat(knock(how, stranger(), wishes("TLSv1.3"))).isPresent();
        assertThat(root.resolve("asked")).hasContent("a.test:8443 ECC");
    }

    @Test
    void withoutTicketsNothingGoesOnInTheNewerProtocol() throws Exception {
        SSLContext client = stranger();
        try (TlsDoor door = new TlsDoor(front(Library.BORING, "SSLSessionTickets off"))) {
            assertThat(door.knock(client, wishes("TLSv1.3")).orElseThrow().resumed()).isFalse();
            assertThat(door.knock(client, wishes("TLSv1.3")).orElseThrow().resumed()).isFalse();
        }
    }

    @Test
    void equalSettingsShareAContextAndARenewedCertificateMakesAnother() throws SSLException {
        ClientTlsContexts contexts = new ClientTlsContexts();
        SslContext first = contexts.of(front(Library.BORING), List.of("h2"));
        assertThat(contexts.of(front(Library.BORING), List.of("h2"))).isSameAs(first);
        assertThat(contexts.of(front(Library.BORING), List.of())).isNotSameAs(first);
        Credential renewed = SERVERS.issue("a.test");
        Authority.written(root.resolve("ec.pem"), renewed.chain() + renewed.key());
        assertThat(contexts.of(front(Library.BORING), List.of("h2"))).isNotSameAs(first);
        contexts.keepOnly(List.of());
        write();
        assertThat(contexts.of(front(Library.BORING), List.of("h2"))).isNotSameAs(first);
    }

    /** Believes whatever it is shown. */
    private static final class Believer extends X509ExtendedTrustManager {
        private volatile X509Certificate[] seen = new X509Certificate[0];

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            seen = chain.clone();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {
            seen = chain.clone();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {
            seen = chain.clone();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {
            throw new UnsupportedOperationException();
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
