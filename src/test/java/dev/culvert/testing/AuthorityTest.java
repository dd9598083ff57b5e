package dev.culvert.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import org.junit.jupiter.api.Test;

/** That the certificates of other tests are as good or as bad as they should be. */
class AuthorityTest {
    private final Authority root = Authority.named("root");

    @Test
    void whatItIssuesIsSignedByIt() throws Exception {
        Credential good = root.below("between").issue("a.test", "127.0.0.1");
        good.certificate().checkValidity();
        assertThat(good.chain().split("BEGIN CERTIFICATE")).as("itself and the one between").hasSize(3);
        assertThat(good.certificate().getSubjectAlternativeNames()).hasSize(2);
        assertThat(good.certificate().getIssuerX500Principal().getName()).isEqualTo("CN=between");
    }

    @Test
    void theExpiredIsExpired() {
        assertThatThrownBy(() -> root.expired("a.test").certificate().checkValidity())
                .isInstanceOf(CertificateExpiredException.class);
    }

    @Test
    void theRevokedStandOnItsList() throws Exception {
        Credential good = root.issue("a.test");
        Credential bad = root.issue("b.test");
        root.revoke(bad);
        X509CRL list = (X509CRL) CertificateFactory.getInstance("X.509")
                .generateCRL(new ByteArrayInputStream(root.revocations().getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(list.isRevoked(bad.certificate())).isTrue();
        assertThat(list.isRevoked(good.certificate())).isFalse();
    }
}
