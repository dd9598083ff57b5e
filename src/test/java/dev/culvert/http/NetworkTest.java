package dev.culvert.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks as httpd reads them; asked of httpd 2.4.71. */
class NetworkTest {
    @ParameterizedTest
    @CsvSource({
        "192.168, 192.168.1.1", "192.168., 192.168.1.1", "192.168.0.0/255.255.0.0, 192.168.1.1", "192.168.0.0/16, 192.168.1.1",
        "192.168.9.9/16, 192.168.1.1", "192.168.1.1/255.0.255.0, 192.1.1.1", "1.2.3.4, 1.2.3.4", "1.2.3.4/32, 1.2.3.4", "::1, ::1",
        "2001:db8::/32, 2001:db8::1", "1.2.3.4, ::ffff:1.2.3.4", "010.1, 10.1.2.3", "fe80::/10, fe80::1%eth0", "127, 127.0.0.1"})
    void contains(String network, String address) {
        assertThat(Network.parse(network).orElseThrow().contains(address)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "192.168, 192.169.1.1", "10.0.0.0/9, 10.128.0.0", "0, 192.168.1.1", "1.2.3, 1.2.3", "1.2.3.4, a", "1.2.3.4, ''", "127, ::1",
        "::1, 0.0.0.1", "2001:db8::/32, 2001:db9::", "1.2.3.4, 1.2.3.4:80", "::1, [::1]", "1.2.3.4, 1.2.3.04", "1.2.3.4, 1.2.3.4.5"})
    void doesNotContain(String network, String address) {
        assertThat(Network.parse(network).orElseThrow().contains(address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", "x", "localhost", "192.168/16", "0.0.0.0/0", "::/0", "1.2.3.4/33", "1.2.3.256", "1.2.3.4.5", "0300.168.1.1",
        "2001:db8::/129", "::ffff:1.2.3.4", "::ffff:1.2.3.0/120", "1.2.3.4/", "1.2.3.4 ", "1.2.3.4/-1", "1.2.3.0/255.255.255",
        "1..3.4", "1.2.3.4/255.255.255.255.255", "::1/255.0.0.0", "[::1]", ":", ".", "99999999999", "1.2.3.4/99999999999"})
    void isNoNetwork(String text) {
        assertThat(Network.parse(text)).isEmpty();
    }

    @Test
    void takesAddressesThatAreRead() throws Exception {
        Network network = Network.parse("10.0.0.0/8").orElseThrow();
        assertThat(network.contains(InetAddress.ofLiteral("10.1.2.3"))).isTrue();
        assertThat(network.contains(InetAddress.ofLiteral("::10.1.2.3"))).isFalse();
        assertThat(network).isEqualTo(Network.parse("10").orElseThrow()).hasSameHashCodeAs(Network.parse("10.9.9.9/8").orElseThrow());
    }
}
