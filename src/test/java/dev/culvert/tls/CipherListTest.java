package dev.culvert.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class CipherListTest {
    /** What {@code openssl ciphers -tls1_2 -s} said, of the suites that Culvert has. */
    @ParameterizedTest
    @CsvFileSource(resources = "/tls/ciphers.txt", delimiterString = " -> ")
    void choosesWhatOpenSslDoes(String words, String suites) {
        assertThat(CipherList.read(words).stream().map(Cipher::name).collect(Collectors.joining(":"))).isEqualTo(suites);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/tls/cipher-names.txt", delimiterString = " -> ")
    void knowsTheStandardsName(String name, String standardName) {
        assertThat(CipherList.read(name).stream().map(Cipher::standardName)).containsExactly(standardName);
        assertThat(Cipher.nameOf(standardName)).isEqualTo(name);
    }
}
