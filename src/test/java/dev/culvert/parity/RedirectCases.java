package dev.culvert.parity;

import static dev.culvert.parity.Talk.says;
import static dev.culvert.parity.Talk.shows;

import java.util.List;

/** Rows T-060, T-063, T-178, T-179, T-181, T-182 and T-184: Redirect, Alias, and what becomes of paths. */
final class RedirectCases {
    private RedirectCases() {}

    static List<Case> all() {
        Hosts hosts = new Hosts("redirects and aliases", "AddType text/plain .txt\nProxyPass /main http://{a}/main\nTimeout 60\n")
                .file("htdocs/f.txt", "file\n").file("other/f.txt", "other\n").file("other/sub/g.txt", "sub\n").file("other/index.txt",
                        "index\n");
        redirects(hosts);
        aliases(hosts);
        paths(hosts);
        return hosts.cases();
    }

    private static void redirects(Hosts hosts) {
        hosts.row("1060", "a general ProxyPass beats them all", "Alias /al {dir}/other\nRedirect /red http://o.test/\n"
                        + "RedirectMatch ^/rm http://o.test/\nProxyPass / http://{a}/\n", says("GET /al/f.txt", "GET /red/x", "GET /rm/z"))
                .row("1060b", "unless they are left out", "Alias /al {dir}/other\nRedirect /red http://o.test/\nProxyPass /al !\n"
                        + "ProxyPass /red !\n"
                        + "ProxyPass / http://{a}/\n<Directory {dir}/other>\nRequire all granted\n</Directory>\n",
                        says("GET /al/f.txt", "GET /red/x"))
                .row("1063", "ProxyPassInherit", "ProxyPassInherit Off\nProxyPass /main http://{a}/v3\n", says("GET /main/x"))
                .row("1178", "Redirect permanent", "Redirect permanent /p https://o.test/\n",
                        says("GET /p/a%20b?q=1", "GET /p", "GET /p/", "GET /px", "GET /p/%C3%A9+%25;[x]", "GET /p?", "WS /p/ws"))
                .row("1179", "Redirect in a LocationMatch", "<LocationMatch ^/r/(?<x>[^/]+)>\n"
                        + "Redirect 301 \"https://o.test/%{env:MATCH_X}\"\n"
                        + "</LocationMatch>\n<Location /one>\nRedirect https://o.test/all\n</Location>\n",
                        says("GET /r/abc/d?q=1", "GET /one/x?q", "GET /one", "GET /r/a%20b"))
                .row("2130", "statuses of Redirect", "Redirect 301 /a http://o.test/a\nRedirect temp /b http://o.test/b\n"
                        + "Redirect seeother /c http://o.test/c\n"
                        + "Redirect gone /d\nRedirect 307 /e http://o.test/e\nRedirect 308 /f http://o.test/f\nRedirect 404 /g\n"
                        + "Redirect 503 /h\n"
                        + "RedirectPermanent /i http://o.test/i\nRedirectTemp /j http://o.test/j\nRedirect /k /local\n"
                        + "Redirect /l //o.test/l\n"
                        + "Redirect 300 /m http://o.test/m\n",
                        says("GET /a", "GET /b", "GET /c", "GET /d", "GET /e", "GET /f", "GET /g", "GET /h", "GET /i", "GET /j",
                        "GET /k/x?q", "GET /l/x",
                                "GET /m"))
                .row("2131", "RedirectMatch", "RedirectMatch ^/m/(.*)\\.gif$ http://o.test/$1.jpg\nRedirectMatch 301 (?i)^/NC/(.*) /to/$1\n"
                        + "RedirectMatch 410 ^/gone\nRedirectMatch ^/q/(.*) http://o.test/?x=$1\nRedirectMatch ^/d http://o.test/\\$1$0\n"
                        + "RedirectMatch ^/e/(a)?(.*) http://o.test/<$1$2>\n",
                        says("GET /m/a%20b.gif?q", "GET /m/x.png", "GET /nc/x", "GET /gone/x", "GET /q/a%26b?z", "GET /d/x",
                        "GET /e/x", "GET /e/a%C3%A9%3f"))
                .row("2132", "the first one wins, and the whole answer", "Redirect /a http://first.test/\n"
                        + "Redirect /a/b http://second.test/\n"
                        + "RedirectMatch ^/a http://third.test/\nRedirect gone /g\n", shows("GET /a/b", "HEAD /a",
                        "POST /a | Content-Length: 0", "GET /g"))
                .row("2133", "the port of a relative target", "Redirect /a /b\nRedirectMatch ^/m$ /n\n",
                        says("GET /a | Host: 2133.test:81", "GET /m | Host: 2133.test:80", "GET /a"));
    }

