package dev.culvert.parity;

import static dev.culvert.parity.RewriteProxyCases.rule;
import static dev.culvert.parity.Talk.hears;
import static dev.culvert.parity.Talk.says;
import static dev.culvert.parity.Talk.shows;

import java.util.List;

/** Rows T-032 to T-036, T-048 to T-051, T-066 and T-067: what flags do. */
final class RewriteFlagCases {
    private RewriteFlagCases() {}

    static List<Case> all() {
        Hosts hosts = new Hosts("flags of rules", "");
        queries(hosts);
        order(hosts);
        redirects(hosts);
        statuses(hosts);
        environment(hosts);
        return hosts.cases();
    }

    private static void queries(Hosts hosts) {
        hosts.row("1032", "a query of the rule's own", rule("^/(.*) http://{a}/$1?x=1 [P]"), says("GET /a?q=1", "GET /a"))
                .row("1032b", "QSA", rule("^/(.*) http://{a}/$1?x=1 [P,QSA]"), says("GET /a?q=1", "GET /a"))
                .row("1032c", "QSD", rule("^/(.*) http://{a}/$1 [P,QSD]"), says("GET /a?q=1"))
                .row("1032d", "a question mark at the end", rule("^/(.*) http://{a}/$1? [P]"), says("GET /a?q=1"))
                .row("1033", "two question marks", rule("^/(.*) http://{a}/x?y?$1 [P]"), says("GET /a?q=1"))
                .row("1033b", "QSL", rule("^/(.*) http://{a}/x?y?$1 [P,QSL]"), says("GET /a?q=1"))
                .row("2010", "QSA and QSD together, and QSA on a redirect", rule("^/qsd/(.*) http://{a}/$1?x=1 [P,QSD,QSA]\n"
                        + "RewriteRule ^/(.*) http://o.test/$1?x=%20 [R,QSA]"), says("GET /qsd/a?q=1", "GET /a?q=%41+ä&b", "GET /a"));
    }

    private static void order(Hosts hosts) {
        hosts.row("1034", "N", rule("^/(.*)_(.*)$ /$1-$2 [N]\nRewriteRule ^/(.*) http://{a}/$1 [P]"), says("GET /a_b_c_d"))
                .row("1035", "N with a bound", rule("^/(.*)$ /$1x [N=3]"), host -> {
                    host.says("GET /a");
                    host.stage().warned("AH02596");
                })
                .row("1036", "S", rule("^/x - [S=1]\nRewriteRule ^/x http://{a}/one [P]\nRewriteRule ^/ http://{a}/two [P]"),
                        says("GET /x", "GET /y"))
                .row("1036b", "C", rule("^/(.*)x$ /$1 [C]\nRewriteRule ^/a /chained [C]\nRewriteRule ^/chained /end\n"
                        + "RewriteRule ^/(.*) http://{a}/$1 [P]"), says("GET /ax", "GET /bx", "GET /b"))
                .row("2011", "L ends the list, and skipped conditions are forgotten", rule("^/l /m [L,PT]\n"
                        + "RewriteRule ^/m http://{a}/no [P]\n"
                        + "RewriteCond %{QUERY_STRING} never\nRewriteRule ^/c - [F]\nRewriteRule ^/c http://{a}/c [P]\n"
                        + "RewriteRule ^/s - [S=1]\nRewriteCond %{QUERY_STRING} never\nRewriteRule ^/s - [F]\n"
                        + "RewriteRule ^/s http://{a}/s [P]"),
                        says("GET /l", "GET /c", "GET /s"))
                .row("2012", "NC, long names and any case", rule("^/ABC http://{a}/x [Proxy,NoCase]\nRewriteRule ^/(d)$ http://{a}/$1 "
                        + "[p,NOESCAPE,last]\nRewriteRule ^/f - [FORBIDDEN]\nRewriteRule ^/g - [gone]"),
                        says("GET /abc", "GET /d", "GET /D", "GET /f", "GET /g"))
                .row("2013", "a fourth word, quoted words and an escaped blank", rule("\"^/a b$\" \"http://{a}/q q\" [P] and more\n"
                        + "RewriteRule ^/c\\ d$ 'http://{a}/c d' [P]\nRewriteRule ^/dollar \"http://{a}/\\$1%20\\%1\" [P]"),
                        says("GET /a%20b", "GET /c%20d", "GET /dollar"))
                .row("2014", "groups: nine of them, none that did not match",
                        rule("^/(a)?(b)?(.)(.)(.)(.)(.)(.)(.) http://{a}/$0-$9$8$7$6$5$4$3-$2-$1 [P]"),
                        says("GET /1234567", "GET /ab1234567"));
    }

