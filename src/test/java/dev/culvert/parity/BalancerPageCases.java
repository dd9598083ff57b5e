package dev.culvert.parity;

import static dev.culvert.parity.BalancerChoiceCases.members;
import static dev.culvert.parity.BalancerChoiceCases.section;

import dev.culvert.testing.Head;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Rows T-198 and T-199: what the balancer-manager takes, and what becomes of requests then. Its page is its own business. */
final class BalancerPageCases {
    private static final String TWO = members("{m0}", "{m1}") + "ProxySet nonce=abc\n";

    private BalancerPageCases() {}

    static List<Case> all() {
        Hosts hosts = new Hosts("balancer-manager", "MaxKeepAliveRequests 0\n");
        hosts.row("1198", "a form that disables, and what is missing from one that does not", managed("c1198", TWO),
                        BalancerPageCases::gates)
                .row("2430", "methods of the page", managed("c2430", members("{m0}")), BalancerPageCases::methods)
                .row("2431", "nonce=None takes no edits", managed("c2431", members("{m0}", "{m1}") + "ProxySet nonce=None\n"),
                        BalancerPageCases::noNonce)
                .row("2432", "referers", managed("c2432", TWO), BalancerPageCases::referers)
                .row("2433", "forms that are odd", managed("c2433", TWO), BalancerPageCases::oddForms)
                .row("2434", "weights, sets and states of a member", managed("c2434", TWO), BalancerPageCases::states)
                .row("2435", "routes of a member", managed("c2435", members("{m0} route=a", "{m1} route=b")
                        + "ProxySet nonce=abc stickysession=S\n"), BalancerPageCases::routes)
                .row("2436", "one URL in two balancers", managed("c2436", TWO) + section("c2436b", TWO.replace("abc", "abd"))
                        + "RewriteEngine on\nRewriteRule ^/b/(.*) balancer://c2436b/$1 [P]\n", BalancerPageCases::twoBalancers)
                .row("1199", "a new member, disabled at first", managed("c1199", members("{m0}") + "ProxySet nonce=abc growth=2\n"),
                        BalancerPageCases::growth)
                .row("2437", "a new member without room for it", managed("c2437", "ProxySet growth=1\n" + TWO), BalancerPageCases::noRoom)
                .row("2438", "the method, the session and the attempts of a balancer", managed("c2438", members("{m0} route=a loadfactor=2",
                        "{m1} route=b", "{closed} route=c") + "ProxySet nonce=abc growth=1\n"), BalancerPageCases::balancer)
                .row("2439", "the page under the name of another host", "ServerAlias alias.test\n" + managed("c2439", TWO),
                        BalancerPageCases::alias);
        return hosts.cases();
    }

    private static String managed(String name, String lines) {
        return "<Location /bm>\nSetHandler balancer-manager\n</Location>\nProxyPass /bm !\nProxyPass / balancer://" + name + "/\n"
                + section(name, lines);
    }

    private static void gates(Asking host) throws IOException {
        Members members = Members.of(host).turn("2 x GET /x");
        String form = "b=c1198&w=http://{m0}&nonce=abc&w_status_D=1";
        String own = "http://1198.test/bm";
        members.edit(form.replace("abc", "abd"), own).turn("4 x GET /x");
        members.edit(form.replace("&nonce=abc", ""), own).turn("4 x GET /x");
        members.edit(form, "").turn("4 x GET /x");
        members.edit(form, "http://other.test/bm").turn("4 x GET /x");
        members.turn("GET /bm?" + form + " | Referer: " + own, "4 x GET /x");
        members.edit(form, own).turn("4 x GET /x");
        members.edit(form.replace("D=1", "D=0"), own).turn("4 x GET /x");
        host.stage().warned("AH10187");
    }

    /** The status and what kind of answer it is: the page is in our own words. */
    private static void methods(Asking host) throws IOException {
        for (String request : List.of("GET /bm", "HEAD /bm", "PUT /bm | Content-Length: 0", "DELETE /bm", "OPTIONS /bm",
                "POST /bm | Content-Length: 0", "GET /bm/x", "GET /bm?xml=1", "GET /bm?xml=1 | Referer: http://2430.test/bm",
                "GET /bm?nosuch")) {
            Head head = host.client(request).raw().head();
            String allow = head.value("Allow").map(names -> " Allow: " + String.join(",", Stream.of(names.split(",")).sorted().toList()))
                    .orElse("");
            String type = head.value("Content-Type").orElse("no type").replaceFirst(";.*", "");
            host.stage().fact(request + " -> " + head.status() + " " + type + allow);
        }
    }

    private static void noNonce(Asking host) throws IOException {
        Members members = Members.of(host);
        for (String nonce : List.of("&nonce=", "", "&nonce=None")) {
            members.edit("b=c2431&w=http://{m0}" + nonce + "&w_status_D=1", "http://2431.test/bm").turn("4 x GET /x");
        }
    }

    private static void referers(Asking host) throws IOException {
        Members members = Members.of(host);
        String form = "b=c2432&w=http://{m0}&nonce=abc&w_status_D=";
        for (String from : List.of("http://2432.test:99/bm", "https://2432.test/other", "http://2432.test", "http://2432.test.evil/bm",
                "http://x/http://2432.test/bm", "2432.test", "//2432.test/bm", "http://2432.TEST/bm")) {
            members.edit(form + "1", from).turn("2 x GET /x").edit(form + "0", "http://2432.test/bm");
        }
    }

