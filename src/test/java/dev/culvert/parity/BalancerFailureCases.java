package dev.culvert.parity;

import static dev.culvert.parity.BalancerChoiceCases.balancer;
import static dev.culvert.parity.BalancerChoiceCases.members;
import static dev.culvert.parity.BalancerChoiceCases.section;
import static dev.culvert.parity.Members.turns;
import static dev.culvert.parity.Talk.hears;
import static dev.culvert.parity.Talk.says;
import static dev.culvert.parity.Talk.shows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Rows T-076 to T-078, T-081, T-083, T-084, T-087, T-088, T-097, T-098, 63, 110 and 111: members that fail, and tunnels. */
final class BalancerFailureCases {
    private BalancerFailureCases() {}

    static List<Case> all() {
        Hosts hosts = new Hosts("balancers: failures", "MaxKeepAliveRequests 0\n" + section("main2391", members("{m0}", "{m1}"))
                + section("main2392", members("{m0}", "{m1}")) + section("main2393", members("{m0}", "{m1}")));
        attempts(hosts);
        errors(hosts);
        timeouts(hosts);
        tunnels(hosts);
        shapes(hosts);
        inheritance(hosts);
        return hosts.cases();
    }

    private static String sockets(String... members) {
        return members(members).replace("http://", "ws://");
    }

    private static void attempts(Hosts hosts) {
        hosts.row("1076", "all dead, none forced, a second to wait", balancer("c1076", members("{closed}", "{closed}")
                        + "ProxySet forcerecovery=off timeout=1\n"), host -> {
                            Members members = Members.of(host);
                            members.turn("GET /x");
                            host.stage().takes(1, () -> plainly(host, "GET /x"));
                        })
                .row("1077", "three dead, one attempt more", balancer("c1077", members("{closed}", "{closed}", "{closed}", "{m0}")
                        + "ProxySet maxattempts=1\n"), turns("3 x GET /x"))
                .row("1077b", "three dead, as many attempts as it takes", balancer("c1077b", members("{closed}", "{closed}", "{closed}",
                        "{m0}")),
                        turns("3 x GET /x"))
                .row("1078", "a dead member whose errors are ignored", balancer("c1078", members("{closed} status=I", "{m1}")),
                        turns("4 x GET /x", "2 x WS /x"))
                .row("110", "two members, the first dead", balancer("c110", members("{closed}", "{m1}")), turns("4 x GET /x"))
                .row("111", "one member, dead, retry=60", balancer("c111", sockets("{closed} retry=60")), host -> {
                    Members.of(host).turn("2 x WS /x");
                    host.stage().warned("AH00957");
                })
                .row("1081", "ws members, the first dead", balancer("c1081", sockets("{closed}", "{m1}")), turns("3 x WS /x"))
                .row("2360", "a member that dies is tried again at once with retry=0", balancer("c2360",
                        members("{closed} retry=0", "{m1}")), turns("4 x GET /x"))
                .row("2361", "a request with a body goes on to the next member", balancer("c2361", members("{closed}", "{closed}", "{m2}")),
                        turns("2 x POST /x | Content-Length: 5", "POST /x | Content-Length: 50000"))
                .row("2362", "all dead", balancer("c2362", members("{closed}", "{closed}")), shows("GET /x", "WS /x", "GET /x"))
                .row("2363", "all dead, none forced", balancer("c2363", members("{closed}", "{closed}")
                        + "ProxySet forcerecovery=Off\n"), host -> {
                            Members.of(host).turn("2 x GET /x", "WS /x");
                            host.stage().warned("AH01170");
                        })
                .row("2364", "one dead in each of two sets", balancer("c2364", members("{closed}", "{closed} lbset=1", "{m2} lbset=2")),
                        turns("3 x GET /x"))
                .row("2365", "more attempts than members", balancer("c2365", members("{closed}", "{m1}") + "ProxySet maxattempts=9\n"),
                        turns("3 x GET /x"))
                .row("2366", "one attempt and two dead", balancer("c2366", members("{closed}", "{closed}", "{m2}")
                        + "ProxySet maxattempts=1\n"), turns("3 x GET /x"));
    }

    private static void errors(Hosts hosts) {
        hosts.row("1097", "failonstatus", balancer("c1097", members("{m0}", "{m1}") + "ProxySet failonstatus=503,404\n"), host -> {
            Members.of(host).turn("GET /status/503", "3 x GET /x", "GET /status/404", "3 x GET /x", "GET /status/500", "2 x GET /x");
            host.stage().warned("AH01174");
        })
                .row("2367", "failonstatus and a handshake that is refused", balancer("c2367", sockets("{m0}", "{m1}")
                        + "ProxySet failonstatus=403\n"), turns("WS /status/403", "4 x WS /x"))
                .row("2368", "failonstatus with retry=0", balancer("c2368", members("{m0} retry=0", "{m1} retry=0")
                        + "ProxySet failonstatus=503\n"), turns("GET /status/503", "3 x GET /x"))
                .row("2369", "failonstatus and a member whose errors are ignored", balancer("c2369", members("{m0} status=I", "{m1}")
                        + "ProxySet failonstatus=503\n"), turns("GET /status/503", "3 x GET /x"))
                .row("2370", "a status of the backend's own is no failure", balancer("c2370", members("{m0}", "{m1}")),
                        turns("GET /status/500", "GET /status/503", "4 x GET /x", "WS /status/503"))
                .row("2371", "a backend that closes without an answer", balancer("c2371", members("{m0}", "{m1}")),
                        turns("GET /hangup", "4 x GET /x"))
                .row("2372", "a backend that closes without an answer to a handshake", balancer("c2372", sockets("{m0}", "{m1}")),
                        turns("WS /hangup", "4 x WS /x"))
                .row("2373", "failonstatus of our own statuses", balancer("c2373", members("{m0}", "{m1}") + "ProxySet failonstatus=502\n"),
                        turns("GET /hangup", "4 x GET /x"));
    }

