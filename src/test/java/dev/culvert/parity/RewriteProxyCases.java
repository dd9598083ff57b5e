package dev.culvert.parity;

import static dev.culvert.parity.Talk.hears;
import static dev.culvert.parity.Talk.says;
import static dev.culvert.parity.Talk.shows;

import java.util.List;

/** Rows T-001 to T-019, T-026 to T-029 and T-037 to T-047, and 98: rules that hand a request to a backend. */
final class RewriteProxyCases {
    /** The example everybody copies. */
    static final String RECIPE = """
            ProxyPass / http://{a}/
            RewriteEngine on
            RewriteCond %{HTTP:Upgrade} websocket [NC]
            RewriteCond %{HTTP:Connection} upgrade [NC]
            RewriteRule ^/?(.*) "ws://{b}/$1" [P,L]
            """;

    private RewriteProxyCases() {}

    static List<Case> all() {
        Hosts hosts = new Hosts("rules that proxy", "");
        recipe(hosts);
        paths(hosts);
        queries(hosts);
        mappings(hosts);
        results(hosts);
        return hosts.cases();
    }

    private static void recipe(Hosts hosts) {
        hosts.row("1001", "the recipe, upgraded", RECIPE, says("WS /a/b?x=1"))
                .row("1002", "the recipe, not upgraded", RECIPE, says("GET /a/b?x=1", "GET /a | Upgrade: websocket",
                        "GET /a | Connection: upgrade", "WS /a | Upgrade: h2c"))
                .row("1003", "the whole 101", RECIPE, shows("WS /a"))
                .row("1004", "what the backend gets", RECIPE, hears("WS /a/b?x=1 | X-A: 1 | Cookie: a=b", "WS /a | Origin: http://o"))
                .row("1005", "ws:// without an upgrade", "ProxyPass /ws ws://{b}/ws\n", says("GET /ws", "GET /ws/x?y", "WS /ws"))
                .row("98", "the recipe without the general line", """
                        RewriteEngine on
                        RewriteCond %{HTTP:Upgrade} websocket [NC]
                        RewriteCond %{HTTP:Connection} upgrade [NC]
                        RewriteRule ^/?(.*) "ws://{b}/$1" [P,L]
                        RewriteRule ^/?(.*) "http://{a}/$1" [P,L]
                        """, says("WS /a/x?q=1", "WS /a%3fb", "GET /a | Upgrade: websocket", "GET /a?q"));
    }

    private static void paths(Hosts hosts) {
        hosts.row("1006", "an encoded slash", RECIPE, says("WS /a%2Fb", "GET /a%2Fb"))
                .row("1007", "an encoded question mark", RECIPE, says("WS /a%3Fb?q", "GET /a%3Fb?q"))
                .row("1008", "encoded characters", RECIPE, says("WS /a%25b", "WS /%C3%A9", "WS /a;b/c%3bd", "WS /a%20b", "WS /a+b",
                        "WS /a%0Ab", "WS /%7E%26%22%23%5C", "WS /'=@:,!$*()~", "GET /a%20b+%C3%A9%7E"))
                .row("1009", "characters to be encoded", RECIPE, says("WS /[x]", "WS /a|b", "WS /a<b>", "WS /a^b`c{D}", "WS /a\\b"))
                .row("1010", "slashes and dots", RECIPE, says("WS /a//b", "WS //a", "WS /a/../b",
                         "WS /a/./b", "WS /a/b/..", "WS /../b"))
                .row("1011", "what is no path", RECIPE, says("WS /a%", "WS /a%zz", "WS /a%00b"))
                .row("1012", "query strings", RECIPE, says("WS /?", "WS /a?",
                        "WS /a?%20x&y=%2f", "WS /a??b", "WS /a?b?c=%3f", "WS /a?<>"))
                .row("2001", "the manual's other recipe, with a condition on the path", """
                        ProxyPass / http://{a}/
                        RewriteEngine On
                        RewriteCond %{HTTP:Upgrade} =websocket [NC]
                        RewriteCond %{REQUEST_URI} ^/socket.io [NC]
                        RewriteRule .* ws://{b}%{REQUEST_URI} [P]
                        """, says("WS /socket.io/?EIO=4", "WS /other", "WS /socket.io/a%20b%25", "WS /socketXio/%C3%A9",
                                "GET /socket.io/"));
    }

