package dev.culvert.parity;

import static dev.culvert.parity.BalancerChoiceCases.balancer;
import static dev.culvert.parity.BalancerChoiceCases.members;

import java.util.List;
import java.util.stream.Stream;

/** Rows T-195 to T-197: members that are asked how they are. */
final class HealthCases {
    private static final String BOTH = "(01)+0?|(10)+1?";
    private static final String OFTEN = " hcinterval=200ms";

    /** Members of other cases do not answer: their checks must be over soon, and not keep those of this one waiting. */
    private static final String COMMON = "MaxKeepAliveRequests 0\nLogLevel warn proxy_hcheck:info\nTimeout 2\nProxyHCTPsize 64\n";

    private static final String PATH = "The path of a check is a path";

    private HealthCases() {}

    static List<Case> all() {
        Hosts hosts = new Hosts("health checks", COMMON);
        ends(hosts);
        turns(hosts);
        conditions(hosts);
        Hosts counted = new Hosts("health checks that are counted", COMMON);
        rows(counted);
        Hosts questions = new Hosts("what health checks ask", COMMON);
        questions(questions);
        return Stream.of(hosts, counted, questions).map(Hosts::cases).flatMap(List::stream).toList();
    }

    private static void ends(Hosts hosts) {
        hosts.row("1195", "GET with an expression, and a status that does not fit", "ProxyHCExpr ok1195 {%{REQUEST_STATUS} =~ /^[23]/}\n"
                + balancer("c1195", members("{m0} hcmethod=GET hcuri=/status/500 hcexpr=ok1195" + OFTEN, "{m1}")), host -> {
                    Members.of(host).until("m1 alone", "6 x GET /x", "1{6}").turn("2 x WS /x");
                    host.stage().warned("AH03303");
                })
                .row("1196", "TCP and a dead port", balancer("c1196", members("{closed} hcmethod=TCP hcfails=1" + OFTEN, "{m1}")),
                        host -> {
                            host.stage().warned("AH03303");
                            Members.of(host).until("m1 alone", "4 x GET /x", "1{4}");
                        })
                .row("1197", "GET of a ws member, 200 and 500", balancer("c1197", """
                        BalancerMember ws://{m0} hcmethod=GET hcuri=/health hcinterval=200ms
                        BalancerMember ws://{m1} hcmethod=GET hcuri=/status/500 hcinterval=200ms
                        """), host -> Members.of(host).until("m0 alone", "4 x WS /x", "0{4}"))
                .row("2410", "all of them have failed", balancer("c2410", members("{m0} hcmethod=GET hcuri=/status/500" + OFTEN,
                        "{m1} hcmethod=GET hcuri=/status/404" + OFTEN)), host ->
                        Members.of(host).until("none", "3 x GET /x", "(\\[503\\]){3}").turn("GET /x", "WS /x"));
    }

    private static void turns(Hosts hosts) {
        hosts.row("2411", "a member that fails and comes back", balancer("c2411", members("{m0} hcmethod=GET hcuri=/health" + OFTEN,
                "{m1}")),
                host -> {
                    Members members = Members.of(host).until("both", "8 x GET /x", BOTH);
                    members.health(0, "500 Ill").until("m1 alone", "6 x GET /x", "1{6}");
                    members.health(0, "200 OK").until("both again", "8 x GET /x", BOTH);
                    host.stage().warned("AH03302");
                })
                .row("2412", "a check brings back what requests found dead", balancer("c2412",
                        members("{m0} hcmethod=GET hcuri=/health retry=600" + OFTEN, "{m1} retry=0")
                                + "ProxySet failonstatus=503\n"), host -> {
                            Members members = Members.of(host).until("both", "8 x GET /x", BOTH);
                            members.health(0, "500 Ill").until("m1 alone", "6 x GET /x", "1{6}");
                            members.health(0, "204 OK").until("both again", "8 x GET /x", BOTH);
                            members.until("m0 says 503", "GET /status/503", "\\[0 503\\]").until("both once more", "8 x GET /x", BOTH);
                        })
                .row("2414", "OPTIONS asks for nothing in particular", balancer("c2414", members("{m0} hcmethod=OPTIONS hcuri=/status/500"
                        + OFTEN, "{m1}")), host -> {
                            Members members = Members.of(host).until("both", "8 x GET /x", BOTH);
                            members.health(0, "404 Ill").until("m1 alone", "6 x GET /x", "1{6}");
                        })
                .row("2415", "a disabled member and a standby are checked", balancer("c2415", members("{m0} status=D",
                        "{m1} status=+H hcmethod=GET hcuri=/health" + OFTEN, "{m2} status=+H")), host -> {
                            Members members = Members.of(host).until("both standbys", "8 x GET /x", "(12)+|(21)+");
                            members.health(1, "500 Ill").until("the other standby", "6 x GET /x", "2{6}");
                        })
                .row("2416", "a spare for a member whose check fails", balancer("c2416", members("{m0} hcmethod=GET hcuri=/health" + OFTEN,
                        "{m1} status=+R")), host -> {
                            Members members = Members.of(host).until("m0 alone", "4 x GET /x", "0{4}");
                            members.health(0, "500 Ill").until("its spare", "6 x GET /x", "1{6}");
                            members.health(0, "200 OK").until("m0 again", "6 x GET /x", "0{6}");
                        });
    }