    private static void aliases(Hosts hosts) {
        String open = "<Directory {dir}/other>\nRequire all granted\n</Directory>\n";
        hosts.row("2134", "forms of Alias", "Alias /al {dir}/other\nAlias /sl/ {dir}/other/\nAlias /file {dir}/other/f.txt\n"
                        + "Alias /mixed/ {dir}/other\nAliasMatch ^/am/([^/]+)$ {dir}/other/$1.txt\nAlias /nosuch {dir}/nosuch\n"
                        + "Alias /al/deep {dir}/other/sub\n" + open,
                        says("GET /al/f.txt", "GET /al", "GET /alf.txt", "GET /sl/f.txt", "GET /sl", "GET /file", "GET /file/x",
                        "GET /mixed/f.txt",
                                "GET /am/f", "GET /am/none", "GET /nosuch/x", "GET /al/deep/g.txt", "GET /al/%66.txt",
                                "GET /al/../f.txt", "GET /al//f.txt"))
                .row("2135", "Alias in a Location, and its rules", "<Location /loc>\nAlias {dir}/other\n</Location>\nRewriteEngine on\n"
                        + "RewriteRule ^/pt/(.*) /loc/$1 [PT]\nRewriteRule ^/nopt/(.*) /loc/$1\n" + open,
                        says("GET /loc/f.txt", "GET /loc/x", "GET /pt/f.txt", "GET /nopt/f.txt"))
                .row("2136", "Alias and ProxyPass side by side", "Alias /static {dir}/other\nProxyPass /static !\n"
                        + "ProxyPass /api http://{a}/api\n"
                        + "ProxyPass /ws ws://{b}/ws\n" + open, says("GET /static/f.txt", "GET /api/x", "WS /ws/x", "GET /f.txt",
                        "WS /static/f.txt"));
    }

    private static void paths(Hosts hosts) {
        for (String value : List.of("Off", "On", "NoDecode")) {
            String number = "1181" + (value.equals("Off") ? "" : value.equals("On") ? "b" : "c");
            hosts.row(number, "AllowEncodedSlashes " + value, "AllowEncodedSlashes " + value + "\nProxyPass /nc http://{a}/nc nocanon\n"
                            + "ProxyPass /p http://{a}/p\nRewriteEngine on\nRewriteRule ^/r(/.*) http://{a}/r$1 [P]\n"
                            + "RewriteRule ^/v(/.*) http://o.test$1 [R]\n",
                    says("GET /p/a%2Fb", "GET /nc/a%2Fb%20c", "GET /r/a%2Fb", "GET /v/a%2fb", "GET /f.txt%2fx", "GET /p/%2e%2e%2fx"));
        }
        hosts.row("1182", "Timeout", "Timeout 1\nProxyPass / http://{slow}/\n", host -> host.stage().takes(1, () -> asleep(host)))
                .row("1184", "dots", "ProxyPass / http://{a}/\n", says("GET /a/%2e%2e/b", "GET /%2e%2e/b", "GET /a/..;/b",
                        "GET /a/.../b", "GET /a/.", "GET /.."));
    }

    private static void asleep(Asking host) {
        Actor client = host.stage().client().send(host.text("GET /sleep"));
        host.stage().backend("slow").raw().head();
        client.status();
    }
}