    private static void redirects(Hosts hosts) {
        String certbot = "RewriteEngine on\nRewriteCond %{SERVER_NAME} =1048.test\n"
                + "RewriteRule ^ https://%{SERVER_NAME}%{REQUEST_URI} [END,NE,R=permanent]\n";
        hosts.row("1048", "certbot's redirect", certbot, shows("GET /a%20b/%C3%A9?x=%20y"))
                .row("1050", "R with a number or a name", rule("^/307 http://o.test/ [R=307]\n"
                        + "RewriteRule ^/see http://o.test/ [R=seeother]\n"
                        + "RewriteRule ^/perm http://o.test/ [R=permanent]\nRewriteRule ^/temp http://o.test/ [R=temp]\n"
                        + "RewriteRule ^/308 http://o.test/ [R=308]\nRewriteRule ^/r http://o.test/ [R]\nRewriteRule ^/300 /x [R=300]"),
                        says("GET /307?q", "GET /see", "GET /perm", "GET /temp", "GET /308", "GET /r", "GET /300"))
                .row("1050b", "R with a status that is no redirect", rule("^/410 - [R=410]\nRewriteRule ^/200 - [R=200]\n"
                        + "RewriteRule ^/404 /x [R=404]\nRewriteRule ^/503 http://o.test/ [R=503]\nRewriteRule ^/429 - [R=429]\n"
                        + "RewriteRule ^/204 - [R=204]"), says("GET /410", "GET /200", "GET /404", "GET /503", "GET /429", "GET /204"))
                .row("1051", "a fragment", rule("^/e/(.*) http://o.test/x#$1 [R]\nRewriteRule ^/ne/(.*) http://o.test/x#$1 [R,NE]"),
                        says("GET /e/a", "GET /ne/a", "GET /ne/a%20b"))
                .row("2015", "the whole answer to a redirect", rule("^/(.*) http://o.test/$1 [R=301,L]"), shows("GET /a?q", "HEAD /a",
                        "POST /a"))
                .row("2016", "what is escaped in a redirect", rule("^/(.*) http://o.test/$1 [R]"),
                        says("GET /a%20b%25%3b%C3%A9+[]|<>^`\"'(),~!$&=@:*", "GET /a%3fb", "GET /a%0ab", "GET /a?%20%C3%A9<>"))
                .row("2017", "R to a path", rule("^/x/(.*) /y/$1 [R]\nRewriteRule ^/rel/(.*) z/$1 [R]\nRewriteRule ^/self - [R]"),
                        says("GET /x/a?q", "GET /x/a | Host: 2017.test:81", "GET /rel/a", "GET /self?q", "WS /x/a"))
                .row("2018", "UseCanonicalName On with a redirect", "ServerName canon.test:81\nServerAlias 2018.test\nUseCanonicalName On\n"
                        + rule("^/x/(.*) /y/$1 [R]") + "Redirect /red /to\n"
                        + "RewriteRule ^/n http://o.test/%{SERVER_NAME}/%{SERVER_PORT} [R]\n",
                        says("GET /x/a | Host: 2018.test:9", "GET /red/x", "GET /n"))
                .row("2019", "UseCanonicalPhysicalPort and the redirect's port", "UseCanonicalPhysicalPort On\n"
                        + rule("^/x/(.*) /y/$1 [R]"),
                        says("GET /x/a", "GET /x/a | Host: 2019.test:9"))
                .row("2020", "a redirect beats P, F beats R", rule("^/rp http://{a}/x [R,P]\nRewriteRule ^/fr http://o.test/ [R,F]\n"
                        + "RewriteRule ^/gf - [G,F]"), says("GET /rp", "GET /fr", "GET /gf"));
    }

