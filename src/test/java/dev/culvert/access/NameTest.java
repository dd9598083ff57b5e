package dev.culvert.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameTest {
    @Test
    void domainsEndAtDots() {
        assertThat(NameQuestion.isIn("example.com", "example.com")).isTrue();
        assertThat(NameQuestion.isIn("example.com", "a.Example.com")).isTrue();
        assertThat(NameQuestion.isIn(".example.com", "a.example.com")).isTrue();
        assertThat(NameQuestion.isIn("example.com", "badexample.com")).isFalse();
        assertThat(NameQuestion.isIn(".example.com", "badexample.com")).isFalse();
        assertThat(NameQuestion.isIn("", "example.com")).isFalse();
    }

    /** What the hosts file says is enough for these. */
    @Test
    void thisMachineHasAName() {
        assertThat(new NameQuestion(Door.address("127.0.0.1")).find()).isPresent();
        assertThat(new AddressQuestion("localhost").find()).contains(Door.address("127.0.0.1"));
        assertThat(new AddressQuestion("").find()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.2.3", "1.2.3.4.5", "01.2.3.4", "256.1.1.1", "1.2.3.4:80", "[::1]", "fe80::1%eth0", ":", ":::",
        "1:2:3:4:5:6:7:8:9", "localhost", "0x7f.1", "::ffff:1.2.3.400", "1.2.3.4 ", "12345::"})
    void isNoAddress(String text) {
        assertThat(Ip.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3.4", "0.0.0.0", "255.255.255.255", "::", "::1", "2001:db8::1", "::ffff:1.2.3.4", "1:2:3:4:5:6:7:8"})
    void isAnAddress(String text) {
        assertThat(Ip.parse(text)).isPresent();
    }
}
