package dev.culvert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.balance.Backend;
import dev.culvert.balance.CheckCondition;
import dev.culvert.balance.CheckMethod;
import dev.culvert.balance.HealthCheck;
import dev.culvert.balance.HealthDirectives;
import dev.culvert.config.VirtualHost;
import dev.culvert.syntax.Diagnostic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the lines about health checks come to. A {@code |} stands for the end of a line. */
class HealthConfigTest {
    private static Loading load(String lines) {
        return Loading.ofText("hc.conf", "Listen 1\nServerName s\n" + lines.replace("|", "\n"), Path.of("."));
    }

    private static List<String> said(String lines) {
        return load(lines).diagnostics().stream().map(each -> each.kind() + " " + (each.at().line() - 2) + ": " + each.message()).toList();
    }

    private static HealthCheck check(String lines) {
        return checks(lines, 0).orElseThrow();
    }

    /** Of the only balancer's only member, as that server has it. */
    private static Optional<HealthCheck> checks(String lines, int server) {
        Loading loading = load(lines);
        assertThat(loading.diagnostics()).noneMatch(Diagnostic::isError);
        VirtualHost host = loading.configuration().servers().toList().get(server);
        Backend member = Backends.of(loading.configuration(), host, _ -> { }).balancers().all().getFirst().members().getFirst();
        return HealthCheck.of(member.parameters());
    }

    private static final String MEMBER = "BalancerMember balancer://a ws://h ";

    @Test
    void withoutAMethodThereAreNoChecks() {
        assertThat(checks(MEMBER + "hcinterval=1 hcuri=/x", 0)).isEmpty();
        assertThat(checks(MEMBER + "hcmethod=None", 0)).isEmpty();
        assertThat(check(MEMBER + "hcmethod=get")).isEqualTo(
                new HealthCheck(CheckMethod.GET, Duration.ofSeconds(30), 1, 1, "", Optional.empty()));
    }

    @Test
    void everyParameterCounts() {
        HealthCheck check = check("ProxyHCExpr ok {%{REQUEST_STATUS} =~ /^[234]{1}/ && hc('body') !~ /down/}|"
                + MEMBER + "hcmethod=GET11 hcinterval=500ms hcpasses=2 hcfails=3 hcuri=/up hcexpr=ok");
        assertThat(check.interval()).isEqualTo(Duration.ofMillis(500));
        assertThat(List.of(check.passes(), check.fails())).containsExactly(2, 3);
        assertThat(check.uri()).isEqualTo("/up");
        assertThat(check.condition().map(CheckCondition::name)).contains("ok");
        assertThat(check.condition().orElseThrow().expression())
                .hasToString("%{REQUEST_STATUS} =~ /^[234]{1}/ && hc('body') !~ /down/");
    }

    @Test
    void aTemplateIsPutWhereItStands() {
        String template = "ProxyHCTemplate t hcmethod=HEAD hcinterval=7 hcuri=/t|";
        assertThat(check(template + MEMBER + "hctemplate=t hcuri=/mine").uri()).isEqualTo("/mine");
        assertThat(check(template + MEMBER + "hcuri=/mine hctemplate=t").uri()).isEqualTo("/t");
        assertThat(check(template + "ProxyHCTemplate u hctemplate=t hcfails=2|" + MEMBER + "hctemplate=u hcpasses=4"))
                .isEqualTo(new HealthCheck(CheckMethod.HEAD, Duration.ofSeconds(7), 4, 2, "/t", Optional.empty()));
    }

    @Test
    void theLastDefinitionOfANameHolds() {
        assertThat(check("ProxyHCTemplate t hcmethod=HEAD|ProxyHCTemplate t hcmethod=GET|" + MEMBER + "hctemplate=t").method())
                .isEqualTo(CheckMethod.GET);
    }

