package dev.culvert.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.access.RemoteIp.Seen;
import dev.culvert.directive.Place;
import dev.culvert.directive.Settings;
import dev.culvert.http.Headers;
import dev.culvert.syntax.Diagnostic;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who the client is; the tables are what httpd answered. */
class RemoteIpTest {
    private static final String HEADER = "RemoteIPHeader X-Forwarded-For\n";

    @TempDir
    private Path root = Path.of("");

    private Settings settings(String text) {
        Door door = Door.of(text, root);
        assertThat(door.diagnostics()).noneMatch(Diagnostic::isError);
        return door.settings("/");
    }

    /** The client, what is left of the header, and the proxies. */
    private String seen(String text, String value) {
        Seen seen = RemoteIp.see(settings(text), Door.address("127.0.0.1"), Headers.of("X-Forwarded-For", value));
        return seen.address().getHostAddress() + " [" + seen.headers().first("X-Forwarded-For").orElse("") + "] "
                + seen.proxies().stream().map(InetAddress::getHostAddress).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1.2.3.4, 5.6.7.8          | 5.6.7.8  [1.2.3.4]",
        "5.6.7.8, 10.0.0.9         | 10.0.0.9 [5.6.7.8]",
        "10.0.0.9                  | 10.0.0.9 []",
        "1.2.3.4,10.0.0.9,127.0.0.1 | 10.0.0.9 [1.2.3.4]",
        "foo                       | 127.0.0.1 [foo]",
        "1.2.3.4, foo              | 127.0.0.1 [1.2.3.4, foo]",
        "1.2.3.4:80                | 127.0.0.1 [1.2.3.4:80]",
        "[::1]                     | 127.0.0.1 [[::1]]",
        "2001:db8::1               | 2001:db8:0:0:0:0:0:1 []",
        "::ffff:9.9.9.9            | 9.9.9.9 []",
        "','                       | 127.0.0.1 [,]",
        "'1.2.3.4,'                | 127.0.0.1 [1.2.3.4,]",
        "'1.2.3.4, ,5.6.7.8'       | '5.6.7.8 [1.2.3.4,]'",
        "fe80::1                   | fe80:0:0:0:0:0:0:1 []",
        "localhost                 | 127.0.0.1 [localhost]"})
    void anInternalProxyIsBelievedWhateverItSays(String value, String expected) {
        assertThat(seen(HEADER + "RemoteIPInternalProxy 127.0.0.1", value))
                .isEqualTo(expected.replaceFirst(" +", " ") + " ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1.2.3.4, 5.6.7.8          | 5.6.7.8 [1.2.3.4] 127.0.0.1",
        "5.6.7.8, 10.0.0.9         | '127.0.0.1 [5.6.7.8, 10.0.0.9] '",
        "172.16.0.1                | '127.0.0.1 [172.16.0.1] '",
        "172.32.0.1                | 172.32.0.1 [] 127.0.0.1",
        "192.168.0.1               | '127.0.0.1 [192.168.0.1] '",
        "169.254.0.1               | '127.0.0.1 [169.254.0.1] '",
        "127.0.0.1                 | '127.0.0.1 [127.0.0.1] '",
        "fe80::1                   | '127.0.0.1 [fe80::1] '",
        "2001:db8::1               | 2001:db8:0:0:0:0:0:1 [] 127.0.0.1"})
    void aTrustedProxyIsNotBelievedAboutPrivateAddresses(String value, String expected) {
        assertThat(seen(HEADER + "RemoteIPTrustedProxy 127.0.0.1", value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1.2.3.4, 5.6.7.8          | 1.2.3.4 [] 127.0.0.1 5.6.7.8",
        "8.8.8.8, 10.0.0.1, 7.7.7.7 | 7.7.7.7 [8.8.8.8, 10.0.0.1] 127.0.0.1",
        "1.2.3.4, foo              | '127.0.0.1 [1.2.3.4, foo] '"})
    void withoutAListEverybodyIsTrusted(String value, String expected) {
        assertThat(seen(HEADER, value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1.2.3.4, 5.6.7.8          | 1.2.3.4 [] 5.6.7.8",
        "5.6.7.8, 10.0.0.9         | '5.6.7.8 [] '",
        "1.2.3.4,10.0.0.9,127.0.0.1 | '1.2.3.4 [] '",
        "9.9.9.9, 7.7.7.7, 5.6.7.8 | 9.9.9.9 [] 5.6.7.8 7.7.7.7",
        "8.8.8.8, 192.168.0.1, 7.7.7.7 | '7.7.7.7 [8.8.8.8, 192.168.0.1] '"})
    void theWayGoesOnWhileProxiesAreKnown(String value, String expected) {
        assertThat(seen(HEADER + "RemoteIPInternalProxy 127.0.0.1 10.0.0.0/8\nRemoteIPTrustedProxy 5.6.7.8 7.7.7.7", value))
                .isEqualTo(expected);
    }

    @Test
    void aStrangerIsNotBelieved() {
        assertThat(seen(HEADER + "RemoteIPInternalProxy 10.0.0.1", "1.2.3.4")).isEqualTo("127.0.0.1 [1.2.3.4] ");
        assertThat(seen("RemoteIPInternalProxy 127.0.0.1", "1.2.3.4")).isEqualTo("127.0.0.1 [1.2.3.4] ");
    }

    @Test
    void manyLinesAreOneList() {
        Headers headers = Headers.of("x-forwarded-for", "1.2.3.4", "A", "b", "X-Forwarded-For", "5.6.7.8");
        Seen seen = RemoteIp.see(settings(HEADER + "RemoteIPInternalProxy 127.0.0.1"), Door.address("127.0.0.1"), headers);
        assertThat(seen.address()).isEqualTo(Door.address("5.6.7.8"));
        assertThat(seen.headers()).isEqualTo(Headers.of("x-forwarded-for", "1.2.3.4", "A", "b"));
    }

    @Test
    void theBackendMayBeToldTheProxies() {
        String text = HEADER + "RemoteIPProxiesHeader X-By\nRemoteIPTrustedProxy 127.0.0.1 5.6.7.8";
        Headers headers = Headers.of("X-By", "fake", "X-Forwarded-For", "1.2.3.4, 5.6.7.8");
        assertThat(RemoteIp.see(settings(text), Door.address("127.0.0.1"), headers).headers())
                .isEqualTo(Headers.of("X-By", "127.0.0.1, 5.6.7.8"));
    }

    @Test
    void whatIsNotBelievedIsSaid() {
        Seen seen = RemoteIp.see(settings(HEADER), Door.address("127.0.0.1"), Headers.of("X-Forwarded-For", "10.0.0.1"));
        assertThat(seen.remark()).hasValueSatisfying(remark -> assertThat(remark.number()).isEqualTo("AH01569"));
    }

    @Test
    void aVirtualHostAddsToTheLists() {
        Door door = Door.of(HEADER + "RemoteIPInternalProxy 127.0.0.1\n<Location />\n</Location>", root);
        Settings outer = door.settings("/");
        Settings inner = Door.of("RemoteIPTrustedProxy 10.0.0.1", root).settings("/");
        Settings merged = outer.with(inner, Place.VIRTUAL_HOST);
        assertThat(merged.get(RemoteIpDirectives.PROXIES)).extracting(RemoteIpDirectives.Proxy::trust)
                .containsExactly(RemoteIpDirectives.Trust.INTERNAL, RemoteIpDirectives.Trust.TRUSTED);
    }

    @Test
    void listsMayStandInFiles() throws IOException {
        Files.writeString(root.resolve("list"), "# ours\n127.0.0.1  10.0.0.0/8 # theirs\n\n192.168\n");
        Settings settings = settings(HEADER + "RemoteIPInternalProxyList list");
        assertThat(settings.get(RemoteIpDirectives.PROXIES)).hasSize(3);
    }

    @Test
    void connectionsMayHaveToBeAnnounced() {
        Settings settings = settings("RemoteIPProxyProtocol On\nRemoteIPProxyProtocolExceptions 127.0.0.0/8 ::1");
        assertThat(RemoteIp.isAnnounced(settings, Door.address("10.0.0.1"))).isTrue();
        assertThat(RemoteIp.isAnnounced(settings, Door.address("127.0.0.1"))).isFalse();
        assertThat(RemoteIp.isAnnounced(settings("ServerName a"), Door.address("10.0.0.1"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RemoteIPHeader", "RemoteIPHeader X Y", "RemoteIPHeader \"X Y\"", "RemoteIPInternalProxy",
        "RemoteIPInternalProxy 10.0.0.0/33", "RemoteIPInternalProxy 300.1.1.1", "RemoteIPTrustedProxyList nowhere",
        "RemoteIPProxyProtocol x", "RemoteIPProxyProtocol", "RemoteIPProxyProtocolExceptions",
        "RemoteIPProxyProtocolExceptions 10.0.0.1 foo.invalid", "RemoteIPProxiesHeader",
        "<Location />\nRemoteIPHeader X\n</Location>"})
    void refuses(String text) {
        assertThat(Door.of(text, root).diagnostics()).filteredOn(Diagnostic::isError).hasSize(1)
                .allMatch(each -> each.message().startsWith("RemoteIP"));
    }

    @Test
    void namesAreLookedUpWhenRead() {
        assertThat(settings("RemoteIPInternalProxy localhost").get(RemoteIpDirectives.PROXIES))
                .anyMatch(proxy -> proxy.network().contains(Door.address("127.0.0.1")));
    }
}
