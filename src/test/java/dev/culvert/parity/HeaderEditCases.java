package dev.culvert.parity;

import static dev.culvert.parity.Talk.hears;
import static dev.culvert.parity.Talk.shows;

import java.util.List;

/** Rows T-160 to T-164 and 44: Header and RequestHeader. */
final class HeaderEditCases {
    private static final String PROXY = "ProxyPass / http://{a}/\n";
    private static final String BACK = "ProxyPass / http://{b}/\n";
    /** Where an answer comes from: a backend, the server's own error, a redirect, a file. */
    private static final String PLACES = "ProxyPass /p http://{a}/p\nProxyPass /closed http://{closed}/\nRedirect /red http://o.test/\n";

    private HeaderEditCases() {}

    static List<Case> all() {
        Hosts hosts = new Hosts("headers that are edited", "AddType text/plain .txt\n").file("htdocs/f.txt", "file\n");
        places(hosts);
        actions(hosts);
        formats(hosts);
        requests(hosts);
        requestActions(hosts);
        return hosts.cases();
    }

    private static void places(Hosts hosts) {
        String some = "Header set X-A 1\nHeader always set X-B 2\nHeader onsuccess set X-C 3\n";
        hosts.row("1160", "nothing changes a 101", "ProxyPass / ws://{b}/\nHeader set X-A 1\nHeader always set X-B 2\nHeader unset X-Seen\n"
                        + "Header always unset X-Seen\nHeader edit X-Seen b c\nHeader set Upgrade no\n", shows("WS /x"))
                .row("1161", "onsuccess and always on a 404", PLACES + some, shows("GET /p | X-Answer: 404 Not Found", "GET /nosuch",
                        "GET /closed"))
                .row("2080", "onsuccess and always on other answers", PLACES + some,
                        shows("GET /p", "GET /red/x", "GET /f.txt", "GET /p | X-Answer: 302 Found~Location: /y",
                        "GET /p | X-Answer: 500 Oops"))
                .row("2081", "the two tables do not see each other", PLACES + "Header set X-A plain\nHeader always set X-A always\n"
                        + "Header always unset X-Gone\nHeader unset X-Gone2\nHeader always append X-App always\nHeader append X-App plain\n"
                        + "Header always edit X-Ed a b\nHeader edit X-Ed2 a b\n",
                        shows("GET /p | X-Answer: 200 OK~X-Gone: 1~X-Gone2: 2~X-App: back~X-Ed: a~X-Ed2: a", "GET /nosuch"))
                .row("2082", "an order of its own", PROXY + "Header set X-Z 1\nHeader always set X-Y 2\nHeader set X-X 3\n"
                        + "Header always set X-W 4\n"
                        + "Header unset X-Z\nHeader set X-Z again\nHeader set Content-Type text/x-mine\nHeader set Server mine\n"
                        + "Header unset Date\n",
                        shows("GET / | X-Answer: 200 OK~X-Back: 1~X-X: back"))
                .row("2083", "early", PLACES + "Header set X-Early 1 early\nHeader always set X-Early2 2 early\nRequestHeader set X-Answer "
                        + "\"203 Early\" early\nHeader set X-Late 3\n", shows("GET /p", "GET /f.txt", "GET /nosuch"))
                .row("2084", "sections", PROXY + "Header set X-A server\nHeader set X-B server\n<Location /l>\nHeader set X-A location\n"
                        + "Header unset X-B\nHeader add X-C one\n</Location>\n<Location /l/m>\nHeader add X-C two\n</Location>\n",
                        shows("GET /x", "GET /l", "GET /l/m"));
    }

