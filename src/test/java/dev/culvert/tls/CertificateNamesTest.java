package dev.culvert.tls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateNamesTest {
    @ParameterizedTest
    @CsvSource({
        "a.test, a.test, true",
        "A.test, a.TEST, true",
        "a.test, b.test, false",
        "*.a.test, b.a.test, true",
        "*.a.test, a.test, false",
        "*.a.test, c.b.a.test, false",
        "*.test, a.test, false",
        "127.0.0.1, 127.0.0.1, true",
        "127.0.0.1, 127.0.0.2, false"
    })
    void comparesNamesLabelByLabel(String certified, String host, boolean expected) {
        assertThat(CertificateNames.matches(certified, host)).isEqualTo(expected);
    }
}