    private static void queries(Hosts hosts) {
        hosts.row("1013", "B escapes a group", rule("^/(.*) http://{a}/x?v=$1 [P,B]"), says("GET /a%20b%26c%2Bd"))
                .row("1014", "B in the path escapes twice", rule("^/(.*) http://{a}/$1 [P,B]"), says("GET /a/b%20c;d"))
                .row("1015", "a group in the query", rule("^/(.*) http://{a}/x?v=$1 [P]"), says("GET /a%20b", "GET /a%26b", "GET /a%0ab"))
                .row("1016", "UnsafeAllow3F", rule("^/(.*) http://{a}/$1 [P,UnsafeAllow3F]"), says("GET /a%3fb?c=d", "GET /a%3fb"))
                .row("1017", "a question mark after a question mark", rule("^/(.*) http://{a}/x?y=$1 [P]"), says("GET /a%3fb"))
                .row("1018", "NE", rule("^/(.*) http://{a}/$1 [P,NE]"),
                        says("GET /a%20b", "GET /a%25b?q=1", "GET /%C3%A9", "GET /a%0ab", "GET /a;%22b"))
                .row("1019", "BNP", rule("^/(.*) http://{a}/x?v=$1 [P,B,BNP]"), says("GET /a%20b", "GET /a%26b;%C3%A9"))
                .row("1019b", "B with characters", rule("^/(.*) http://{a}/x?v=$1 \"[P,B=\\ &]\""), says("GET /a%20b%26c;d"))
                .row("1019c", "BCTLS", rule("^/(.*) http://{a}/x?v=$1 [P,BCTLS]"), says("GET /a%20b%26c%0ad"))
                .row("1019d", "BNE", rule("^/(.*) http://{a}/x?v=$1 [P,B,BNE=;/]"), says("GET /a/b;c%26d%20"))
                .row("2002", "B, NE and the whole path", rule("^/(.*) http://{a}/$1 [P,B,NE]"), says("GET /a%20b/c%25d", "GET /%C3%A9"))
                .row("2003", "escaped without B from REQUEST_URI", rule("^ http://{a}%{REQUEST_URI} [P]"),
                        says("GET /a%20b%25c%3bd?e=%41", "GET /a%3fb"));
    }

    private static void mappings(Hosts hosts) {
        hosts.row("1026", "a slash too many", rule(".* ws://{b}/%{REQUEST_URI} [P]"), says("WS /xpra/y?z"))
                .row("1027", "SetHandler in If does not beat ProxyPass", """
                        ProxyPass / http://{a}/
                        <If "%{HTTP:Upgrade} == 'websocket'">
                        SetHandler "proxy:ws://{b}"
                        </If>
                        """, says("WS /a"))
                .row("1028", "the special Location after the general one", """
                        <Location />
                        ProxyPass http://{a}/root/
                        </Location>
                        <Location /ws>
                        ProxyPass ws://{b}/ws
                        </Location>
                        """, says("WS /ws/x", "GET /x"))
                .row("1029", "and before it", """
                        <Location /ws>
                        ProxyPass ws://{b}/ws
                        </Location>
                        <Location />
                        ProxyPass http://{a}/root/
                        </Location>
                        """, says("WS /ws/x"))
                .row("1037", "one rule after the other", rule("^/a /b\nRewriteRule ^/b http://{a}/fromb [P]"),
                        says("GET /a", "GET /c"))
                .row("1038", "a negated pattern", rule("!^/keep/(.*) http://{a}/nm/$1x [P]"), says("GET /a", "GET /keep/a"))
                .row("1039", "L with nothing to do", "ProxyPass / http://{a}/pp/\n" + rule("^/ws - [L]\nRewriteRule ^/ http://{a}/rw [P]"),
                        says("GET /ws/x", "GET /a"))
                .row("1040", "a rule beats an exclusion", "ProxyPass /no !\nProxyPass / http://{a}/pp/\n"
                        + rule("^/no/(.*) http://{a}/rw/$1 [P]"), says("GET /no/x", "GET /no", "GET /y"))
                .row("1041", "OPTIONS *", rule("^ http://{a}/opt [P]"), shows("OPTIONS *"))
                .row("1042", "an absolute URI", rule("^ http://{a}%{REQUEST_URI} [P]"), says("GET http://1042.test/zz | Host: other.test"))
                .row("1046", "PT goes on to ProxyPass", "ProxyPass /b/ http://{a}/pp/\n" + rule("^/a/(.*) /b/$1 [PT]"),
                        says("GET /a/x?q=1", "GET /b/y"))
                .row("1047", "without PT it does not", "ProxyPass /b/ http://{a}/pp/\n" + rule("^/a/(.*) /b/$1"), says("GET /a/x"))
                .row("1047b", "not even to a general ProxyPass", "ProxyPass / http://{a}/pp/\n" + rule("^/a/(.*) /b/$1"), says("GET /a/x"));
    }