    /** httpd lets a virtual host see only its own; here it sees those of the main server too. */
    @Test
    void sectionsAndHostsSeeWhatStandsAroundThem() {
        String main = "ProxyHCExpr e {true}|ProxyHCTemplate t hcmethod=GET hcexpr=e|";
        assertThat(check(main + "<Proxy balancer://a>|BalancerMember ws://h hctemplate=t|</Proxy>").condition()).isPresent();
        assertThat(checks(main + "<VirtualHost *:1>|<Proxy balancer://a>|BalancerMember ws://h hctemplate=t hcexpr=e|</Proxy>|"
                + "</VirtualHost>", 1).orElseThrow().condition()).isPresent();
        assertThat(check("<Proxy balancer://a>|ProxyHCExpr e {true}|BalancerMember ws://h hcmethod=GET hcexpr=e|</Proxy>").condition())
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "ProxyHCExpr a {%{REQUEST_STATUS} == 200}", "ProxyHCExpr a \"%{REQUEST_STATUS} == '200'\"",
        "ProxyHCExpr a {%{REQUEST_STATUS} -in {'200', '204'}}", "ProxyHCExpr a   {  true  }  ", "ProxyHCExpr a true",
    })
    void anExpressionStandsInBracesOrQuotes(String line) {
        assertThat(said(line.strip())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "ProxyHCExpr; 1: ProxyHCExpr expects a name and {an expression}, but was ''",
        "ProxyHCExpr a; 1: ProxyHCExpr expects a name and {an expression}, but was 'a'",
        "ProxyHCExpr a {}; 1: ProxyHCExpr expects one expression in braces, and nothing behind it, but was '{}'",
        "ProxyHCExpr a {true; 1: ProxyHCExpr expects one expression in braces, and nothing behind it, but was '{true'",
        "ProxyHCExpr a {true} b; 1: ProxyHCExpr expects one expression in braces, and nothing behind it, but was '{true} b'",
        "ProxyHCExpr a {%{NOTHING} == 1}; 1: ProxyHCExpr: expected a variable that exists at character 3 but was 'NOTHING'",
        "ProxyHCTemplate; 1: ProxyHCTemplate expects a name, but the line ends there",
        "ProxyHCTemplate a timeout=3; 1: ProxyHCTemplate expects parameters of health checks, such as hcmethod=GET,"
                + " but was given 'timeout=3'",
        "ProxyHCTemplate a hcmethod; 1: ProxyHCTemplate expects parameters of the form key=value, but was given 'hcmethod'",
        "ProxyHCTemplate a hcmethod=POST; 1: ProxyHCTemplate parameter hcmethod expects one of"
                + " None, TCP, OPTIONS, HEAD, GET, OPTIONS11, HEAD11, GET11, WEBSOCKET, but was 'POST'",
        "ProxyHCTPsize -1; 1: ProxyHCTPsize expects a whole number, 0 or more, but was '-1'",
            })
    void saysWhatIsWrongWithADirective(String lines, String error) {
        assertThat(said(lines)).containsExactly("DIRECTIVE " + error);
    }

    @Test
    void thePoolIsTheWholeServers() {
        assertThat(said("<VirtualHost *:1>|ProxyHCTPsize 3|</VirtualHost>")).containsExactly(
                "DIRECTIVE 2: ProxyHCTPsize cannot stand in <VirtualHost>; expected it in server config");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "hcmethod=CPING; parameter hcmethod cannot be CPING: only AJP backends are asked so",
        "hcexpr=nix; parameter hcexpr expects the name of a ProxyHCExpr that a line before it defines, but was 'nix'",
        "hcexpr=latr; parameter hcexpr expects the name of a ProxyHCExpr that a line before it defines, but was 'latr'",
        "hctemplate=nix; parameter hctemplate expects the name of a ProxyHCTemplate that a line before it defines, but was 'nix'",
        "hcinterval=99ms; parameter hcinterval expects a time of at least 100ms, such as 5 or 500ms, but was '99ms'",
        "hcfails=0; parameter hcfails expects a whole number, at least 1, but was '0'",
        "hcbogus=1; expects the parameter of a backend, but 'hcbogus' is none",
    })
    void saysWhatIsWrongWithAMember(String parameter, String error) {
        assertThat(said("<Proxy balancer://a>|BalancerMember ws://h " + parameter + "|</Proxy>|ProxyHCExpr latr {true}"))
                .singleElement().asString().startsWith("DIRECTIVE 2: BalancerMember " + error);
    }

    @Test
    void aNameThatIsNearlyRightIsSuggested() {
        assertThat(said("ProxyHCExpr status2xx {true}|" + MEMBER + "hcexpr=status2x")).singleElement().asString()
                .endsWith("; did you mean status2xx?");
    }

    /** httpd takes the parameters there, too, and never checks anything. */
    @Test
    void onlyMembersAreChecked() {
        assertThat(said("ProxyPass /x ws://h/ hcmethod=GET hcuri=/up")).containsExactly(
                "NOTE 1: hcmethod has no effect on ws://h/: only members of a balancer are checked");
        assertThat(said("ProxyPass /x ws://h/|ProxySet ws://h/ hcinterval=5")).containsExactly(
                "NOTE 2: hcinterval has no effect on ws://h/: only members of a balancer are checked");
    }

    @Test
    void howManyAtOnce() {
        assertThat(load("").configuration().main().settings().get(HealthDirectives.AT_ONCE)).isEqualTo(16);
        assertThat(load("ProxyHCTPsize 0").configuration().main().settings().get(HealthDirectives.AT_ONCE)).isEqualTo(1);
        assertThat(said("ProxyHCTPsize 4")).singleElement().asString().startsWith("NOTE 1: ProxyHCTPsize: no threads wait");
    }
}