    /** Each has a member of its own, whose checks are counted. */
    private static void rows(Hosts hosts) {
        hosts.row("2413", "hcfails and hcpasses", balancer("c2413", members("{m0} hcmethod=HEAD hcuri=/health hcfails=3 hcpasses=3" + OFTEN,
                        "{m1}")), host -> {
                            Members members = Members.of(host).until("both", "8 x GET /x", BOTH);
                            members.health(0, "500 Ill").until("m1 alone", "6 x GET /x", "1{6}").checked(0, 3);
                            members.health(0, "200 OK").until("both again", "8 x GET /x", BOTH).checked(0, 3);
                        })
                .row("2427", "failures add up, whatever is between them", balancer("c2427",
                        members("{m2} hcmethod=HEAD hcuri=/health hcfails=2 hcpasses=12" + OFTEN, "{m1}")), host -> {
                            Members members = Members.of(host).health(2, "500 Ill").until("m1 alone", "6 x GET /x", "1{6}");
                            members.health(2, "200 OK").until("both", "8 x GET /x", "(12)+|(21)+").checked(2, 12);
                            members.health(2, "500 Ill", "200 OK", "500 Ill", "200 OK", "500 Ill", "500 Ill", "200 OK")
                                    .until("m1 alone", "6 x GET /x", "1{6}").checked(2, 6);
                        })
                .row("2428", "successes add up, whatever is between them", balancer("c2428",
                        members("{m3} hcmethod=HEAD hcuri=/health hcfails=12 hcpasses=2" + OFTEN, "{m1}")), host -> {
                            Members members = Members.of(host).health(3, "500 Ill").until("m1 alone", "6 x GET /x", "1{6}");
                            members.health(3, "200 OK", "500 Ill", "200 OK", "500 Ill", "200 OK", "200 OK", "500 Ill")
                                    .until("both", "8 x GET /x", "(13)+|(31)+").checked(3, 6);
                        });
    }

    private static void conditions(Hosts hosts) {
        hosts.row("2417", "an expression on the body", "ProxyHCExpr sick2417 {hc('body') !~ /xxx/}\n" + balancer("c2417",
                members("{m0} hcmethod=GET hcuri=/size/3 hcexpr=sick2417" + OFTEN, "{m1} hcmethod=GET hcuri=/size/2 hcexpr=sick2417"
                        + OFTEN)),
                host -> Members.of(host).until("m1 alone", "6 x GET /x", "1{6}"))
                .row("2418", "an expression on a header", "ProxyHCExpr seen2418 {%{RESP:X-Seen} == 'm0 /size/1'}\n" + balancer("c2418",
                        members("{m0} hcmethod=GET hcuri=/size/1 hcexpr=seen2418" + OFTEN, "{m1} hcmethod=GET hcuri=/size/1 hcexpr=seen2418"
                        + OFTEN)), host -> Members.of(host).until("m0 alone", "6 x GET /x", "0{6}"))
                .row("2419", "an expression that takes a status for good", "ProxyHCExpr any2419 {%{REQUEST_STATUS} == '500'}\n"
                        + balancer("c2419", members("{m0} hcmethod=GET hcuri=/status/500 hcexpr=any2419" + OFTEN,
                        "{m1} hcmethod=GET hcuri=/status/200 hcexpr=any2419" + OFTEN)), host ->
                        Members.of(host).until("m0 alone", "6 x GET /x", "0{6}"))
                .row("2420", "a template, and what is said of one member",
                        "ProxyHCTemplate t2420 hcmethod=GET hcuri=/status/500 hcinterval=200ms\n"
                        + balancer("c2420", members("{m0} hctemplate=t2420", "{m1} hctemplate=t2420 hcuri=/health")), host ->
                        Members.of(host).until("m1 alone", "6 x GET /x", "1{6}"))
                .row("2421", "statuses that are good without an expression", balancer("c2421",
                        members("{m0} hcmethod=GET hcuri=/status/399" + OFTEN, "{m1} hcmethod=GET hcuri=/status/400" + OFTEN)), host ->
                        Members.of(host).until("m0 alone", "6 x GET /x", "0{6}"))
                .row("2422", "the member's path stands before hcuri", balancer("c2422", members("{m0}/status hcmethod=GET hcuri=/500"
                        + OFTEN,
                        "{m1}/x")), host -> Members.of(host).until("m1 alone", "6 x GET /x", "1{6}"));
    }

    private static void questions(Hosts hosts) {
        String[] methods = {"GET", "HEAD", "OPTIONS", "GET11", "HEAD11", "OPTIONS11"};
        for (int at = 0; at < methods.length; at++) {
            String name = "q" + at;
            hosts.row("2423" + (char) ('a' + at), "what a check with " + methods[at] + " asks", balancer("c2423" + at,
                    members("{" + name + "}/base timeout=2 hcmethod=" + methods[at] + " hcuri=/health?x hcinterval=300ms")),
                    host -> host.stage().backend(name).head());
            if (!methods[at].startsWith("OPTIONS")) {
                hosts.differs(PATH, "a path with // is another path to many backends");
            }
        }
        hosts.row("2424", "a check with TCP asks nothing", balancer("c2424", members("{q9} timeout=2 hcmethod=TCP hcinterval=300ms")),
                host -> host.stage().backend("q9").rest())
                .row("2425", "what a check of a ws member asks", balancer("c2425",
                        "BalancerMember ws://{q8} timeout=2 hcmethod=GET11 hcuri=/health hcinterval=300ms\n"),
                        host -> host.stage().backend("q8").head())
                .row("2426", "a check of a member without hcuri", balancer("c2426",
                        members("{q7} timeout=2 hcmethod=HEAD hcinterval=300ms")),
                        host -> host.stage().backend("q7").head())
                .differs(PATH, "a request line without a path is none");
    }
}
