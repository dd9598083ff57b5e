package dev.culvert.parity;

import static dev.culvert.parity.Members.turns;

import java.util.List;

/** Rows T-073 to T-075, T-082, T-086, T-089 and T-092 to T-095: which member of a balancer is next. */
final class BalancerChoiceCases {
    /** Members of uneven weight, and as many requests as tell one rule from another. */
    private static final String UNEVEN = """
            BalancerMember http://{m0} loadfactor=5
            BalancerMember http://{m1} loadfactor=3
            BalancerMember http://{m2} loadfactor=2
            """;

    private BalancerChoiceCases() {}

    static List<Case> all() {
        Hosts hosts = new Hosts("balancers: whose turn it is", "MaxKeepAliveRequests 0\n");
        byRequests(hosts);
        byOther(hosts);
        sets(hosts);
        spares(hosts);
        states(hosts);
        return hosts.cases();
    }

    /** A balancer with these lines, and all of the host for it. */
    static String balancer(String name, String lines) {
        return section(name, lines) + "ProxyPass / balancer://" + name + "/\n";
    }

    static String section(String name, String lines) {
        return "<Proxy balancer://" + name + ">\n" + lines + "</Proxy>\n";
    }

    /** A member for each, with what stands behind its name. */
    static String members(String... members) {
        return String.join("", List.of(members).stream().map(member -> "BalancerMember http://" + member + "\n").toList());
    }

    private static void byRequests(Hosts hosts) {
        hosts.row("1073", "three of equal weight", balancer("c1073", members("{m0}", "{m1}", "{m2}")), turns("9 x GET /x"))
                .row("1074", "weights of 5, 3 and 2", balancer("c1074", UNEVEN), turns("20 x GET /x"))
                .row("1075", "weights of 2.5 and 1", balancer("c1075", members("{m0} loadfactor=2.5", "{m1}")), turns("14 x GET /x"))
                .row("2301", "300 by requests", balancer("c2301", UNEVEN + "ProxySet lbmethod=byrequests\n"), turns("300 x GET /x"))
                .row("2302", "weights far apart", balancer("c2302", members("{m0} loadfactor=1.25", "{m1} loadfactor=100",
                        "{m2} loadfactor=17.5", "{m3}")), turns("300 x GET /x"))
                .row("2303", "weights with three decimals", balancer("c2303", members("{m0} loadfactor=1.009", "{m1} loadfactor=1.001",
                        "{m2} loadfactor=1.996")), turns("60 x GET /x"))
                .row("2304", "methods and statuses count alike", balancer("c2304", members("{m0}", "{m1} loadfactor=2")),
                        turns("4 x GET /x", "3 x HEAD /x", "2 x POST /x | Content-Length: 5", "3 x GET /status/404", "4 x GET /status/500",
                                "3 x WS /x"))
                .row("1089", "the same URL twice has no more weight", balancer("c1089", members("{m0}", "{m0}", "{m1}")),
                        turns("6 x GET /x"))
                .row("2305", "the same URL with another path is another member", balancer("c2305",
                        members("{m0}/a", "{m0}/b", "{m1}")), turns("6 x GET /x"));
    }

    private static void byOther(Hosts hosts) {
        hosts.row("2306", "300 by busyness, none of them at once", balancer("c2306", UNEVEN + "ProxySet lbmethod=bybusyness\n"),
                        turns("300 x GET /x"))
                .row("2307", "300 by traffic", balancer("c2307", UNEVEN + "ProxySet lbmethod=bytraffic\n"), turns("300 x GET /size/20000"))
                .row("2308", "by traffic, answers of different size", balancer("c2308", members("{m0}", "{m1}")
                        + "ProxySet lbmethod=bytraffic\n"), turns("1 x GET /size/50000", "8 x GET /size/10000", "1 x GET /size/100000",
                                "20 x GET /size/10000"))
                .row("2309", "by traffic, bodies to the backend", balancer("c2309", members("{m0}", "{m1}")
                        + "ProxySet lbmethod=bytraffic\n"), turns("1 x POST /x | Content-Length: 50000",
                                "8 x GET /size/10000", "5 x POST /x | Content-Length: 20000"))
                .row("2310", "by busyness, tunnels are work", balancer("c2310", """
                        BalancerMember ws://{m0} loadfactor=2
                        BalancerMember ws://{m1}
                        BalancerMember ws://{m2} lbset=1
                        ProxySet lbmethod=bybusyness
                        """), turns("5 x WS /x", "2 x WS /x", "GET /x"))
                .row("2311", "by traffic, an open tunnel has carried nothing yet", balancer("c2311", """
                        BalancerMember ws://{m0}
                        BalancerMember ws://{m1}
                        ProxySet lbmethod=bytraffic
                        """), turns("4 x WS /x", "2 x GET /size/5000", "3 x WS /x"));
    }

