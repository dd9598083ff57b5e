package dev.culvert.parity;

import static dev.culvert.parity.Texts.R101;

import java.util.List;

/** Rows T-171 and T-172: what access logs say. */
final class LogCases {
    private static final String CODES = "h=%h|a=%a|c=%{c}a|l=%l|u=%u|r=%r|s=%s|>s=%>s|b=%b|B=%B|m=%m|U=%U|q=%q|H=%H|p=%p|lp=%{local}p"
            + "|v=%v|V=%V|X=%X|k=%k|f=%f|R=%R"
            + "|in=%{X-A}i|none=%{X-None}i|out=%{Content-Type}o|cookie=%{c}C|env=%{E}e|404=%404{X-A}i|not=%!404{X-A}i"
            + "|pct=%%|D=%D|T=%T|ms=%{ms}T|us=%{us}T|s1=%{s}T|t=%{sec}t|t2=%{msec}t|y=%{%Y}t|rp=%{remote}p|P=%P|I=%I|tab=\\t";

    private LogCases() {}

    static List<Case> all() {
        return new Hosts("access logs", "")
                .row("1171", "logs with conditions", "ProxyPass / http://{a}/\nSetEnvIf Request_URI ^/quiet dontlog\n"
                        + "LogFormat \"%>s %U\" short\nCustomLog {dir}/1171.log short env=!dontlog\n"
                        + "CustomLog {dir}/1171b.log short env=dontlog\n"
                        + "CustomLog {dir}/1171c.log \"%>s %U\" \"expr=%{REQUEST_STATUS} -ge 400\"\n"
                        + "CustomLog {dir}/1171d.log short \"expr=-n req('X-A')\"\n",
                        host -> {
                            host.says("GET /a", "GET /quiet", "GET /b | X-Answer: 404 No", "GET /quiet2 | X-A: 1",
                                    "GET /last | X-A: 1 | X-Answer: 500 No");
                            host.stage().written("1171.log", 3);
                            host.stage().written("1171b.log", 2);
                            host.stage().written("1171c.log", 2);
                            host.stage().written("1171d.log", 2);
                        })
                .row("1172", "the codes, for a proxied request", codes("1172", "ProxyPass / http://{a}/\n"), host -> {
                    host.says("GET /p%20q?x=1 | X-A: a\"b\\c\td | Cookie: c=d; e=f", "HEAD /x",
                            "POST /x?y | Content-Length: 0 | X-A: 1 | X-Answer: 404 No");
                    host.stage().written("1172.log", 3);
                })
                .row("1172b", "the codes, for a tunnel", codes("1172b", "ProxyPass / ws://{b}/\n"), host -> {
                    Stage.Tunnel tunnel = host.stage().tunnel(host.text("WS /t?u"), R101, "b");
                    host.stage().echo(tunnel.client(), tunnel.backend());
                    tunnel.backend().close();
                    tunnel.client().rest();
                    tunnel.client().close();
                    host.stage().written("1172b.log", 1);
                })
                .row("1172c", "the codes, for the server's own answers", unpaged(codes("1172c",
                        "Redirect /r http://o.test/\n<Location /u>\nAuthType Basic\n"
                        + "AuthName r\nAuthBasicProvider file\nAuthUserFile {dir}/users\nRequire valid-user\n</Location>\n")), host -> {
                            host.says("GET /r/x", "GET /u", "GET /u | Authorization: Basic dTpwdw==", "GET /%zz");
                            host.stage().written("1172c.log", 3);
                        })
                .row("2170", "names of formats, and TransferLog", "ProxyPass / http://{a}/\nLogFormat \"%v %U\"\n"
                        + "TransferLog {dir}/2170.log\n"
                        + "LogFormat \"%m %U\" other\nCustomLog {dir}/2170b.log other\n"
                        + "CustomLog {dir}/2170c.log \"literal \\\"q\\\" %U\"\n", host -> {
                            host.says("GET /a");
                            host.stage().written("2170.log", 1);
                            host.stage().written("2170b.log", 1);
                            host.stage().written("2170c.log", 1);
                        })
                .file("users", "u:{SHA}GpHWL3ymc5liWkNopqtdSjuqYHM=\n").cases();
    }

    private static String codes(String name, String config) {
        return config + "SetEnvIf Host . E=set\nCustomLog {dir}/" + name + ".log \"" + CODES + "\"\n";
    }

    /** Without what is said of a page: those are each server's own. */
    private static String unpaged(String config) {
        return config.replace("|b=%b|B=%B", "").replace("|out=%{Content-Type}o", "");
    }
}