    private static void actions(Hosts hosts) {
        hosts.row("2085", "append, merge, add, setifempty", PROXY + "Header append X-A 2\nHeader append X-New 1\nHeader merge X-M b\n"
                        + "Header merge X-M c\nHeader merge X-M \"d e\"\nHeader add X-Add 1\nHeader add X-Add 2\n"
                        + "Header setifempty X-A none\n"
                        + "Header setifempty X-E set\nHeader set X-S one\nHeader set X-S two\n",
                        shows("GET / | X-Answer: 200 OK~X-A: 1~X-M: a, b~X-S: zero~X-S: zero2", "GET /"))
                .row("2086", "edit and edit*", PROXY + "Header edit X-A o 0\nHeader edit* X-B o 0\n"
                        + "Header edit X-C ^(.)(.*)$ \"$2 $1 [$0]\"\n"
                        + "Header edit X-D \"^(.*)$\" \"$1;%{SEEN}e\"\nHeader edit X-None a b\nHeader edit* X-E \"(a)(b)?\" \"<$1$2>\"\n"
                        + "Header edit X-F (?i)HELLO bye\nHeader edit* X-G b \"\"\nSetEnv SEEN yes\n",
                        shows("GET / | X-Answer: 200 OK~X-A: foo~X-B: foo~X-A: oo~X-C: abc~X-D: d~X-E: abaa~X-F: say hello~X-G: abb"))
                .row("2087", "Set-Cookie", PROXY + "Header edit Set-Cookie ^(.*)$ \"$1; Secure; HttpOnly\"\n"
                        + "Header always edit Set-Cookie a b\n"
                        + "Header add Set-Cookie \"c=3; path=/\"\n",
                        shows("GET / | X-Answer: 200 OK~Set-Cookie: a=1~Set-Cookie: b=2; Path=/"))
                .row("2088", "echo, note and unset", PROXY + "Header echo ^X-Req\nHeader note X-Back seen\nHeader unset X-Back\n"
                        + "Header unset \"X-No*\"\nHeader unset X-Cond env=NOPE\nHeader set X-Note \"expr=%{note:seen}\"\n",
                        shows("GET / | X-Req-1: a | x-req-2: b | X-Other: c | X-Answer: 200 OK~X-Back: 1~X-No1: 1~X-Cond: 1"))
                .row("2089", "conditions", PROXY + "SetEnvIf X-A yes YES\nSetEnvIf X-A val VALUE=two\nHeader set X-1 1 env=YES\n"
                        + "Header set X-2 2 env=!YES\nHeader set X-3 3 \"expr=%{REQUEST_STATUS} -ge 400\"\n"
                        + "Header set X-4 4 \"expr=-z resp('X-None')\"\n"
                        + "Header unset Content-Type \"expr=resp('Content-Type') =~ /plain/\"\nHeader set X-5 5 env=VALUE\n"
                        + "Header set X-6 6 env=VALUE=two\n",
                        shows("GET / | X-A: yes", "GET / | X-A: val", "GET / | X-Answer: 404 No"))
                .row("1211", "an expression sees the backend's headers", PROXY + "Header set X-Saw \"expr=%{resp:X-Backend}!\"\n"
                        + "Header set X-Handler \"expr=%{HANDLER}\"\nHeader set X-Cond yes \"expr=%{HANDLER} == 'proxy-server'\"\n"
                        + "Header always set X-Always \"expr=%{resp:X-Backend}!\"\n",
                        shows("GET / | X-Answer: 200 OK~X-Backend: one"));
    }

    private static void formats(Hosts hosts) {
        hosts.row("2090", "format codes", PROXY + "SetEnv SEEN \"a b\"\nHeader set X-E \"%{SEEN}e|%{NOPE}e|%%|%{SSL_PROTOCOL}s\"\n"
                        + "Header set X-Q \"a \\\"q\\\" b\"\nHeader set X-Empty \"\"\n"
                        + "Header set X-Expr \"expr=%{REQUEST_METHOD}%{HTTP:X-None}\"\n"
                        + "Header set X-ExprEmpty expr=%{HTTP:X-None}\nHeader set X-Pct 100%%\nHeader set X-Colon: v\n", shows("GET /"))
                .row("2091", "times and loads", PROXY + "Header set X-T %t\nHeader set X-D %D\nHeader set X-L %l\n", host -> {
                    host.obliging();
                    var head = host.client("GET /").raw().head();
                    form(host, head.value("X-T"), "t=\\d{16}");
                    form(host, head.value("X-D"), "D=\\d+");
                    form(host, head.value("X-L"), "l=[\\d.]+/[\\d.]+/[\\d.]+");
                });
    }

    private static void form(Asking host, java.util.Optional<String> value, String form) {
        host.stage().fact(form + ": " + value.filter(text -> text.matches(form)).isPresent());
    }