    private static void sets(Hosts hosts) {
        hosts.row("1082", "the lowest set that can", balancer("c1082", members("{m0} lbset=1", "{m1}", "{m2} lbset=1")),
                        turns("4 x GET /x"))
                .row("1082b", "the next set when the lowest is dead", balancer("c1082b", members("{m0} lbset=1", "{closed}",
                        "{m2} lbset=1")),
                        turns("4 x GET /x"))
                .row("2312", "sets with gaps and a disabled one", balancer("c2312", members("{m0} lbset=99", "{m1} lbset=7 status=D",
                        "{m2} lbset=50", "{m3} lbset=50")), turns("4 x GET /x"))
                .row("2313", "a standby of the lower set before the next set", balancer("c2313", members("{closed}", "{m1} status=+H",
                        "{m2} lbset=1")), turns("4 x GET /x"))
                .row("2314", "a spare of the lower set before the next set", balancer("c2314", members("{closed}", "{m1} status=+R",
                        "{m2} lbset=1")), turns("4 x GET /x"));
    }

    private static void spares(Hosts hosts) {
        hosts.row("1092", "one spare for one dead member", balancer("c1092", members("{closed}", "{m0}", "{m1} status=+R",
                "{m2} status=+R")),
                        turns("8 x GET /x"))
                .row("1093", "two spares for two dead members, and a standby that is not asked", balancer("c1093",
                        members("{closed}", "{closed}", "{m0}", "{m1} status=+R", "{m2} status=+R", "{m3} status=+H")), turns("9 x GET /x"))
                .row("1094", "a standby when all regular ones are dead", balancer("c1094", members("{closed}", "{m1} status=+H")),
                        turns("3 x GET /x"))
                .row("1094b", "no standby while a regular one lives", balancer("c1094b", members("{m0}", "{m1} status=+H")),
                        turns("3 x GET /x"))
                .row("1095", "a drained member is for its own sessions", balancer("c1095", members("{m0} route=a status=+N", "{m1} route=b")
                        + "ProxySet stickysession=S\n"), turns("3 x GET /x", "GET /x | Cookie: S=x.a", "GET /x | Cookie: S=x.b",
                                "2 x GET /x", "WS /x | Cookie: S=x.a"))
                .row("2315", "a drained member wants a spare too", balancer("c2315", members("{m0} status=+N", "{m1} status=+R", "{m2}")),
                        turns("6 x GET /x"))
                .row("2316", "a disabled member wants a spare too", balancer("c2316", members("{m0} status=D", "{m1} status=R", "{m2}")),
                        turns("6 x GET /x"))
                .row("2317", "spares alone", balancer("c2317", members("{m0} status=R", "{m1} status=R")), turns("3 x GET /x"))
                .row("2318", "standbys alone", balancer("c2318", members("{m0} status=H", "{m1} status=H loadfactor=2")),
                        turns("6 x GET /x"))
                .row("2319", "a member that is spare and standby", balancer("c2319", members("{closed}", "{m1} status=RH",
                        "{m2} status=H")),
                        turns("4 x GET /x"));
    }

    private static void states(Hosts hosts) {
        hosts.row("1086", "a member that starts in error is tried at once", balancer("c1086", members("{m0}", "{m1} status=+E retry=100")),
                        turns("3 x GET /x"))
                .row("2320", "states a member starts in", balancer("c2320", members("{m0} status=D", "{m1} status=+S", "{m2} status=dn",
                        "{m3}")), turns("3 x GET /x"))
                .row("2321", "states taken back", balancer("c2321", members("{m0} status=+D-D", "{m1} status=H-H", "{m2} status=+N-n",
                        "{m3} status=-E")), turns("8 x GET /x"))
                .row("2322", "a member whose check has failed from the start", balancer("c2322", members("{m0}", "{m1} status=C")),
                        turns("3 x GET /x"))
                .row("2323", "none that can", balancer("c2323", members("{m0} status=D", "{m1} status=S")), turns("2 x GET /x", "WS /x"))
                .row("2324", "by heartbeats that never came", balancer("c2324", members("{m0}", "{m1}") + "ProxySet lbmethod=heartbeat\n"),
                        turns("2 x GET /x"));
    }
}
