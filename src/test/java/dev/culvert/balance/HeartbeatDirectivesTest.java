package dev.culvert.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culvert.directive.Args;
import dev.culvert.directive.Misread;
import dev.culvert.directive.Place;
import dev.culvert.directive.Setting;
import dev.culvert.syntax.Node;
import dev.culvert.syntax.Position;
import dev.culvert.syntax.Word;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of the heartbeat directives; httpd itself was asked which ones it takes. */
class HeartbeatDirectivesTest {
    private static final Position AT = new Position("test.conf", 1);

    private static <V> V read(Setting<V> setting, V soFar, String... words) {
        List<Word> all = Stream.of(words).map(word -> new Word(word, AT)).toList();
        Args args = new Args(new Node.Statement(new Word(setting.name(), AT), all, String.join(" ", words)), Place.SERVER,
                Optional.empty(), _ -> { });
        return Optional.ofNullable(setting.spellings().get(setting.name())).orElseThrow().read(args, soFar);
    }

    private static InetSocketAddress listen(String word) {
        return read(HeartbeatDirectives.LISTEN, Optional.empty(), word).orElseThrow();
    }

    @Test
    void heartbeatsArriveAtAnAddressAndPort() {
        assertThat(HeartbeatDirectives.LISTEN.initial()).isEmpty();
        assertThat(listen("239.0.0.1:27999")).isEqualTo(InetSocketAddress.createUnresolved("239.0.0.1", 27999));
        assertThat(listen("[ff02::1]:27999")).isEqualTo(InetSocketAddress.createUnresolved("ff02::1", 27999));
        assertThat(listen("localhost:1")).isEqualTo(InetSocketAddress.createUnresolved("localhost", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "27999", ":27999", "239.0.0.1:0", "239.0.0.1:99999", "239.0.0.1:x", ""})
    void otherAddressesAreErrors(String word) {
        assertThatThrownBy(() -> listen(word)).isInstanceOf(Misread.class)
                .hasMessageContaining("HeartbeatListen expects an address and a port such as 239.0.0.1:27999, but was '" + word + "'");
    }

    @Test
    void oneAddressIsEnough() {
        assertThatThrownBy(() -> read(HeartbeatDirectives.LISTEN, Optional.of(listen("239.0.0.1:1")), "239.0.0.1:2"))
                .isInstanceOf(Misread.class).hasMessageContaining("this line is one too many");
    }

    @Test
    void storageIsAFile() {
        assertThat(HeartbeatDirectives.STORAGE.initial()).isEqualTo("logs/hb.dat");
        assertThat(read(HeartbeatDirectives.STORAGE, "", "run/hb")).isEqualTo("run/hb");
    }

    @Test
    void maxServersIsZeroOrAtLeastTen() {
        assertThat(HeartbeatDirectives.MAX_SERVERS.initial()).isEqualTo(10);
        assertThat(read(HeartbeatDirectives.MAX_SERVERS, 10, "0")).isZero();
        assertThat(read(HeartbeatDirectives.MAX_SERVERS, 10, "10")).isEqualTo(10);
        assertThat(read(HeartbeatDirectives.MAX_SERVERS, 10, "x")).as("httpd: atoi").isZero();
        assertThatThrownBy(() -> read(HeartbeatDirectives.MAX_SERVERS, 10, "9")).isInstanceOf(Misread.class)
                .hasMessageContaining("HeartbeatMaxServers expects 0, or a whole number of at least 10, but was '9'");
    }

    @Test
    void theyStandInTheMainServerOnly() {
        assertThat(HeartbeatDirectives.FAMILIES.stream().flatMap(family -> family.settings().stream()))
                .hasSize(3).allSatisfy(setting -> assertThat(setting.places()).containsExactly(Place.SERVER));
    }
}
