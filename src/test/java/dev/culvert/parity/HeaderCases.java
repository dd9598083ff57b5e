package dev.culvert.parity;

import static dev.culvert.parity.Texts.OK;
import static dev.culvert.parity.Texts.get;
import static dev.culvert.parity.Texts.lines;
import static dev.culvert.parity.Texts.request;

import java.util.List;

/** Rows 113 to 116 and 118: the headers of requests. */
final class HeaderCases {
    private static final Setup HEADERS = new Setup("headers", """
            ProxyPass /h/ http://{b}/
            <Location /preserve/>
            ProxyPass http://{preserve}/
            ProxyPreserveHost On
            </Location>
            <Location /bare/>
            ProxyPass http://{bare}/
            ProxyAddHeaders Off
            </Location>
            """);

    private HeaderCases() {}

    static List<Case> all() {
        return List.of(
                carried("113", "hop-by-hop headers", "b", request("GET", "/h/x", lines(
                        "X-Drop: 1", "Connection: X-Drop", "TE: trailers", "Trailer: X-T", "Keep-Alive: timeout=3",
                        "Proxy-Connection: keep-alive", "Proxy-Authorization: Basic eA==", "X-Keep: 1"))),
                carried("113b", "names in Connection that matter", "b", request("GET", "/h/x", lines(
                        "X-Forwarded-For: 9.9.9.9", "Content-Type: a/b", "Connection: Host, X-Forwarded-For, Content-Type"))),
                carried("113c", "values and repeated names", "b", request("GET", "/h/x", lines(
                        "X-A:  one ", "Cookie: a=1", "x-a: two", "Cookie: b=2", "X-Empty:", "X-Tab: a\tb", "X-Fold: a", "  b"))),
                carried("114", "X-Forwarded-For twice", "b", request("GET", "/h/x",
                        "X-Forwarded-For: 1.1.1.1\r\nX-Other: 1\r\nX-Forwarded-For: 2.2.2.2\r\n")),
                carried("115", "ProxyPreserveHost", "preserve", get("/preserve/x").replace("c.test", "c.test:81")),
                carried("115b", "ProxyPreserveHost without a Host", "preserve", "GET /preserve/x HTTP/1.0\r\n\r\n"),
                carried("116", "ProxyAddHeaders Off", "bare", get("/bare/x")),
                carried("118", "Max-Forwards", "b", request("GET", "/h/x", "Max-Forwards: 5\r\n")),
                Case.of("118b", "Max-Forwards that is used up, or no number", HEADERS, stage -> {
                    for (String value : List.of("0", "a")) {
                        Actor client = stage.client().send(request("GET", "/h/x", "Max-Forwards: " + value + "\r\n"));
                        client.answer();
                        client.rest();
                    }
                    stage.connections("b");
                }));
    }

    private static Case carried(String number, String title, String name, String request) {
        return Case.of(number, title, HEADERS, stage -> {
            Actor client = stage.client().send(request);
            Actor backend = stage.backend(name);
            backend.head();
            backend.send(OK);
            client.status();
        });
    }
}
