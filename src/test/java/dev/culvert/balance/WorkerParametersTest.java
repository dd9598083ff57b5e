package dev.culvert.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culvert.directive.Args;
import dev.culvert.directive.Misread;
import dev.culvert.directive.Place;
import dev.culvert.directive.Setting;
import dev.culvert.directive.Settings;
import dev.culvert.syntax.Diagnostic;
import dev.culvert.syntax.Node;
import dev.culvert.syntax.Position;
import dev.culvert.syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerParametersTest {
    private final List<Diagnostic> remarks = new ArrayList<>();

    private Args line() {
        Word name = new Word("ProxyPass", new Position("case", 7));
        return new Args(new Node.Statement(name, List.of(), ""), Place.SERVER, Optional.empty(), remarks::add);
    }

    private Settings read(String... words) {
        Settings settings = Settings.NONE;
        for (String word : words) {
            settings = WorkerParameters.ALL.read(settings, line(), word);
        }
        return settings;
    }

    private static String value(Settings settings, String name) {
        Setting<?> setting = WorkerParameters.FAMILY.settings().stream()
                .filter(known -> known.spellings().containsKey(name)).findFirst().orElseThrow();
        return String.valueOf(settings.get(setting));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
        "timeout 5 Optional[PT5S]", "TimeOut 5s Optional[PT5S]", "timeout +7 Optional[PT7S]",
        "connectiontimeout 5 Optional[PT5S]", "connectiontimeout 500ms Optional[PT0.5S]",
        "connectiontimeout 2mi Optional[PT2M]", "connectiontimeout 2min Optional[PT2M]", "connectiontimeout 1h Optional[PT1H]",
        "upgrade websocket Optional[websocket]", "upgrade any Optional[*]", "upgrade '' Optional.empty",
        "upgrade NONE Optional[NONE]", "upgrade 123456789012345 Optional[123456789012345]",
        "retry 0 PT0S", "retry abc PT0S", "enablereuse off Optional[false]", "disablereuse on Optional[false]",
        "disablereuse Off Optional[true]", "keepalive On true", "max 0 0", "max 12x 12", "min 3 3", "smax 4 Optional[4]",
        "ttl 60 Optional[PT1M]", "acquire 300 Optional[PT0.3S]", "acquire 3s Optional[PT3S]", "ping 5 Optional[PT5S]",
        "flushpackets AUTO auto", "flushwait 0 0", "flusher other other",
        "iobuffersize 0 Optional[8192]", "iobuffersize 512 Optional[8192]", "iobuffersize 65536 Optional[65536]",
        "receivebuffersize 0 Optional[0]", "receivebuffersize 512 Optional[512]",
        "responsefieldsize 0 8192", "responsefieldsize 100 100",
        "addressttl -1 Optional.empty", "addressttl 60 Optional[PT1M]", "status +H-H []", "status d [DISABLED]",
        "status +U []", "loadfactor 1.5 1.5", "loadfactor 100 100.0", "lbset 99 99", "route a Optional[a]",
        "redirect b Optional[b]", "secret c Optional[c]", "hcmethod get11 GET11", "hcmethod None None", "hcpasses 1 1", "hcfails 2 2",
        "hcinterval 5 PT5S", "hcinterval 100ms PT0.1S", "hcinterval 1min PT1M", "hcuri /up /up", "hcmethod webSocket WEBSOCKET",
    })
    void readsWhatHttpdReads(String name, String written, String meaning) {
        assertThat(value(read(name + "=" + written), name.toLowerCase(java.util.Locale.ROOT))).isEqualTo(meaning);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "timeout=0", "timeout=abc", "timeout=-1", "connectiontimeout=0", "connectiontimeout=5x", "connectiontimeout=5m",
        "connectiontimeout=abc", "upgrade=1234567890123456", "retry=-1", "enablereuse=maybe", "disablereuse=", "keepalive=1",
        "max=-1", "min=-1", "smax=-1", "ttl=0", "acquire=0", "ping=0", "flushpackets=maybe", "flushwait=1001", "flushwait=-1",
        "flusher=1234567890123456", "iobuffersize=511", "iobuffersize=-1", "receivebuffersize=1", "responsefieldsize=-1",
        "addressttl=-2", "addressttl=soon", "status=Z", "loadfactor=0.5", "loadfactor=101", "loadfactor=x", "lbset=100",
        "lbset=-1",
        "route=1234567890123456789012345678901234567890123456789012345678901234", "hcpasses=0", "hcfails=x", "hcinterval=x",
        "hcinterval=99ms", "hcmethod=POST", "hcmethod=CPING", "hcuri=/a b", "hcexpr=unknown", "hctemplate=unknown",
        "lbmethod=byrequests", "=", "bare",
    })
    void refusesWhatHttpdRefuses(String word) {
        assertThatThrownBy(() -> read(word)).isInstanceOfSatisfying(Misread.class, misread -> {
            assertThat(misread.diagnostic().at().line()).isEqualTo(7);
            assertThat(misread.getMessage()).startsWith("ProxyPass ");
        });
    }

    @Test
    void namesTheParameterAndWhatWasExpected() {
        assertThatThrownBy(() -> read("timeout=abc")).hasMessage(
                "ProxyPass parameter timeout expects a whole number of seconds, at least 1, but was 'abc'");
    }

    @Test
    void suggestsWhatMayHaveBeenMeant() {
        assertThatThrownBy(() -> read("upgrde=websocket")).hasMessage(
                "ProxyPass expects the parameter of a backend, but 'upgrde' is none; did you mean upgrade?");
    }

    @Test
    void laterParametersWinAndStatusGathers() {
        Settings settings = read("timeout=1", "timeout=2", "status=+D", "status=+H", "status=-D");
        assertThat(settings.get(WorkerParameters.TIMEOUT)).contains(java.time.Duration.ofSeconds(2));
        assertThat(settings.get(WorkerParameters.STATUS)).isEqualTo(Set.of(WorkerStatus.HOT_STANDBY));
    }

    @Test
    void theLongestTimesCanBeCountedInNanoseconds() {
        Settings settings = read("hcinterval=2147483647h", "acquire=2147483647h", "connectiontimeout=2147483647h");
        assertThat(settings.get(WorkerParameters.HC_INTERVAL).plusDays(1).toNanos()).isPositive();
        assertThat(settings.get(WorkerParameters.ACQUIRE).orElseThrow().toNanos()).isPositive();
        assertThat(settings.get(WorkerParameters.CONNECTION_TIMEOUT).orElseThrow().toNanos()).isPositive();
    }

    @Test
    void saysWhatHasNoEffect() {
        read("flushwait=5");
        assertThat(remarks).singleElement().satisfies(remark -> {
            assertThat(remark.kind()).isEqualTo(Diagnostic.Kind.NOTE);
            assertThat(remark.message()).startsWith("ProxyPass parameter flushwait is accepted without effect: ");
        });
    }

    @Test
    void everyParameterIsDocumentedAndInTheTable() {
        assertThat(WorkerParameters.FAMILY.settings()).allSatisfy(setting -> assertThat(setting.doc()).endsWith("."));
        assertThat(WorkerParameters.ALL.names()).hasSize(34).contains("disablereuse", "enablereuse", "hctemplate");
    }
}