    private static void statuses(Hosts hosts) {
        hosts.row("1049", "CO", rule("^/a - [CO=NAME:VAL:.ex.test:60:/p:secure:httponly:strict,R=204]"), host -> {
            host.obliging();
            Actor client = host.client("GET /a");
            String cookie = client.raw().head().value("Set-Cookie").orElse("none");
            host.stage().fact(cookie.replaceFirst("expires=\\w{3}, \\d\\d-\\w{3}-\\d{4} \\d\\d:\\d\\d:\\d\\d GMT", "expires=*"));
        })
                .row("2021", "CO in other forms", "ProxyPass / http://{a}/\n" + rule("^/short - [CO=A:1:ex.test]\n"
                        + "RewriteRule ^/zero - [CO=B:2:ex.test:0:/]\nRewriteRule ^/semi - [CO=;C;a:b;ex.test;0;/;0;1;lax]\n"
                        + "RewriteRule ^/group/(.*) - [CO=D:$1%{QUERY_STRING}:ex.test:0,CO=E:5:ex.test]"),
                        shows("GET /short", "GET /zero", "GET /semi", "GET /group/x?y"))
                .differs("HttpOnly stands without secure", "a cookie that scripts must not see is asked for")
                .row("2022", "CO on a redirect and on a refusal", rule("^/r http://o.test/ [CO=A:1:ex.test,R]\n"
                        + "RewriteRule ^/f - [CO=A:1:ex.test,F]"),
                        shows("GET /r", "GET /f"))
                .row("2023", "T and H on a file", "<Directory {dir}/htdocs>\nRequire all granted\n</Directory>\n"
                        + rule("^/f.txt$ - [T=text/x-mine]\nRewriteRule ^/g /f.txt [T=application/json]"), shows("GET /f.txt", "GET /g"))
                .file("htdocs/f.txt", "file\n").file("htdocs/v.txt", "");
    }

    private static void environment(Hosts hosts) {
        hosts.row("1066", "E and a request header", "ProxyPass / http://{b}/\nRequestHeader set X-Foo %{FOO}e\n"
                + rule("^/(.*) - [E=FOO:$1]"),
                        hears("GET /a%20b"))
                .row("1067", "E=! and a request header", "ProxyPass / http://{b}/\nSetEnvIf Host . FOO=1\nRequestHeader set X-Foo %{FOO}e\n"
                        + rule("^ - [E=!FOO]"), hears("GET /"))
                .row("2024", "E without a value, several, and as a condition of the next rule", "ProxyPass / http://{a}/\n"
                        + rule("^ - \"[E=ONE,E=TWO:x:y=%{HTTP:X-A},E=THREE:a b]\"\nRewriteCond %{ENV:TWO} ^x:y=v$\n"
                        + "RewriteRule ^ - [E=FOUR:%{ENV:TWO}!]")
                        + "Header set X-Env \"<%{ONE}e|%{TWO}e|%{THREE}e|%{FOUR}e>\"\n", shows("GET / | X-A: v", "GET /"))
                .row("2025", "SCRIPT_URL and SCRIPT_URI", "ProxyPass / http://{a}/\n" + rule("^/nothing - [F]")
                        + "Header set X-Env \"<%{SCRIPT_URL}e|%{SCRIPT_URI}e>\"\n", shows("GET /a%20b?q", "GET /a | Host: 2025.test:81"))
                .row("2026", "Vary from a condition on a header", "RewriteEngine on\nDirectorySlash Off\n"
                        + "RewriteCond %{HTTP:X-A} yes\nRewriteRule ^/v$ /v.txt\nRewriteCond %{HTTP_USER_AGENT} yes [NV]\n"
                        + "RewriteRule ^/nv$ /v.txt\nRewriteCond %{HTTP_HOST} test\nRewriteRule ^/host$ /v.txt\n"
                        + "RewriteCond %{HTTP_ACCEPT} yes\nRewriteCond %{HTTP:X-A} ^$\nRewriteRule ^/two$ - [R=204]\n",
                        shows("GET /v | X-A: yes", "GET /v | X-A: no", "GET /nv | User-Agent: yes", "GET /host", "GET /two | Accept: yes"))
                .differs("Types are known without a file", "a page beside a socket should just work");
    }
}
