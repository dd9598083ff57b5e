package dev.culvert.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.config.Configuration;
import dev.culvert.config.CoreDirectives;
import dev.culvert.config.Lexicon;
import dev.culvert.config.VirtualHost;
import dev.culvert.directive.Family;
import dev.culvert.syntax.ConfigReader;
import dev.culvert.tls.SslProxyDirectives.Verify;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As httpd 2.4.71 answers, with hosts of the same kinds. */
class MisdirectionTest {
    private static final List<Family> FAMILIES =
            Stream.concat(CoreDirectives.FAMILIES.stream(), Stream.of(SslDirectives.FAMILY)).toList();

    /** The host of the handshake, whether the client named it, the host of the request, the policy, and what comes of it. */
    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
            "a named a secure 200",
            "a named none secure 400:AH02031",
            "a unnamed none secure 200",
            "a named same secure 200",
            "a named other secure 421:AH02032",
            "a unnamed other secure 421:AH02032",
            "a named demanding secure 421:AH02032",
            "a named plain secure 421:AH02032",
            "plain named plain secure 200",
            "plain named a secure 421:AH02032",
            "a named same strict 421:AH02032",
            "a named a strict 200",
            "a named other authonly 200",
            "a named demanding authonly 421:AH02032",
            "a named plain authonly 421:AH02032",
            "a named other insecure 200",
            "a named plain insecure 200",
            "plain named a insecure 200",
            "demanding named other insecure 200",
            "a named demanding insecure 403:AH10158",
            "plain named demanding insecure 403:AH10158",
            "a named demanding secure 421:AH02032",
            "a named picky secure 200",
            "a unnamed picky secure 403:AH02033",
            "picky unnamed picky secure 403:AH02033",
            "picky unnamed a secure 403:AH02033",
            "picky named a secure 200",
    })
    void isJudged(String met, String named, String asked, String policy, String expected) {
        List<VirtualHost> hosts = hosts(policy);
        Optional<String> sni = Optional.of(met + ".test").filter(_ -> named.equals("named"));
        Optional<String> host = Optional.of(asked + ".test").filter(_ -> !asked.equals("none"));
        Optional<Misdirection> outcome = Misdirection.of(sni, host, side(hosts, met), side(hosts, asked.equals("none") ? met : asked));
        assertThat(outcome.map(what -> what.status() + ":" + what.remark().number()).orElse("200")).isEqualTo(expected);
    }

    private static Misdirection.Side side(List<VirtualHost> hosts, String name) {
        VirtualHost host = hosts.stream().filter(each -> each.name().equals(name + ".test")).findFirst().orElseThrow();
        return new Misdirection.Side(host, tls(name));
    }

    private static Optional<ClientTls> tls(String name) {
        return switch (name) {
            case "plain" -> Optional.empty();
            case "other" -> Optional.of(tls("TLSv1.2", ClientCheck.NONE));
            case "demanding" -> Optional.of(tls("TLSv1.3",
                    new ClientCheck(Verify.REQUIRE, 1, List.of(), List.of(), List.of(), RevocationCheck.NONE)));
            default -> Optional.of(tls("TLSv1.3", ClientCheck.NONE));
        };
    }

    private static ClientTls tls(String version, ClientCheck check) {
        return new ClientTls(List.of(), Set.of(version), List.of(), List.of(), false, List.of(), true, 300, check);
    }

    private static List<VirtualHost> hosts(String policy) {
        StringBuilder text = new StringBuilder("ServerName main.test\nSSLVHostSNIPolicy " + policy + "\n");
        for (String name : List.of("a", "same", "other", "demanding", "plain")) {
            text.append("<VirtualHost *:443>\nServerName ").append(name).append(".test\n</VirtualHost>\n");
        }
        text.append("<VirtualHost *:443>\nServerName picky.test\nSSLStrictSNIVHostCheck on\n</VirtualHost>\n");
        var nodes = new ConfigReader(Lexicon.of(FAMILIES), Path.of(""), Set.of(), Map.of()).readText("case", text.toString()).nodes();
        return Configuration.build(nodes, FAMILIES, Path.of("")).configuration().hosts();
    }
}