    private static void alias(Asking host) throws IOException {
        Members members = Members.of(host);
        String form = "b=c2439&w=http://{m0}&nonce=abc&w_status_D=1";
        for (String from : List.of("http://alias.test/bm", "http://2439.test/bm | Host: alias.test",
                "http://alias.test/bm | Host: alias.test")) {
            members.edit(form, from).turn("2 x GET /x");
        }
    }

    private static void oddForms(Asking host) throws IOException {
        Members members = Members.of(host);
        String whole = "b=c2433&w=http://{m0}&nonce=abc&w_status_D=1";
        String long1100 = "pad=" + "x".repeat(1100);
        for (String form : List.of(whole.replace("c2433", "nosuch"), whole.replace("{m0}", "nosuch"), whole.replace("D=1", "D=2"),
                whole.replace("D=1", "D="), whole.replace("D=1", "X=1"), whole.replace("D=1", "E=1"),
                "w=http://{m0}&nonce=abc&w_status_D=1&b=c2433", whole.replace("://", "%3a%2f%2f"), long1100 + "&" + whole,
                whole + "&" + long1100, "b=C2433&w=HTTP://{m0}&nonce=abc&w_status_D=1",
                "b=c2433&w=http://{m1}&nonce=abc&w_lf=5&nosuch=1")) {
            members.edit(whole.replace("D=1", "D=0"), "http://2433.test/bm").turn("2 x GET /x");
            members.edit(form, "http://2433.test/bm").turn("4 x GET /x");
        }
    }

    private static void states(Asking host) throws IOException {
        Members members = Members.of(host);
        for (String change : List.of("w_lf=3", "w_lf=2.5", "w_lf=0", "w_lf=101", "w_lf=1", "w_ls=1", "w_ls=100", "w_ls=0", "w_status_N=1",
                "w_status_N=0", "w_status_S=1", "w_status_S=0", "w_status_H=1", "w_status_H=0", "w_status_R=1", "w_status_R=0",
                "w_status_C=1", "w_status_C=0", "w_status_I=1", "w_status_D=1&w_lf=2", "w_status_D=0&w_lf=1")) {
            members.edit("b=c2434&w=http://{m0}&nonce=abc&" + change, "http://2434.test/bm").turn("8 x GET /x");
        }
    }

    private static void routes(Asking host) throws IOException {
        Members members = Members.of(host).turn("2 x GET /x?S=.a");
        for (String change : List.of("w_wr=z", "w_wr=", "w_wr=a&w_rr=b&w_status_D=1", "w_rr=", "w_status_D=0", "w_wr=" + "r".repeat(64))) {
            members.edit("b=c2435&w=http://{m0}&nonce=abc&" + change, "http://2435.test/bm")
                    .turn("2 x GET /x?S=.a", "2 x GET /x?S=.z", "2 x GET /x?S=.b");
        }
    }

    private static void twoBalancers(Asking host) throws IOException {
        Members members = Members.of(host);
        members.edit("b=c2436b&w=http://{m0}&nonce=abd&w_status_D=1", "http://2436.test/bm").turn("4 x GET /x", "4 x GET /b/x");
        members.edit("b=c2436&w=http://{m1}&nonce=abd&w_status_D=1", "http://2436.test/bm").turn("4 x GET /x", "4 x GET /b/x");
    }

    private static void growth(Asking host) throws IOException {
        Members members = Members.of(host);
        String own = "http://1199.test/bm";
        members.edit("b=c1199&nonce=abc&b_wyes=0&b_nwrkr=http://{m1}", own).turn("2 x GET /x");
        members.edit("b=c1199&w=http://{m1}&nonce=abc&w_status_D=0", own).turn("2 x GET /x");
        members.edit("b=c1199&nonce=abc&b_wyes=1&b_nwrkr=http://{m1}", own).turn("2 x GET /x");
        members.edit("b=c1199&w=http://{m1}&nonce=abc&w_status_D=0", own).turn("4 x GET /x");
        members.edit("b=c1199&nonce=abc&b_wyes=1&b_nwrkr=ws://{m2}", own);
        members.edit("b=c1199&w=ws://{m2}&nonce=abc&w_status_D=0", own).turn("6 x GET /x", "3 x WS /x");
        members.edit("b=c1199&nonce=abc&b_wyes=1&b_nwrkr=http://{m3}", own);
        members.edit("b=c1199&w=http://{m3}&nonce=abc&w_status_D=0", own).turn("8 x GET /x");
    }

    private static void noRoom(Asking host) throws IOException {
        Members members = Members.of(host);
        for (String url : List.of("http://{m2}", "http://{m3}")) {
            members.edit("b=c2437&nonce=abc&b_wyes=1&b_nwrkr=" + url, "http://2437.test/bm");
            members.edit("b=c2437&w=" + url + "&nonce=abc&w_status_D=0", "http://2437.test/bm").turn("6 x GET /x");
        }
    }

    private static void balancer(Asking host) throws IOException {
        Members members = Members.of(host).turn("9 x GET /x");
        for (String change : List.of("b_ss=S", "b_ss=A|b", "b_ss=-", "b_lbm=bybusyness", "b_lbm=nosuch", "b_lbm=byrequests",
                "b_ss=S&b_sforce=1", "b_sforce=0", "b_max=0", "b_max=1", "b_tmo=1", "b_tmo=0")) {
            members.edit("b=c2438&nonce=abc&" + change, "http://2438.test/bm")
                    .turn("3 x GET /x?S=.b", "3 x GET /x?b=.b", "3 x GET /x | Cookie: A=.b", "2 x GET /x?S=.c", "3 x GET /x");
        }
    }
}