    private static void results(Hosts hosts) {
        hosts.row("1043", "a URL that is our own but for the port", rule("^/(.*) http://1043.test:{port}/foo/$1"),
                        says("GET /a?q=1", "GET /a?q=1 | Host: 1043.test:{port}"))
                .row("1043b", "a URL that is our own", "ProxyPass /foo/ http://{a}/\n" + rule("^/x/(.*) http://1043b.test/foo/$1"),
                        says("GET /x/a?q=1"))
                .row("1043c", "a URL that is our own by its ServerName's port", "ServerName 1043c.test:80\nProxyPass /foo/ http://{a}/\n"
                        + rule("^/x/(.*) http://1043c.test/foo/$1") + "RewriteRule ^/y/(.*) http://1043c.test/foo/$1 [PT]\n",
                        says("GET /x/a?q=1", "GET /y/a?q=1", "GET /x/a | Host: 1043c.test:99"))
                .row("1044", "ws:// without P", rule("^/(.*) ws://h.test/$1"), says("GET /a?q=1", "WS /a"))
                .row("1045", "P without a host", "ServerAlias 127.0.0.1\n" + rule("^/a/(.*) /local/$1 [P]"),
                        says("GET /a/x?q | Host: {b}"))
                .row("1061", "a rule uses the pool of a Proxy section", "<Proxy http://{pool}>\nProxySet timeout=1\n</Proxy>\n"
                        + rule("^/(.*) http://{pool}/$1 [P]"), connections("pool"))
                .row("1062", "a rule without a worker", rule("^/(.*) http://{nopool}/$1 [P]"), connections("nopool"))
                .row("1064", "nobody listens", "ProxyPass /p/ http://{closed}/\n" + rule("^/r/(.*) http://{closed}/$1 [P]\n"
                        + "RewriteRule ^/w/(.*) ws://{closed}/$1 [P]"), says("GET /r/x", "GET /p/x", "WS /p/x", "WS /w/x"))
                .row("1065", "a scheme nobody knows", rule("^/(.*) foo://x.invalid/$1 [P]"), says("GET /a"))
                .row("2004", "P with a method and a body", rule("^/(.*) http://{b}/$1 [P]"),
                        hears("POST /x?y | Content-Length: 0", "DELETE /x", "OPTIONS /x"))
                .row("2005", "P and ProxyPassReverse", "ProxyPassReverse / http://{a}/\n" + rule("^/(.*) http://{a}/$1 [P]"),
                        shows("GET /x | X-Answer: 302 Found~Location: http://{a}/y"))
                .row("2006", "P and ProxyPreserveHost", "ProxyPreserveHost On\n" + rule("^/(.*) ws://{b}/$1 [P]"),
                        hears("WS /x", "GET /x"));
    }

    /** Four requests on one connection: what the backend gets of each, and on how many connections. */
    private static Talk connections(String name) {
        return host -> {
            host.stage().answering(name);
            Actor client = host.stage().client();
            for (int time = 0; time < 4; time++) {
                client.send(host.text("GET /x" + time));
                client.status();
            }
            host.stage().connections(name);
        };
    }

    static String rule(String words) {
        return "RewriteEngine on\nRewriteRule " + words + "\n";
    }
}
