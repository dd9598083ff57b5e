package dev.culvert.parity;

import static dev.culvert.parity.RewriteProxyCases.rule;
import static dev.culvert.parity.Talk.says;

import java.util.List;
import java.util.stream.Stream;

/** Rows T-068 to T-072: maps. */
final class RewriteMapCases {
    private RewriteMapCases() {}

    static List<Case> all() {
        Hosts hosts = new Hosts("maps", "")
                .file("map.txt", "# a comment\nk1 v1\nk2\tv2 and more\n  k3   v3\nk4\nk1 again\nK5 v5\nslash a/b?c\n#k6 v6\n")
                .file("rnd.txt", "k a|b|c\none only\n");
        hosts.row("1068", "the built-in ones", maps() + rule("^/l/(.*) http://{a}/x?q=${l:$1} [P]\n"
                        + "RewriteRule ^/L/(.*) http://{a}/${l:$1} [P]\nRewriteRule ^/U/(.*) http://{a}/${u:$1} [P]\n"
                        + "RewriteRule ^/E/(.*) http://{a}/${e:$1} [P]\nRewriteRule ^/N/(.*) http://{a}/${n:$1} [P]"),
                        says("GET /l/aB%20c", "GET /L/aB%20c%C3%84", "GET /U/aB%20c", "GET /E/a%20%25%3B", "GET /N/a%2541%2520b",
                        "GET /N/%25zz"))
                .row("1069", "a text", maps() + rule("^/(.*) http://{a}/${t:$1|dflt} [P]"),
                        says("GET /k1", "GET /K1", "GET /k2", "GET /k3", "GET /k4", "GET /K5", "GET /slash", "GET /k6", "GET /%23",
                        "GET /"))
                .row("1069b", "without a default, and an unknown map", maps() + rule("^/t/(.*) http://{a}/<${t:$1}> [P]\n"
                        + "RewriteRule ^/no/(.*) http://{a}/<${nosuch:$1|d}> [P]"), says("GET /t/k1", "GET /t/none", "GET /no/k1"))
                .row("1070", "one of several", maps() + rule("^/(.*) http://{a}/${r:$1|dflt} [P]"), host -> {
                    host.says("GET /one", "GET /none");
                    host.stage().fact("k is one of three: " + Stream.generate(() -> body(host, "GET /k")).limit(6)
                            .allMatch(body -> body.matches("a /[abc]")));
                })
                .row("1072", "a map in a map", maps() + rule("^/([^/]*)/.* http://{a}/${t:${l:$1}|none} [P]"), says("GET /K1/x",
                        "GET /zz/x"))
                .row("2054", "maps in a condition and in a default", maps() + "RewriteEngine on\nRewriteCond ${t:$1} ^v(.)$\n"
                        + "RewriteRule ^/(k.) http://{a}/%1 [P]\nRewriteRule ^/(.*) http://{a}/${t:none|${l:$1}} [P]\n",
                        says("GET /k1", "GET /k3", "GET /kX", "GET /ABC"));
        return hosts.cases();
    }

    private static String body(Asking host, String request) {
        try {
            host.obliging();
            Actor client = host.client(request);
            String body = client.raw().body(client.raw().head());
            client.close();
            return body;
        } catch (java.io.IOException unable) {
            throw new java.io.UncheckedIOException(unable);
        }
    }

    private static String maps() {
        return "RewriteMap l int:tolower\nRewriteMap u int:toupper\nRewriteMap e int:escape\nRewriteMap n int:unescape\n"
                + "RewriteMap t txt:{dir}/map.txt\nRewriteMap r rnd:{dir}/rnd.txt\n";
    }
}
