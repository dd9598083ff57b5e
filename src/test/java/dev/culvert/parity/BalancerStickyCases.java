package dev.culvert.parity;

import static dev.culvert.parity.BalancerChoiceCases.balancer;
import static dev.culvert.parity.BalancerChoiceCases.members;
import static dev.culvert.parity.BalancerChoiceCases.section;
import static dev.culvert.parity.Members.turns;

import java.io.IOException;
import java.util.List;

/** Rows T-079, T-080, T-085, T-096, T-099 and 112: requests that name their member. */
final class BalancerStickyCases {
    private static final String TWO = members("{m0} route=a", "{m1} route=b");
    /** What a balancer tells the rest of the configuration. */
    private static final String TOLD = """
            Header always set X-Told "%{BALANCER_SESSION_STICKY}e %{BALANCER_SESSION_ROUTE}e %{BALANCER_WORKER_ROUTE}e \
            %{BALANCER_ROUTE_CHANGED}e %{BALANCER_NAME}e %{BALANCER_WORKER_NAME}e"
            """;
    private static final String COOKIE =
            "Header add Set-Cookie \"ROUTEID=.%{BALANCER_WORKER_ROUTE}e; path=/\" env=BALANCER_ROUTE_CHANGED\n";
    private static final String[] FORMS = {"GET /x", "GET /x | Cookie: ROUTEID=zz.b", "GET /x | Cookie: ROUTEID=a.b.c",
        "GET /x | Cookie: ROUTEID=b", "GET /x | Cookie: XROUTEID=.b", "GET /x?ROUTEID=.b", "GET /x;ROUTEID=.b",
        "GET /x;ROUTEID=A.b/y", "GET /x | Cookie: ROUTEID=.b", "GET /x | Cookie: a=b; ROUTEID=.b; c=d", "GET /x | Cookie: a=b;ROUTEID=.b",
        "GET /x | Cookie: a=b,ROUTEID=.b,c", "GET /x | Cookie: a=b ROUTEID=.b", "GET /x | Cookie: routeid=.b",
        "GET /x | Cookie: ROUTEID =.b", "GET /x | Cookie: ROUTEID= .b", "GET /x | Cookie: ROUTEID=\".b\"",
        "GET /x | Cookie: ROUTEID=.a; ROUTEID=.b", "GET /x | Cookie: XROUTEID=.a; ROUTEID=.b", "GET /x | Cookie: a=b | Cookie: ROUTEID=.b",
        "GET /x | Cookie: ROUTEID=.B", "GET /x | Cookie: ROUTEID=.", "GET /x | Cookie: ROUTEID=", "GET /x | Cookie: ROUTEID",
        "GET /x?ROUTEID=.a | Cookie: ROUTEID=.b", "GET /x?ROUTEID=a | Cookie: ROUTEID=.b", "GET /x?a=1&ROUTEID=q.b&c=d",
        "GET /x?XROUTEID=.b", "GET /x?ROUTEID=.b;c", "GET /x;ROUTEID=.b;c", "GET /x;ROUTEID=.b?c=d", "GET /ROUTEID=.b",
        "GET /x?a=ROUTEID=.b",
        "GET /x?ROUTEID=%2eb", "GET /x;ROUTEID=%2eb", "GET /x?ROUTEID=.%62", "GET /x?ROUTEIDX=.a&ROUTEID=.b", "GET /x?ROUTEID=.b/y",
        "HEAD /x?ROUTEID=.b"};

    private BalancerStickyCases() {}

    static List<Case> all() {
        Hosts hosts = new Hosts("balancers: sessions", "MaxKeepAliveRequests 0\n");
        forms(hosts);
        failing(hosts);
        told(hosts);
        cookies(hosts);
        return hosts.cases();
    }

