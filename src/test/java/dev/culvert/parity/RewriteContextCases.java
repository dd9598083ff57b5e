package dev.culvert.parity;

import static dev.culvert.parity.RewriteProxyCases.rule;
import static dev.culvert.parity.Talk.says;
import static dev.culvert.parity.Talk.shows;

import java.util.List;
import java.util.stream.Stream;

/** Rows T-020 to T-025, T-030 and T-031: rules outside the virtual host, below it, and what they inherit. */
final class RewriteContextCases {
    private static final String NEXT = "ws://{b}/_next/webpack-hmr";

    private RewriteContextCases() {}

    static List<Case> all() {
        Hosts hosts = new Hosts("rules in sections", "AddType text/plain .txt\n");
        locations(hosts);
        directories(hosts);
        inheriting(hosts);
        return Stream.of(hosts.cases(), main().cases(), inheritDown("2048", "InheritDown").cases(),
                inheritDown("2049", "InheritDownBefore").cases()).flatMap(List::stream).toList();
    }

    private static void locations(Hosts hosts) {
        hosts.row("1020", "the whole URI in a Location", location("/s", rule(".* http://{a}%{REQUEST_URI} [P,L]")),
                        says("GET /s/a%20b", "GET /s/a?q=1", "GET /s/a%25b", "GET /t"))
                .row("1021", "a Location without a ProxyPass", location("/s", rule("/(.*) http://{a}/$1 [P]")), says("GET /s/x?q=1"))
                .row("1022", "a Location below a ProxyPass", "ProxyPass / http://{a}/\n"
                        + location("/s", rule("/(.*) ws://{b}/$1 [P,L]")), says("WS /s/x?q=1", "GET /t"))
                .row("1023", "what a pattern in a Location sees", "ProxyPass / http://{a}/\n"
                        + location("/s", rule("proxy:http://{a}/(.*) ws://{b}/N/$1 [P,L]")), says("WS /s/x", "WS /s/a%20b%25"))
                .row("1024", "the engine of the virtual host", "RewriteEngine on\n"
                        + location("/s", "RewriteRule .* http://{a}%{REQUEST_URI} [P]\n"), says("GET /s/x"))
                .row("1024b", "a Location that turns the engine off", "RewriteEngine on\nRewriteRule ^/t http://{a}/t [P]\n"
                        + location("/", "RewriteEngine off\nRewriteRule .* - [F]\n"), says("GET /s/x", "GET /t"))
                .row("1025", "the Next.js shape", location("/_next/webpack-hmr", "RewriteEngine On\nRewriteCond %{QUERY_STRING} "
                        + "transport=websocket [NC]\nRewriteCond %{HTTP:Upgrade} websocket [NC]\n"
                        + "RewriteCond %{HTTP:Connection} upgrade [NC]\n"
                        + "RewriteRule /(.*) " + NEXT + "/$1 [P,L]\nProxyPass " + NEXT + "\nProxyPassReverse " + NEXT + "\n"),
                        says("WS /_next/webpack-hmr?transport=websocket", "WS /_next/webpack-hmr", "GET /_next/webpack-hmr"))
                .row("2040", "R, F and G in a Location", location("/s", "RewriteEngine on\nRewriteRule f$ - [F]\nRewriteRule g$ - [G]\n"
                        + "RewriteRule r$ http://o.test/x [R]\nRewriteRule /([^/]*)p$ /to/$1 [R=301]\nRewriteRule n$ - [R=404]\n"
                        + "RewriteRule q$ http://o.test/?x=1 [R,QSA]\n"),
                        says("GET /s/f", "GET /s/g", "GET /s/r?q", "GET /s/ap?q", "GET /s/n", "GET /s/q?q", "WS /s/f"))
                .row("2041", "R, F and G in a Location below a ProxyPass", "ProxyPass / http://{a}/\n" + location("/s",
                        "RewriteEngine on\nRewriteRule f$ - [F]\nRewriteRule g$ - [G]\nRewriteRule r$ http://o.test%{REQUEST_URI} [R]\n"
                        + "RewriteRule e$ - [E=X:1,CO=A:1:ex.test]\nHeader set X-Env %{X}e\n"),
                        shows("GET /s/f", "GET /s/g", "GET /s/r?q", "GET /s/e"))
                .row("2042", "conditions in a Location", "ProxyPass / http://{a}/\n" + location("/s", "RewriteEngine on\n"
                        + "RewriteCond %{HTTP:Upgrade} =websocket [NC]\nRewriteCond %{REQUEST_FILENAME} ^proxy:(.*)$\n"
                        + "RewriteRule .* ws://{b}%{REQUEST_URI} [P]\n"), says("WS /s/a%20b?q=%41", "GET /s/a", "WS /t"))
                .row("2043", "a LocationMatch and its groups", "<LocationMatch ^/lm/(?<name>[^/]+)>\nRewriteEngine on\n"
                        + "RewriteRule .* http://{a}/%{ENV:MATCH_NAME} [P]\n</LocationMatch>\n", says("GET /lm/abc/d?q"));
    }

