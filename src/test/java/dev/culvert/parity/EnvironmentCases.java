package dev.culvert.parity;

import static dev.culvert.parity.Talk.hears;
import static dev.culvert.parity.Talk.says;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Rows T-170, 43, 48, 68 and 97: variables of a request, and what they do to the proxy. */
final class EnvironmentCases {
    private static final String[] BATTERY = {
        "SetEnvIf X-A ^b %s=yes", "SetEnvIf x-a ^b %s=yes", "SetEnvIf X-A B %s", "SetEnvIfNoCase X-A B %s",
        "SetEnvIf X-A (b)(.) %s=$2-$1-$0",
        "SetEnvIf X-None ^$ %s", "SetEnvIf X-None . %s", "SetEnvIf ^X-[AB]$ ^two %s", "SetEnvIf Remote_Addr ^127 %s",
        "SetEnvIf Remote_Host . %s",
        "SetEnvIf Server_Addr ^127 %s", "SetEnvIf Request_Method GET %s", "SetEnvIf Request_Protocol HTTP/1.1 %s",
        "SetEnvIf Request_URI ^/p/q$ %s", "SetEnvIf Request_URI \"^/p/q r$\" %s", "SetEnvIf request_uri ^/p %s", "SetEnvIf Host test$ %s",
        "SetEnvIf X-A b FIRST=one %s=two", "SetEnvIf FIRST one %s", "SetEnvIf LATE . %s", "SetEnvIf X-A b %s=1 !%s",
        "BrowserMatch ^ua %s=$0", "BrowserMatchNoCase ^UA %s", "SetEnvIfExpr \"%%{HTTP:X-A} == 'bc'\" %s=expr",
        "SetEnvIfExpr \"%%{HTTP:X-A} =~ /(.)c/\" %s=$1", "SetEnvIfExpr \"-n reqenv('FIRST')\" %s", "SetEnvIf X-Multi \"^one, two$\" %s",
        "SetEnvIf X-A b \"%s=a b\"", "SetEnv %s \"set\"", "SetEnv %s", "PassEnv PATH\nUnsetEnv PATH\nSetEnv %s late",
        "SetEnvIf X-A b %s=gone\nUnsetEnv %s", "SetEnvIf User-Agent ua$ %s"};

    private EnvironmentCases() {}

    static List<Case> all() {
        Hosts hosts = new Hosts("environment", "");
        hosts.row("1170", "SetEnvIf and its kin", "ProxyPass / http://{a}/\n" + battery(), host -> host.tells(
                "GET /p/q | X-A: bc | X-B: two | X-Multi: one | X-Multi: two | User-Agent: ua", List.of(BATTERY),
                IntStream.range(0, BATTERY.length).mapToObj(EnvironmentCases::name).toList()))
                .row("2100", "who sees whose variables", """
                        ProxyPass / http://{b}/
                        SetEnv SET 1
                        SetEnvIf Host . IF=1
                        RewriteEngine on
                        RewriteCond %{ENV:SET} 1
                        RewriteRule ^ - [E=RULE_SAW_SET:1]
                        RewriteCond %{ENV:IF} 1
                        RewriteRule ^ - [E=RULE_SAW_IF:1,E=RULE:1]
                        SetEnvIf RULE 1 IF_SAW_RULE=1
                        SetEnvIf SET 1 IF_SAW_SET=1
                        RequestHeader set X-All "%{SET}e %{IF}e %{RULE}e %{RULE_SAW_SET}e %{RULE_SAW_IF}e %{IF_SAW_RULE}e %{IF_SAW_SET}e"
                        <Location />
                        SetEnvIf Request_URI . LOCATION=1
                        SetEnvIf RULE 1 LOCATION_SAW_RULE=1
                        RequestHeader set X-Location "%{LOCATION}e %{LOCATION_SAW_RULE}e"
                        </Location>
                        """, hears("GET /x"))
                .row("43", "force-proxy-request-1.0", "ProxyPass / ws://{b}/\nSetEnvIf Request_URI ^/old force-proxy-request-1.0\n",
                        hears("WS /old", "GET /old", "WS /new"))
                .row("48", "proxy-interim-response", "ProxyPass / ws://{b}/\nSetEnvIf Request_URI . proxy-interim-response=Suppress\n",
                        says("WS /x"))
                .row("68", "proxy-nohalfclose", "ProxyPass / ws://{b}/\nProxyWebsocketFallbackToProxyHttp Off\n"
                        + "SetEnvIf Request_URI . proxy-nohalfclose\n", host -> finish(host, "68.test"))
                .row("97", "interpolate", "ProxyPassInterpolateEnv On\nSetEnvIf X-Target (.+) TGT=$1\n"
                        + "ProxyPass /i/ \"http://{a}/${TGT}/\" interpolate\nProxyPass /n/ \"http://{a}/${TGT}/\"\n",
                        says("GET /i/x?q | X-Target: here", "GET /i/x", "GET /n/x | X-Target: here"))
                .row("2101", "variables that change how the proxy talks", "ProxyPass / http://{b}/\n"
                        + "SetEnvIf Request_URI ^/nokeep proxy-nokeepalive\n"
                        + "SetEnvIf Request_URI ^/chunk proxy-sendchunked\nSetEnvIf Request_URI ^/chain proxy-chain-auth\n"
                        + "SetEnvIf Request_URI ^/close nokeepalive\n", hears("GET /nokeep", "GET /chain | Proxy-Authorization: x",
                        "GET /close"));
        return hosts.cases();
    }

    private static void finish(Asking host, String name) {
        Stage.Tunnel tunnel = host.stage().tunnel(Texts.to(name, Texts.up("/x")), Texts.R101, "b");
        tunnel.client().finish();
        tunnel.backend().rest();
        tunnel.client().rest();
    }

    private static String battery() {
        var lines = new StringBuilder();
        for (int at = 0; at < BATTERY.length; at++) {
            lines.append(String.format(Locale.ROOT, BATTERY[at].replace("%s", "%1$s"), "V" + at)).append('\n');
            lines.append("Header always set ").append(name(at)).append(" \"<%{V").append(at).append("}e>\"\n");
        }
        return lines.toString();
    }

    private static String name(int at) {
        return String.format(Locale.ROOT, "Item%02d", at);
    }
}