    private static void forms(Hosts hosts) {
        hosts.row("1099", "the forms of a session", TOLD + balancer("c1099", TWO + "ProxySet stickysession=ROUTEID\n"), lines(FORMS))
                .row("1099b", "the forms of a session in a handshake", TOLD + balancer("c1099b", """
                        BalancerMember ws://{m0} route=a
                        BalancerMember ws://{m1} route=b
                        ProxySet stickysession=ROUTEID
                        """), turns("WS /x | Cookie: ROUTEID=.b", "WS /x | Cookie: ROUTEID=.b", "WS /x?ROUTEID=.b", "WS /x;ROUTEID=.b",
                                "WS /x | Cookie: ROUTEID=.a", "WS /x | Cookie: ROUTEID=.a", "2 x GET /x?ROUTEID=.a"))
                .row("2330", "a cookie and a parameter of other names", TOLD + balancer("c2330", TWO
                        + "ProxySet stickysession=JSESSIONID|jsessionid\n"), lines("GET /x;jsessionid=1.b",
                                "GET /x | Cookie: JSESSIONID=1.b",
                                "GET /x?JSESSIONID=1.b", "GET /x | Cookie: jsessionid=1.b",
                                "GET /x;jsessionid=1.a | Cookie: JSESSIONID=1.b"))
                .row("2331", "; ends a parameter", TOLD + balancer("c2331", TWO + "ProxySet stickysession=S scolonpathdelim=On\n"),
                        lines("GET /x;S=1.b;c", "GET /x;S=1.b/y", "GET /x?S=1.b;c", "GET /x | Cookie: S=1.b;c"))
                .row("2332", "another separator", TOLD + balancer("c2332", TWO + "ProxySet stickysession=S stickysessionsep=:\n"),
                        lines("GET /x?S=1:b", "GET /x?S=1.b", "GET /x | Cookie: S=x:b", "GET /x | Cookie: S=:b:c"))
                .row("2333", "no separator", TOLD + balancer("c2333", TWO + "ProxySet stickysession=S stickysessionsep=Off\n"),
                        lines("GET /x?S=b", "GET /x?S=1.b", "GET /x | Cookie: S=b", "GET /x | Cookie: S=b; c=d"))
                .row("2334", "parameters on the ProxyPass line", TOLD + section("c2334", TWO)
                        + "ProxyPass / balancer://c2334/ stickysession=S lbmethod=bybusyness nofailover=Off\n",
                        lines("GET /x?S=1.b", "GET /x?S=1.b", "GET /x?S=1.a"))
                .row("2335", "sessions without routes", TOLD + balancer("c2335", members("{m0}", "{m1}") + "ProxySet stickysession=S\n"),
                        lines("GET /x", "GET /x?S=1.b", "GET /x?S=1.b"))
                .row("2336", "routes without sessions", TOLD + balancer("c2336", TWO), lines("GET /x", "GET /x?ROUTEID=.a", "GET /x"))
                .row("2337", "one route for two members", balancer("c2337", members("{m0} route=a", "{m1} route=a", "{m2} route=b")
                        + "ProxySet stickysession=S\n"), turns("4 x GET /x?S=1.a", "6 x GET /x"))
                .row("2338", "a request that sticks is a turn as well", balancer("c2338", members("{m0} route=a", "{m1} route=b",
                        "{m2} route=c")
                        + "ProxySet stickysession=S\n"), turns("4 x GET /x?S=1.b", "12 x GET /x", "2 x GET /x?S=1.c", "6 x GET /x"))
                .row("2339", "a request that sticks, weights of 5, 3 and 2", balancer("c2339", members("{m0} route=a loadfactor=5",
                        "{m1} route=b loadfactor=3", "{m2} route=c loadfactor=2") + "ProxySet stickysession=S\n"),
                        turns("3 x GET /x?S=1.c", "20 x GET /x", "3 x GET /x?S=1.a", "20 x GET /x"));
    }