    private static void requests(Hosts hosts) {
        hosts.row("1162", "addresses in a request header", BACK + "RequestHeader set X-S %{REMOTE_ADDR}s\n"
                + "RequestHeader set X-E %{REMOTE_ADDR}e\n"
                        + "RequestHeader set X-X expr=%{REMOTE_ADDR}\nRequestHeader set X-Scheme expr=%{REQUEST_SCHEME}\n"
                        + "RequestHeader set X-Scheme2 \"%{REQUEST_SCHEME}e\"\n", hears("GET /x"))
                .row("1163", "Connection and Upgrade on a plain request", BACK + "RewriteEngine on\nRewriteRule .* - "
                        + "[E=HTTP_UPGRADE:%{HTTP:Upgrade}]\nRequestHeader set Connection upgrade\n"
                        + "RequestHeader set Upgrade %{HTTP_UPGRADE}e env=HTTP_UPGRADE\n", hears("GET /x"))
                .row("1164", "Host", "ProxyPreserveHost On\n" + BACK + "RequestHeader set Host spoof\n", hears("GET /x"))
                .row("44", "Upgrade on a plain request to ws://", "ProxyPass / ws://{b}/\nRequestHeader set Upgrade websocket\n",
                        hears("GET /x"))
                .row("44b", "both, and a key", "ProxyPass / ws://{b}/\nRequestHeader set Upgrade websocket\n"
                        + "RequestHeader set Connection Upgrade\n",
                        hears("GET /x | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | Sec-WebSocket-Version: 13", "WS /x"))
                .row("44c", "an upgrade that is taken away", "ProxyPass / ws://{b}/\nRequestHeader unset Upgrade\n", hears("WS /x"));
    }

    private static void requestActions(Hosts hosts) {
        hosts.row("2092", "all the actions on requests", BACK + "RequestHeader set X-Set 1\nRequestHeader append X-App 2\n"
                        + "RequestHeader merge X-M b\nRequestHeader add X-Add 2\nRequestHeader unset X-Un\nRequestHeader edit X-Ed o 0\n"
                        + "RequestHeader edit* X-Ed2 o 0\nRequestHeader setifempty X-If 1\nRequestHeader setifempty X-If2 1\n"
                        + "RequestHeader unset Cookie\nRequestHeader set X-Copy \"expr=%{HTTP:X-App}\"\n",
                        hears("GET /x | X-Set: 0 | X-App: 1 | X-M: a, b | X-Add: 1 | X-Un: 1 | X-Ed: foo | X-Ed2: foo"
                                + " | X-If2: 0 | Cookie: a=b"))
                .row("2093", "request headers the proxy makes itself", BACK + "RequestHeader set X-Forwarded-For 1.1.1.1\n"
                        + "RequestHeader set X-Forwarded-Proto https\nRequestHeader unset X-Forwarded-Host\n"
                        + "RequestHeader set X-Forwarded-Server s\n"
                        + "RequestHeader set Accept-Encoding identity\nRequestHeader unset Accept-Encoding early\n",
                        hears("GET /x | X-Forwarded-For: 2.2.2.2 | Accept-Encoding: gzip"))
                .row("2094", "request headers on an upgrade", "ProxyPass / ws://{b}/\nRequestHeader set Origin http://mine\n"
                        + "RequestHeader unset Sec-WebSocket-Extensions\nRequestHeader edit Cookie \"secret=[^;]*;? *\" \"\"\n"
                        + "RequestHeader set X-Real-IP expr=%{REMOTE_ADDR}\nRequestHeader add X-Twice a\nRequestHeader add X-Twice b\n",
                        hears("WS /x | Origin: http://theirs | Sec-WebSocket-Extensions: permessage-deflate | Cookie: secret=1; b=2"))
                .row("2095", "conditions on requests", BACK + "SetEnvIf X-A yes YES\nRequestHeader set X-1 1 env=YES\n"
                        + "RequestHeader set X-2 2 env=!YES\nRequestHeader set X-3 3 \"expr=%{HTTP:X-A} == 'yes'\"\n"
                        + "<Location /l>\nRequestHeader set X-4 4\nRequestHeader unset X-1\n</Location>\n",
                        hears("GET /x | X-A: yes", "GET /x", "GET /l | X-A: yes"));
    }
}
