package dev.culvert.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culvert.world.Level;
import dev.culvert.directive.Misread;
import dev.culvert.directive.Place;
import dev.culvert.directive.Settings;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogDirectivesTest {
    @Test
    void everyDirectiveHasDocumentationAndAPlace() {
        assertThat(LogDirectives.CORE.settings()).extracting(Object::toString).containsExactly("ErrorLog", "LogLevel");
        assertThat(LogDirectives.LOG_CONFIG.settings()).extracting(Object::toString)
                .containsExactly("LogFormat", "CustomLog", "GlobalLog");
        assertThat(LogDirectives.LOG_CONFIG.settings()).allSatisfy(setting -> {
            assertThat(setting.doc()).isNotBlank();
            assertThat(setting.places()).contains(Place.SERVER);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "warn, core, WARN",
        "DEBUG, core, DEBUG",
        "crit proxy:debug, proxy, DEBUG",
        "crit proxy:debug, core, CRIT",
        "crit mod_proxy.c:info, proxy, INFO",
        "crit proxy_module:info, proxy, INFO",
        "crit mod_proxy:info, proxy, INFO",
        "proxy:trace3, core, WARN",
        "proxy:debug warn, proxy, WARN",
        "info ssl:warn, ssl, WARN"
    })
    void readsLevels(String words, String module, Level expected) {
        assertThat(levels(Lines.server("LogLevel " + words)).of(module)).isEqualTo(expected);
    }

    @Test
    void aHostsModuleLevelsStandOnTheServers() {
        Settings server = Lines.server("LogLevel error proxy:debug ssl:info");
        LogLevels some = levels(Lines.host(server, "LogLevel ssl:trace1"));
        assertThat(List.of(some.of("core"), some.of("proxy"), some.of("ssl")))
                .containsExactly(Level.ERROR, Level.DEBUG, Level.TRACE1);
        LogLevels all = levels(Lines.host(server, "LogLevel notice"));
        assertThat(List.of(all.of("core"), all.of("proxy"), all.of("ssl")))
                .containsExactly(Level.NOTICE, Level.NOTICE, Level.NOTICE);
    }

    @Test
    void aHostsLogsReplaceTheServersButNotTheGlobalOnes() {
        Settings server = Lines.server("CustomLog main '%s'", "GlobalLog global '%s'");
        assertThat(targets(server)).containsExactly("main", "global");
        assertThat(targets(Lines.host(server))).containsExactly("main", "global");
        assertThat(targets(Lines.host(server, "CustomLog own '%s'", "TransferLog other")))
                .containsExactly("own", "other", "global");
    }

    @Test
    void nicknamesMayComeLaterAndTheHostsWins() {
        Settings server = Lines.server("CustomLog x nick", "LogFormat 'server %s' nick", "LogFormat 'late %s' other");
        assertThat(formats(server)).containsExactly("server %s");
        Settings host = Lines.host(server, "LogFormat 'host %s' nick", "CustomLog a nick", "CustomLog b other");
        assertThat(formats(host)).containsExactly("host %s", "late %s");
    }

    @Test
    void transferLogTakesTheFormatWithoutNickname() {
        assertThat(formats(Lines.server("TransferLog x"))).containsExactly("%h %l %u %t \"%r\" %>s %b");
        assertThat(formats(Lines.server("TransferLog x", "LogFormat 'mine %s'"))).containsExactly("mine %s");
        assertThat(formats(Lines.server("LogFormat nick", "LogFormat '%h' nick", "TransferLog x"))).containsExactly("%h");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            LogLevel foo ~ LogLevel expects one of emerg, alert, crit, error, warn, notice, info, debug or trace1 to trace8, \
            with module: before it or not, but was 'foo'
            LogLevel warn proxy:trace9 ~ LogLevel expects one of emerg, alert, crit, error, warn, notice, info, debug or trace1 \
            to trace8, with module: before it or not, but was 'proxy:trace9'
            LogLevel :debug ~ LogLevel expects a module's name before the colon, but there was none
            LogLevel ~ LogLevel expects a level such as warn, or module:level, but the line ends there
            ErrorLog ~ ErrorLog expects a file or "|command", but the line ends there
            ErrorLog '' ~ ErrorLog expects a file or "|command", but was empty
            ErrorLog '| ' ~ ErrorLog expects a command after |, but there was none
            ErrorLog a b ~ ErrorLog takes no further argument, but was given 'b'
            ErrorLog syslog:local1 ~ ErrorLog expects a file, "|command" or /dev/stderr, but was 'syslog:local1': Culvert does \
            not speak to syslog itself; "|logger -t culvert" does
            CustomLog x ~ CustomLog expects a format or the nickname of one, but the line ends there
            CustomLog x '%z' ~ CustomLog expects a code it knows after %, but was 'z' in '%z'
            CustomLog x y foo=bar ~ CustomLog expects env=VARIABLE, env=!VARIABLE or expr=CONDITION after the format, but was 'foo=bar'
            CustomLog x y env= ~ CustomLog expects env=VARIABLE, env=!VARIABLE or expr=CONDITION after the format, but was 'env='
            CustomLog x y expr=( ~ CustomLog expects a condition after expr=: expected a condition at character 2 but was the end
            CustomLog x y env=a b ~ CustomLog takes no further argument, but was given 'b'
            TransferLog x y ~ TransferLog takes no further argument, but was given 'y'
            CulvertTunnelLog ~ CulvertTunnelLog expects open, close, both, or off, but the line ends there
            CulvertTunnelLog opened ~ CulvertTunnelLog expects open, close, both, or off, but was 'opened'
            CulvertTunnelLog close off ~ CulvertTunnelLog expects open, close, both, or off, but was 'off'
            CulvertTunnelLog off close ~ CulvertTunnelLog takes no further argument, but was given 'close'
            LogFormat '%s' a b ~ LogFormat takes no further argument, but was given 'b'
            """)
    void saysWhatIsWrong(String line, String message) {
        assertThatThrownBy(() -> Lines.server(line)).isInstanceOfSatisfying(Misread.class, misread -> {
            assertThat(misread).hasMessage(message);
            assertThat(misread.diagnostic().at().line()).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @CsvSource({"open close, OPEN CLOSE", "Close OPEN, OPEN CLOSE", "open, OPEN", "close close, CLOSE", "off, ''"})
    void readsWhenTunnelsAreLogged(String words, String expected) {
        Set<TunnelLog> moments = Lines.server("CulvertTunnelLog " + words).get(LogDirectives.TUNNEL_LOG);
        assertThat(moments.stream().sorted().map(TunnelLog::name).collect(Collectors.joining(" "))).isEqualTo(expected);
    }

    @Test
    void tunnelsAreLoggedAtTheirEndUnlessTheHostSaysOtherwise() {
        assertThat(Lines.server().get(LogDirectives.TUNNEL_LOG)).containsExactly(TunnelLog.CLOSE);
        Settings server = Lines.server("CulvertTunnelLog open");
        assertThat(Lines.host(server).get(LogDirectives.TUNNEL_LOG)).containsExactly(TunnelLog.OPEN);
        assertThat(Lines.host(server, "CulvertTunnelLog off").get(LogDirectives.TUNNEL_LOG)).isEmpty();
    }

    @Test
    void knowsThreeKindsOfTargets() {
        assertThat(target("logs/x")).isEqualTo(new LogTarget.Plain("logs/x"));
        assertThat(target("/dev/stderr")).isEqualTo(LogTarget.Standard.ERR);
        assertThat(target("/proc/self/fd/1")).isEqualTo(LogTarget.Standard.OUT);
        assertThat(command("|$cat > x")).containsExactly("/bin/sh", "-c", "cat > x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"|tee  -a \"p q\" a\\ b \"\"", "||tee -a \"p q\" a\\ b \"\""})
    void startsProgramsWithoutAShell(String word) {
        assertThat(command(word)).containsExactly("tee", "-a", "p q", "a b", "");
    }

    private static LogLevels levels(Settings settings) {
        return settings.get(LogDirectives.LOG_LEVEL);
    }

    private static List<String> targets(Settings settings) {
        return AccessLog.logs(settings).stream().map(log -> log.place().written()).toList();
    }

    private static List<String> formats(Settings settings) {
        return AccessLog.logs(settings).stream().map(log -> settings.get(LogDirectives.LOG_FORMAT).of(log).source()).toList();
    }

    private static LogTarget target(String word) {
        return Lines.server("ErrorLog '" + word + "'").get(LogDirectives.ERROR_LOG).target();
    }

    private static List<String> command(String word) {
        return target(word) instanceof LogTarget.Pipe pipe ? pipe.command() : List.of();
    }
}