    private static void failing(Hosts hosts) {
        hosts.row("1079", "nofailover and a member that is dead", balancer("c1079", members("{closed} route=d", "{m1} route=b")
                        + "ProxySet stickysession=S nofailover=On\n"), turns("2 x GET /x | Cookie: S=x.d", "GET /x | Cookie: S=x.b",
                                "WS /x | Cookie: S=x.d", "2 x GET /x"))
                .row("1080", "nofailover and a route nobody has", balancer("c1080", TWO + "ProxySet stickysession=S nofailover=On\n"),
                        turns("2 x GET /x | Cookie: S=x.zz", "2 x GET /x"))
                .row("112", "stickysession with nofailover, r1 dead", balancer("c112", """
                        BalancerMember ws://{closed} route=r1
                        BalancerMember ws://{m1} route=r2
                        ProxySet stickysession=SID nofailover=On
                        """), turns("WS /x?SID=x.r1", "WS /x?SID=x.r2", "WS /x | Cookie: SID=x.r2"))
                .row("2340", "without nofailover the session moves", TOLD + balancer("c2340", members("{closed} route=d", "{m1} route=b")
                        + "ProxySet stickysession=S\n"), lines("GET /x?S=1.d", "GET /x?S=1.d", "GET /x?S=1.b"))
                .row("1096", "a disabled member redirects its sessions", TOLD + COOKIE + balancer("c1096",
                        members("{m0} route=a status=D redirect=b", "{m1} route=b", "{m2} route=c") + "ProxySet stickysession=S\n"),
                        lines("GET /x | Cookie: S=.a", "GET /x | Cookie: S=.a", "GET /x | Cookie: S=.b", "GET /x | Cookie: S=.c"))
                .row("2341", "a dead member redirects its sessions", TOLD + balancer("c2341", members("{closed} route=a redirect=b",
                        "{m1} route=b", "{m2} route=c") + "ProxySet stickysession=S\n"), lines("GET /x?S=.a", "GET /x?S=.a", "GET /x?S=.a"))
                .row("2342", "a redirect to a standby", TOLD + balancer("c2342", members("{m0} route=a status=D redirect=b",
                        "{m1} route=b status=+H", "{m2} route=c") + "ProxySet stickysession=S\n"),
                        lines("GET /x?S=.a", "GET /x?S=.a", "GET /x?S=.b", "GET /x"))
                .row("2343", "a redirect to a route nobody has", TOLD + balancer("c2343", members("{m0} route=a status=D redirect=z",
                        "{m1} route=b") + "ProxySet stickysession=S\n"), lines("GET /x?S=.a", "GET /x?S=.z"))
                .row("2344", "a redirect of a member that works is not used", TOLD + balancer("c2344", members("{m0} route=a redirect=b",
                        "{m1} route=b") + "ProxySet stickysession=S\n"), lines("GET /x?S=.a", "GET /x?S=.a"))
                .row("2345", "nofailover, and a redirect", TOLD + balancer("c2345", members("{m0} route=a status=D redirect=b",
                        "{m1} route=b", "{m2} route=c status=D") + "ProxySet stickysession=S nofailover=On\n"),
                        lines("GET /x?S=.a", "GET /x?S=.b", "GET /x?S=.c"))
                .row("2346", "a session of a spare, a standby, another set", TOLD + balancer("c2346", members("{m0} route=a",
                        "{m1} route=r status=R", "{m2} route=h status=H", "{m3} route=l lbset=3") + "ProxySet stickysession=S\n"),
                        lines("GET /x?S=.r", "GET /x?S=.h", "GET /x?S=.l", "GET /x?S=.l", "GET /x"))
                .row("2347", "a session of a member that is stopped, ignored, in error", TOLD + balancer("c2347",
                        members("{m0} route=s status=S", "{m1} route=i status=I", "{m2} route=e status=E", "{m3} route=c status=C")
                        + "ProxySet stickysession=S\n"), lines("GET /x?S=.s", "GET /x?S=.i", "GET /x?S=.e", "GET /x?S=.c"));
    }

    private static void told(Hosts hosts) {
        hosts.row("2348", "what a balancer tells of a free choice", TOLD + balancer("c2348", members("{m0}")), lines("GET /x", "HEAD /x"))
                .row("2349", "what a balancer tells of a failure", TOLD + balancer("c2349", members("{closed} route=a")
                        + "ProxySet stickysession=S\n"), lines("GET /x", "GET /x?S=1.a"))
                .row("2350", "what a balancer tells of a member with a path", TOLD + balancer("C2350X", members("{m0}/Base/ route=a"))
                        .replaceFirst("ProxyPass / balancer://C2350X", "ProxyPass /p balancer://c2350x/q"), lines("GET /p/x"))
                .row("2351", "the variables are there for a log", "LogFormat \"%{BALANCER_NAME}e %{BALANCER_WORKER_NAME}e"
                        + " %{BALANCER_WORKER_ROUTE}e %{BALANCER_ROUTE_CHANGED}e %U\" told\nCustomLog {dir}/c2351.log told\n"
                        + balancer("c2351", TWO + "ProxySet stickysession=S\n"), host -> {
                            Members.of(host).turn("GET /x", "GET /y?S=1.b");
                            host.stage().written("c2351.log", 2);
                        })
                .row("2352", "the variables are not there for the request", "RequestHeader set X-Route \"<%{BALANCER_WORKER_ROUTE}e>\"\n"
                        + balancer("c2352", members("{b} route=b") + "ProxySet stickysession=S\n"), Talk.hears("GET /x", "GET /x?S=1.b"));
    }