    private static void timeouts(Hosts hosts) {
        hosts.row("1098", "failontimeout", balancer("c1098", members("{m0} timeout=1", "{m1} timeout=1") + "ProxySet failontimeout=On\n"),
                        host -> {
                            Members members = Members.of(host);
                            host.stage().takes(1, () -> plainly(host, "GET /silent"));
                            members.turn("3 x GET /x");
                            host.stage().warned("AH02460");
                        })
                .row("2374", "without failontimeout a silent member stays", balancer("c2374", members("{m0} timeout=1", "{m1} timeout=1")),
                        turns("GET /silent", "3 x GET /x"))
                .row("2375", "failontimeout and a handshake", balancer("c2375", sockets("{m0} timeout=1", "{m1} timeout=1")
                        + "ProxySet failontimeout=On\n"), turns("WS /silent", "3 x WS /x"))
                .row("2376", "without failontimeout a silent handshake", balancer("c2376", sockets("{m0} timeout=1", "{m1} timeout=1")),
                        turns("WS /silent", "3 x WS /x"))
                .differs("A handshake that times out is a failure", "clients that come back at once would come back to the same member")
                .row("2377", "a member that lets nobody in", balancer("c2377", members("{full} connectiontimeout=1", "{m1}")),
                        turns("3 x GET /x"));
    }

    private static void tunnels(Hosts hosts) {
        hosts.row("1083", "by requests, tunnels that stay open", balancer("c1083", sockets("{m0}", "{m1}")), turns("6 x WS /x"))
                .row("1084", "by busyness, tunnels that end", balancer("c1084", sockets("{m0}", "{m1}") + "ProxySet lbmethod=bybusyness\n"),
                        host -> Members.of(host).turn("5 x WS /c1084").end(0, "/c1084").turn("4 x WS /x"))
                .row("1084b", "by requests, tunnels that end", balancer("c1084b", sockets("{m0}", "{m1}")),
                        host -> Members.of(host).turn("5 x WS /c1084b").end(0, "/c1084b").turn("4 x WS /x"))
                .row("1087", "upgrade= on members", balancer("c1087", members("{m0} upgrade=websocket", "{m1} upgrade=websocket")),
                        turns("2 x WS /x", "GET /x", "2 x WS /x"))
                .row("2378", "http members without upgrade=", balancer("c2378", members("{a}", "{a}/x")), says("WS /x", "GET /x"))
                .differs("Members are told apart by their whole URL", "who writes two URLs means two members")
                .row("2379", "members of both kinds", balancer("c2379", members("{m0}", "{m2} upgrade=ANY") + sockets("{m1}")),
                        turns("6 x GET /x", "3 x WS /x"))
                .row("63", "a plain request for ws members, Off", "ProxyWebsocketFallbackToProxyHttp Off\n"
                        + balancer("c63", sockets("{a}")), says("GET /x", "WS /x", "GET /x | Upgrade: h2c"))
                .row("2380", "a plain request for ws members, On", balancer("c2380", sockets("{a}")), says("GET /x", "WS /x"));
    }

