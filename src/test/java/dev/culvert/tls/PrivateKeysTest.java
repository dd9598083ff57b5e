package dev.culvert.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys were written by OpenSSL. */
class PrivateKeysTest {
    private static final Path FILES = Path.of("src/test/resources/tls/files");

    @ParameterizedTest
    @ValueSource(strings = {"rsa-pkcs1.key", "rsa-sealed.key", "rsa-sealed-pbes1.key", "rsa-proc-type-aes256.key",
            "rsa-proc-type-des3.key", "whole.pem"})
    void readsAnRsaKey(String file) throws BadPem {
        assertThat(key(file, "secret")).isEqualTo(key("rsa.key", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ec-sec1.key", "ec-sealed.key", "ec-proc-type-aes128.key"})
    void readsAnEcKey(String file) throws BadPem {
        assertThat(new Identity(Pem.certificates(FILES.resolve("ec.crt")), key(file, "secret")).fits()).isTrue();
        assertThat(key(file, "secret").getAlgorithm()).isEqualTo("EC");
    }

    @Test
    void readsAnEdwardsKey() throws BadPem {
        assertThat(new Identity(Pem.certificates(FILES.resolve("ed25519.crt")), key("ed25519.key", "")).fits()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa-sealed.key", "rsa-sealed-pbes1.key", "rsa-proc-type-aes256.key", "ec-proc-type-aes128.key"})
    void refusesAnotherPhrase(String file) {
        assertThatThrownBy(() -> key(file, "guess")).isInstanceOf(BadPem.class).hasMessageContaining("pass phrase");
    }

    @Test
    void neverAsksAboutAnOpenKey() throws BadPem {
        Pem.Block block = Pem.key(FILES.resolve("rsa.key")).orElseThrow();
        assertThat(PrivateKeys.read(block, () -> {
            throw new AssertionError("nobody needs to be asked");
        }).getAlgorithm()).isEqualTo("RSA");
    }

    private static PrivateKey key(String file, String phrase) throws BadPem {
        return PrivateKeys.read(Pem.key(FILES.resolve(file)).orElseThrow(), () -> Optional.of(phrase.toCharArray()));
    }
}