    private static void cookies(Hosts hosts) {
        String rk = section("c1085h", TWO + "ProxySet stickysession=ROUTEID\n") + section("c1085w", """
                BalancerMember ws://{m0} route=a
                BalancerMember ws://{m1} route=b
                ProxySet stickysession=ROUTEID
                """) + COOKIE + """
                RewriteEngine on
                RewriteCond %{HTTP:Upgrade} =websocket [NC]
                RewriteRule /(.*) balancer://c1085w/$1 [P,L]
                RewriteCond %{HTTP:Upgrade} !=websocket [NC]
                RewriteRule /(.*) balancer://c1085h/$1 [P,L]
                ProxyPassReverse / balancer://c1085h/
                """;
        hosts.row("1085", "a cluster for HTTP and one for WebSocket, and no cookie with a 101", rk, host -> {
            Members.of(host).lines("Set-Cookie", "WS /x");
        }).differs("The route cookie comes with the 101", "the first request of a client may be its handshake")
                .row("1085b", "a cluster for HTTP and one for WebSocket, the same routes", rk.replace("c1085", "c1085b"), host -> {
                    Members members = Members.of(host);
                    members.lines("Set-Cookie", "GET /x", "GET /x | Cookie: ROUTEID=.a", "GET /x | Cookie: ROUTEID=.z",
                            "POST /x | Content-Length: 3");
                    members.turn("3 x WS /x | Cookie: ROUTEID=.b", "3 x WS /x | Cookie: ROUTEID=.a", "2 x GET /x | Cookie: ROUTEID=.b");
                })
                .row("2353", "the cookie of the manual", COOKIE + balancer("c2353", TWO + "ProxySet stickysession=ROUTEID\n"), host ->
                        Members.of(host).lines("Set-Cookie", "GET /x", "GET /x", "GET /x | Cookie: ROUTEID=.a",
                                "GET /x | Cookie: ROUTEID=.z",
                                "GET /status/404", "GET /status/503", "GET /x | Cookie: ROUTEID=a"))
                .row("2354", "the cookie of the manual when the member died", COOKIE + balancer("c2354",
                        members("{closed} route=a", "{m1} route=b") + "ProxySet stickysession=ROUTEID\n"), host ->
                        Members.of(host).lines("Set-Cookie", "GET /x | Cookie: ROUTEID=.a", "GET /x | Cookie: ROUTEID=.b"))
                .row("2355", "Socket.IO: polls, then upgrades where it polled", COOKIE + section("c2355", """
                        BalancerMember http://{m0} route=a upgrade=websocket
                        BalancerMember http://{m1} route=b upgrade=websocket
                        BalancerMember http://{m2} route=c upgrade=websocket
                        ProxySet stickysession=ROUTEID
                        """) + "ProxyPass /socket.io/ balancer://c2355/socket.io/\n", BalancerStickyCases::socketIo);
    }

    /** Three clients side by side, each with a session of its own. */
    private static void socketIo(Asking host) throws IOException {
        Members members = Members.of(host);
        for (int client = 0; client < 3; client++) {
            String cookie = " | Cookie: io=x; " + members.cookie("GET /socket.io/?EIO=4&transport=polling");
            members.turn("2 x GET /socket.io/?EIO=4&transport=polling&sid=1" + cookie,
                    "POST /socket.io/?EIO=4&transport=polling&sid=1 | Content-Length: 2" + cookie,
                    "WS /socket.io/?EIO=4&transport=websocket&sid=1" + cookie,
                    "GET /socket.io/?EIO=4&transport=polling&sid=1" + cookie);
        }
    }

    private static Talk lines(String... requests) {
        return host -> Members.of(host).lines("X-Told", requests);
    }
}