    private static void shapes(Hosts hosts) {
        hosts.row("1088", "no slash at the end", section("c1088", members("{m0}")) + "ProxyPass / balancer://c1088\n", host -> {
            Members.of(host).turn("GET /y", "GET /", "WS /y");
            host.stage().warned("AH01144");
        })
                .row("2381", "paths of the request, the line and the member", section("c2381", members("{a}/base")) + section("c2381b",
                        members("{a}/base/")) + section("c2381c", members("{a}")) + """
                        ProxyPass /p/ balancer://c2381/q/
                        ProxyPass /r balancer://c2381
                        ProxyPass /s/ balancer://c2381b/t/
                        ProxyPass /u balancer://c2381c
                        ProxyPass /v/ balancer://c2381c/
                        ProxyPass /n/ balancer://c2381c/ nocanon
                        ProxyPassMatch ^/m/(.*)/(.*)$ balancer://c2381c/$2/$1
                        """, says("GET /p/x?y=1", "GET /p/", "GET /r/x", "GET /r", "GET /s/x", "GET /u/x", "GET /u", "GET /v/a%20b?%41",
                                "GET /v/%7e%3b", "GET /n/a%20b%7e", "GET /m/a/b?c"))
                .row("2382", "rules, sections and handlers that name a balancer", section("c2382", members("{a}")) + """
                        RewriteEngine on
                        RewriteRule ^/r/(.*) balancer://c2382/rule/$1 [P]
                        RewriteRule ^/s/(.*) BALANCER://C2382/rule/$1 [P]
                        <Location /l/>
                        ProxyPass balancer://c2382/location/
                        </Location>
                        <Location /l2/>
                        ProxyPass balancer://c2382/location2/ nocanon
                        ProxyPassReverse balancer://c2382/location2/
                        </Location>
                        """, says("GET /r/x?y", "GET /s/x", "GET /l/x?y", "GET /l2/x", "GET /r/a%20b"))
                .row("2383", "a balancer that is not there", """
                        ProxyPass /p/ balancer://c2383/
                        RewriteEngine on
                        RewriteRule ^/r/(.*) balancer://c2383b/$1 [P]
                        """, says("GET /p/x", "WS /p/x", "GET /r/x"))
                .row("2384", "a balancer without members", section("c2384",
                        "ProxySet lbmethod=byrequests\n") + "ProxyPass / balancer://c2384/\n",
                        says("GET /x"))
                .row("2385", "members before and after, outside of a section", """
                        BalancerMember balancer://c2385 http://{m0}
                        ProxyPass / balancer://c2385/
                        BalancerMember balancer://C2385 http://{m1}
                        ProxySet balancer://c2385 stickysession=S
                        """, turns("4 x GET /x"))
                .row("2386", "what a member gets", balancer("c2386", members("{b}")), hears("GET /x", "WS /x",
                        "POST /x | Content-Length: 0"))
                .row("2387", "what a member gets with ProxyPreserveHost", "ProxyPreserveHost On\n" + balancer("c2387", members("{b}")),
                        hears("GET /x"))
                .row("2388", "what a ws member gets", balancer("c2388", sockets("{b}/base")), hears("WS /x?y", "GET /x"))
                .row("2389", "ProxyPassReverse", section("c2389", members("{a}")) + """
                        ProxyPass /p/ balancer://c2389/
                        ProxyPassReverse /p/ balancer://c2389/
                        """, says("GET /p/x | X-Answer: 302 Found~Location: http://{a}/y",
                                "GET /p/x | X-Answer: 302 Found~Location: balancer://c2389/y",
                                "GET /p/x | X-Answer: 302 Found~Location: http://other.test/y"))
                .differs("ProxyPassReverse makes no double slash", "a path with // is another path to many backends")
                .row("2390", "an exclusion, and a line before the balancer's", section("c2390", members("{a}")) + """
                        ProxyPass /no !
                        ProxyPass /b/ http://{b}/
                        ProxyPass / balancer://c2390/
                        """, says("GET /no/x", "GET /b/x", "GET /x"));
    }

    /** Balancers of the main server; the second virtual host of a row is opened inside of the first one's lines. */
    private static void inheritance(Hosts hosts) {
        String other = "</VirtualHost>\n<VirtualHost *:{port}>\nServerName other%s.test\nProxyPass / balancer://main%s/\n";
        hosts.row("2391", "two virtual hosts with the balancer of the main server", "ProxyPass / balancer://main2391/\n"
                        + other.replace("%s", "2391"), turns("3 x GET /x", "3 x GET /x | Host: other2391.test", "2 x GET /x"))
                .row("2392", "a virtual host with a balancer of the same name", balancer("main2392", members("{m2}", "{m3}"))
                        + other.replace("%s", "2392"), turns("4 x GET /x", "4 x GET /x | Host: other2392.test"))
                .row("2393", "BalancerInherit Off", "BalancerInherit Off\nProxyPass / balancer://main2393/\n", turns("2 x GET /x"))
                .row("2394", "a document for the error", "ErrorDocument 503 \"nobody is there\"\n" + balancer("c2394", members("{closed}")),
                        host -> host.bodies("GET /x", "WS /x"))
                .differs("Pages and texts are UTF-8", "a configuration is written in UTF-8 today")
                .row("2395", "failonstatus and ProxyErrorOverride", "ProxyErrorOverride On\n" + balancer("c2395", members("{m0}", "{m1}")
                        + "ProxySet failonstatus=503\n"), turns("GET /status/503", "3 x GET /x"))
                .row("2396", "a member in error is tried again after its time", balancer("c2396", members("{m0} retry=2", "{m1}")
                        + "ProxySet failonstatus=503\n"), host -> Members.of(host).turn("GET /status/503", "2 x GET /x")
                                .until("m0 again", "4 x GET /x", ".*0.*"))
                .row("2397", "a dead member is asked again after its time, and nobody notices", balancer("c2397",
                        members("{closed} retry=1", "{m1}")), host -> Members.of(host).turn("2 x GET /x")
                                .until("m1", "4 x GET /x", "1{4}"));
    }

    private static void plainly(Asking host, String request) {
        try {
            Members.of(host).turn(request);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
