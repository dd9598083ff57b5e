package dev.culvert.parity;

import static dev.culvert.parity.Texts.get;
import static dev.culvert.parity.Texts.lines;
import static dev.culvert.parity.Texts.request;

import dev.culvert.testing.Head;
import java.util.List;

/** Rows 124 to 128: answers of the backend on their way to the client. */
final class ResponseCases {
    private static final Setup RESPONSES = new Setup("responses", """
            ProxyPass /h/ http://{b}/
            <Location /eo/>
            ProxyPass http://{eo}/
            ProxyErrorOverride On
            </Location>
            ProxyPass /app/ http://{b}/back/
            ProxyPassReverse /app/ http://{b}/back/
            ProxyPassReverse /rel/ /relback/
            ProxyPassReverseCookiePath /back /app
            ProxyPassReverseCookieDomain be.local fe.local
            """);
    private static final String EXPECT = "Content-Length: 3\r\nExpect: 100-continue\r\n";

    private ResponseCases() {}

    static List<Case> all() {
        return List.of(
                Case.of("124a", "Expect, refused, and the connection stays", RESPONSES, stage -> expect(stage, ""))
                        .differs("An early refusal reaches the client", "its status says why, and 500 does not", """
                        backend < POST /x HTTP/1.1
                        backend < Host: {b}
                        backend < Expect: 100-continue
                        backend < X-Forwarded-For: 127.0.0.1
                        backend < X-Forwarded-Host: c.test
                        backend < X-Forwarded-Server: parity.test
                        backend < Content-Length: 3
                        backend < Connection: Keep-Alive
                        client < HTTP/1.1 413 Too Large
                        client < Date: *
                        client < Server: *
                        client < Content-Length: 2
                        client < Connection: close
                        client body "no"
                        client sees the end
                        """),
                Case.of("124b", "Expect, refused, and the connection closes", RESPONSES, stage ->
                        expect(stage, "Connection: close\r\n")),
                Case.of("124c", "Expect, continued", RESPONSES, stage -> {
                    Actor client = stage.client().send(request("POST", "/h/x", EXPECT));
                    Actor backend = stage.backend();
                    backend.head();
                    backend.send("HTTP/1.1 100 Continue\r\n\r\n");
                    client.head();
                    client.send("abc");
                    backend.reads(3).send(Texts.OK);
                    client.answer();
                }),
                Case.of("125", "bodies that end too soon", RESPONSES, stage -> {
                    cut(stage, "Content-Length: 9\r\n\r\nhello");
                    cut(stage, "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
                }),
                Case.of("126", "ten times 102", RESPONSES, stage -> {
                    Actor client = stage.client().send(get("/h/x"));
                    stage.backend().send("HTTP/1.1 102 Processing\r\n\r\n".repeat(11) + Texts.OK);
                    for (int interim = 0; interim < 10; interim++) {
                        client.status();
                    }
                    client.answer();
                }),
                Case.of("127", "ProxyErrorOverride", RESPONSES, stage -> {
                    answered(stage, "/eo/x", "eo", "404 Mine\r\nX-A: b\r\nContent-Length: 3\r\n\r\nown");
                    answered(stage, "/eo/x", "eo", "304 Not Modified\r\nX-A: b\r\nETag: \"e\"\r\n\r\n");
                }),
                Case.of("127b", "kinds of answers", RESPONSES, ResponseCases::kinds),
                Case.of("128", "reverse mapping", RESPONSES, ResponseCases::reverse));
    }

    private static void expect(Stage stage, String lines) {
        Actor client = stage.client().send(request("POST", "/h/x", EXPECT));
        Actor backend = stage.backend();
        backend.head();
        backend.send("HTTP/1.1 413 Too Large\r\n" + lines + "Content-Length: 2\r\n\r\nno");
        client.answer();
        client.rest();
    }

    private static void cut(Stage stage, String answer) {
        Actor client = stage.client().send(get("/h/x"));
        Actor backend = stage.backend();
        backend.raw().head();
        backend.send("HTTP/1.1 200 OK\r\n" + answer);
        backend.close();
        client.head();
        client.rest();
    }

    private static void answered(Stage stage, String path, String name, String answer) {
        Actor client = stage.client().send(get(path));
        Actor backend = stage.backend(name);
        backend.raw().head();
        backend.send("HTTP/1.1 " + answer);
        client.answer();
        client.usable();
        stage.house(name).forget();
    }

    private static void kinds(Stage stage) {
        answered(stage, "/h/x", "b", "204 No Content\r\nX-A: b\r\n\r\n");
        answered(stage, "/h/x", "b", "200\r\nContent-Length: 0\r\n\r\n");
        answered(stage, "/h/x", "b", lines("599 Odd", "Server: mine", "Date: Thu, 01 Jan 1970 00:00:00 GMT",
                "Content-Length: 0", ""));
        answered(stage, "/h/x", "b", lines("200 OK", "Set-Cookie: a=1", "X-A: 1", "Set-Cookie: b=2", "X-A: 2",
                "Vary: a", "Vary: b", "Connection: X-Drop", "X-Drop: 1", "Keep-Alive: timeout=9", "Transfer-Encoding: chunked",
                "", "2", "ok", "0", ""));
        Actor client = stage.client().send(request("HEAD", "/h/x", "Connection: keep-alive\r\n"));
        Actor backend = stage.backend();
        backend.raw().head();
        backend.send("HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n");
        client.head();
        client.usable();
    }

    private static void reverse(Stage stage) {
        for (String line : List.of("Location: http://{b}/back/x?y", "Location: HTTP://{b}/BACK/x", "Location: /back/x",
                "Location: /relback/x", "Location: http://anyhost/relback/x", "Location: http://{b}/other",
                "Location: ws://{b}/back/x", "Content-Location: http://{b}/back/x", "URI: http://{b}/back/x",
                "Destination: http://{b}/back/x",
                "Refresh: 1; url=http://{b}/back/x", "Set-Cookie: a=1; path=/back", "Set-Cookie: a=1; path=/backup",
                "Set-Cookie: a=1; Path=\"/back\"", "Set-Cookie: a=1; path=/BACK",
                "Set-Cookie: a=1; domain=BE.LOCAL.x; path=/z")) {
            mapped(stage, line);
        }
    }

    private static void mapped(Stage stage, String template) {
        String line = template.replace("{b}", "127.0.0.1:" + stage.house("b").port());
        Actor client = stage.client().send(get("/app/x").replace("c.test", "c.test:8080"));
        Actor backend = stage.backend();
        backend.raw().head();
        backend.send("HTTP/1.1 302 Found\r\n" + line + "\r\nContent-Length: 0\r\n\r\n");
        Head head = client.raw().head();
        String name = line.substring(0, line.indexOf(':'));
        stage.fact(line + " -> " + head.value(name).orElse("nothing"));
        stage.house("b").forget();
    }
}
