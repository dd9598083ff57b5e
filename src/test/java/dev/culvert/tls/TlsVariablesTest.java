package dev.culvert.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.http.Tls;
import dev.culvert.testing.Authority;
import dev.culvert.testing.Credential;
import io.netty.pkitesting.CertificateBuilder;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every value here was httpd's for a certificate of the same shape. */
class TlsVariablesTest {
    private static final Instant START = Instant.parse("2026-11-03T18:24:06Z");
    private static final Authority ROOT = Authority.named("Root");
    private static final Credential CLIENT = ROOT.issue(draft -> draft.serial(new BigInteger("0719B09F", 16))
            .notBefore(START).notAfter(START.plus(Duration.ofDays(3)))
            .subject("1.2.840.113549.1.9.1=j@x.test,CN=second,CN=Jürgen,OU=Dev,O=Firm\\, Inc,L=Mitte,ST=Berlin,C=DE")
            .addSanRfc822Name("j@y.test"), "one.test", "two.test");
    private static final Credential SERVER = ROOT.issue(CertificateBuilder::rsa2048, "localhost");

    private static Optional<String> value(String name, List<X509Certificate> client) {
        Tls tls = new Tls("TLSv1.3", "TLS_AES_256_GCM_SHA384", Optional.of("localhost"), "0a1b", true, client,
                List.of(SERVER.certificate()), client.isEmpty() ? "NONE" : "SUCCESS");
        return new TlsVariables(tls, START.plus(Duration.ofHours(1))).value(name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HTTPS                    | on
            SSL_PROTOCOL             | TLSv1.3
            SSL_CIPHER               | TLS_AES_256_GCM_SHA384
            SSL_CIPHER_EXPORT        | false
            SSL_CIPHER_USEKEYSIZE    | 256
            SSL_CIPHER_ALGKEYSIZE    | 256
            SSL_COMPRESS_METHOD      | NULL
            SSL_SESSION_ID           | 0a1b
            SSL_SESSION_RESUMED      | Resumed
            SSL_SECURE_RENEG         | true
            SSL_TLS_SNI              | localhost
            SSL_CLIENT_VERIFY        | SUCCESS
            SSL_CLIENT_M_VERSION     | 3
            SSL_CLIENT_M_SERIAL      | 0719B09F
            SSL_CLIENT_V_START       | Nov  3 18:24:06 2026 GMT
            SSL_CLIENT_V_END         | Nov  6 18:24:06 2026 GMT
            SSL_CLIENT_V_REMAIN      | 2
            SSL_CLIENT_S_DN_CN       | J\u00c3\u00bcrgen
            SSL_CLIENT_S_DN_CN_1     | second
            SSL_CLIENT_S_DN_O        | Firm, Inc
            SSL_CLIENT_S_DN_ST       | Berlin
            SSL_CLIENT_S_DN_Email    | j@x.test
            SSL_CLIENT_I_DN          | CN=Root
            SSL_CLIENT_I_DN_CN       | Root
            SSL_CLIENT_A_SIG         | ecdsa-with-SHA256
            SSL_CLIENT_A_KEY         | id-ecPublicKey
            SSL_CLIENT_SAN_DNS_0     | one.test
            SSL_CLIENT_SAN_DNS_1     | two.test
            SSL_CLIENT_SAN_Email_0   | j@y.test
            SSL_CLIENT_CERT_RFC4523_CEA | { serialNumber 119124127, issuer rdnSequence:"CN=Root" }
            SSL_SERVER_S_DN          | CN=localhost
            SSL_SERVER_A_KEY         | rsaEncryption
            """)
    void aVariableHasHttpdsValue(String name, String value) {
        assertThat(value(name, List.of(CLIENT.certificate()))).hasValue(value);
    }

    @Test
    void aNameIsWrittenFromItsEnd() {
        assertThat(value("SSL_CLIENT_S_DN", List.of(CLIENT.certificate())).orElseThrow())
                .endsWith("OU=Dev,O=Firm\\, Inc,L=Mitte,ST=Berlin,C=DE").contains("emailAddress=j@x.test");
    }

    @Test
    void aCertificateIsPem() {
        assertThat(value("SSL_CLIENT_CERT", List.of(CLIENT.certificate()))).hasValue(CLIENT.pem().replace("\r", "").strip() + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSL_CLIENT_S_DN", "SSL_CLIENT_CERT", "SSL_CLIENT_SAN_DNS_0", "SSL_CLIENT_CERT_CHAIN_0", "SSL_NO_SUCH",
        "SSL_SERVER_SAN_DNS_7"})
    void whatIsNotThereHasNoValue(String name) {
        assertThat(value(name, List.of())).isEmpty();
    }
}