    private static void directories(Hosts hosts) {
        String root = "{dir}/htdocs";
        hosts.file("htdocs/f.txt", "file\n").file("htdocs/sub/g.txt", "sub\n").file("htdocs/sub/deep/h.txt", "deep\n")
                .row("2044", "R, F and G in a Directory", directory(root, "RewriteEngine on\nRewriteRule ^f$ - [F]\nRewriteRule ^g$ - [G]\n"
                        + "RewriteRule ^r/(.*) http://o.test/$1 [R]\nRewriteRule ^here/(.*) /x/$1 [R]\n"
                        + "RewriteRule ^p/(.*) http://{a}/$1 [P]\n"
                        + "RewriteRule ^w/(.*) ws://{b}/$1 [P]\nRewriteRule ^n$ - [R=404]\n"),
                        says("GET /f", "GET /g", "GET /r/a?q", "GET /here/a", "GET /p/a%20b?q", "WS /w/a", "GET /n", "GET /f.txt",
                        "GET /p"))
                .row("2045", "RewriteBase and relative results", directory(root, "RewriteEngine on\nRewriteBase /base/\n"
                        + "RewriteRule ^rel/(.*) to/$1 [R]\nRewriteRule ^loc$ sub/g.txt\nRewriteRule ^base/sub/(.*) /sub/$1\n")
                        + directory(root + "/sub", "RewriteEngine on\nRewriteRule ^rel/(.*) to/$1 [R]\nRewriteRule ^loc$ g.txt\n"
                        + "RewriteRule ^abs$ /f.txt\n"),
                        says("GET /rel/a?q", "GET /loc", "GET /sub/rel/a", "GET /sub/loc", "GET /sub/abs", "GET /sub/g.txt"))
                .row("2046", "L, END and the next round", directory(root, "RewriteEngine on\nRewriteRule ^one$ two [L]\n"
                        + "RewriteRule ^two$ f.txt [L]\nRewriteRule ^end$ two [END]\nRewriteRule ^loop(.*) loop$1x [L]\n"),
                        says("GET /one", "GET /two", "GET /end", "GET /loop"))
                .row("2047", "files that are there, and what Options and Inherit do below", directory(root, "RewriteEngine on\n"
                        + "RewriteCond %{REQUEST_FILENAME} !-f\nRewriteCond %{REQUEST_FILENAME} !-d\nRewriteRule ^ /f.txt [L]\n")
                        + directory(root + "/sub/deep", "RewriteEngine on\nRewriteOptions Inherit\nRewriteRule ^own$ - [G]\n"),
                        says("GET /nosuch/x?q", "GET /f.txt", "GET /sub/g.txt", "GET /sub/deep/own", "GET /sub/deep/nosuch",
                        "GET /sub/deep/h.txt"));
    }

    private static void inheriting(Hosts hosts) {
        hosts.row("2050", "the rules of the outer Location are replaced by the inner one's", "RewriteEngine on\n"
                        + location("/o", "RewriteRule x$ - [F]\n") + location("/o/none", "Header set X-A 1\n")
                        + location("/o/own", "RewriteRule y$ - [G]\n")
                        + location("/o/inherit", "RewriteOptions Inherit\nRewriteRule y$ - [G]\n")
                        + location("/o/before", "RewriteOptions InheritBefore\nRewriteRule [xy]$ - [G]\n"),
                        says("GET /o/x", "GET /o/none/x", "GET /o/own/x", "GET /o/own/y", "GET /o/inherit/x", "GET /o/inherit/y",
                                "GET /o/before/x", "GET /o/before/y"))
                .row("2051", "rules in If", "ProxyPass / http://{a}/\nRewriteEngine on\n<If \"%{HTTP:X-A} == 'f'\">\nRewriteEngine on\n"
                        + "RewriteRule .* - [F]\n</If>\n", says("GET / | X-A: f", "GET /"));
    }

    /** T-030 and T-031: rules of the main server. */
    private static Hosts main() {
        return new Hosts("rules of the main server", "RewriteEngine on\nRewriteRule ^/glob - [F]\nRewriteMap lower int:tolower\n")
                .row("1030", "the engine is inherited", "RewriteRule ^/ - [G]\n", says("GET /x"))
                .row("1030b", "until it is turned off", "RewriteEngine off\nRewriteRule ^/ - [G]\n", says("GET /x"))
                .row("1031", "Inherit", "RewriteOptions Inherit\nRewriteRule ^/glob - [G]\n", says("GET /glob"))
                .row("1031b", "InheritBefore", "RewriteOptions InheritBefore\nRewriteRule ^/glob - [G]\n", says("GET /glob"))
                .row("1031c", "neither", "RewriteRule ^/glob - [G]\n", says("GET /glob"))
                .row("1031d", "no rules of its own", "ProxyPass / http://{a}/\n", says("GET /glob"))
                .row("1031e", "Inherit alone", "ProxyPass / http://{a}/\nRewriteOptions Inherit\n", says("GET /glob", "GET /x"))
                .row("2052", "maps of the main server", "RewriteRule ^/(.*) http://{a}/${lower:$1|none} [P]\n", says("GET /ABC"))
                .row("2053", "maps of the main server, inherited", "RewriteOptions Inherit\n"
                        + "RewriteRule ^/(.*) http://{a}/${lower:$1|none} [P]\n",
                        says("GET /ABC"));
    }

    private static Hosts inheritDown(String number, String option) {
        return new Hosts("rules with " + option, "RewriteEngine on\nRewriteOptions " + option + "\nRewriteRule ^/glob - [F]\n")
                .row(number, option, "RewriteRule ^/glob - [G]\n", says("GET /glob", "GET /x"))
                .row(number + "b", option + " and IgnoreInherit", "RewriteOptions IgnoreInherit\nRewriteRule ^/glob - [G]\n",
                        says("GET /glob"))
                .row(number + "c", option + " without rules", "ProxyPass / http://{a}/\n", says("GET /glob", "GET /x"));
    }

    private static String location(String path, String lines) {
        return "<Location " + path + ">\n" + lines + "</Location>\n";
    }

    private static String directory(String path, String lines) {
        return "<Directory " + path + ">\n" + lines + "</Directory>\n";
    }
}
