package dev.culvert.parity;

import static dev.culvert.parity.DecisionCases.WS;
import static dev.culvert.parity.Texts.ACCEPT;
import static dev.culvert.parity.Texts.KEY;
import static dev.culvert.parity.Texts.OK;
import static dev.culvert.parity.Texts.R101;
import static dev.culvert.parity.Texts.agreed;
import static dev.culvert.parity.Texts.get;
import static dev.culvert.parity.Texts.request;
import static dev.culvert.parity.Texts.up;

import java.util.List;
import java.util.stream.Stream;

/** Rows 21 to 34, 37, 38 and 45 to 47: what a backend may say to a handshake, and what the client sees of it. */
final class AnswerCases {
    private AnswerCases() {}

    static List<Case> all() {
        return Stream.of(upgrades(), others(), requests()).flatMap(List::stream).toList();
    }

    private static List<Case> upgrades() {
        return List.of(
                Case.of("21", "101 for another protocol", WS, stage ->
                        refused(stage, agreed("Upgrade: h2c\r\nConnection: Upgrade\r\n"))),
                Case.of("22", "101 without Upgrade", WS, stage -> refused(stage, agreed("Connection: Upgrade\r\n"))),
                Case.of("23a", "101 without Connection", WS, stage -> tunnels(stage, agreed("Upgrade: websocket\r\n"))),
                Case.of("23b", "an HTTP/1.0 101", WS, stage -> tunnels(stage, R101.replace("HTTP/1.1", "HTTP/1.0"))),
                Case.of("23c", "a 101 with LF line ends", WS, stage -> tunnels(stage, R101.replace("\r", ""))),
                Case.of("23d", "a 101 after an empty line", WS, stage -> tunnels(stage, "\r\n" + R101)),
                Case.of("24", "a space before the colon", WS, stage -> refused(stage, agreed("Upgrade : websocket\r\n"))),
                Case.of("25", "101 with Content-Length", WS, stage -> {
                    Actor client = stage.client().send(up("/ws/a"));
                    stage.backend().send(agreed("Upgrade: websocket\r\nConnection: Upgrade\r\nContent-Length: 5\r\n") + "AAAAA");
                    client.head();
                    client.reads(5);
                }),
                Case.of("26", "100 then 101", WS, stage -> tunnels(stage, "HTTP/1.1 100 Continue\r\n\r\n" + R101)),
                Case.of("27", "103 then 101", WS, stage -> {
                    Actor client = stage.client().send(up("/ws/a"));
                    stage.backend().send("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + R101);
                    client.head();
                    client.head();
                }));
    }

    private static List<Case> others() {
        return List.of(
                Case.of("28", "200 then another request", WS, stage -> {
                    Actor client = stage.client().send(get("/ws/a"));
                    Actor backend = stage.backend();
                    backend.raw().head();
                    backend.send(OK);
                    client.answer();
                    client.send(get("/ws/b"));
                    backend.head();
                    backend.send(OK);
                    client.answer();
                    stage.connections("b");
                }),
                Case.of("29", "426 with the same Upgrade", WS, stage -> relayed(stage, "websocket")),
                Case.of("30", "426 with another Upgrade", WS, stage -> relayed(stage, "h2c")),
                Case.of("31", "the backend closes at once", WS, stage -> {
                    Actor client = stage.client().send(up("/ws/c31"));
                    Actor backend = stage.backend();
                    backend.raw().head();
                    backend.close();
                    client.answer();
                    client.usable();
                    stage.logged("/ws/c31");
                }),
                secondRequest(),
                Case.of("33", "the backend never answers", WS, stage -> {
                    Actor client = stage.client().send(up("/slow/a"));
                    stage.takes(2, client::answer);
                    client.usable();
                }),
                garbage(),
                Case.of("37", "HTTP/2.0 101", WS, stage -> refused(stage, R101.replace("HTTP/1.1", "HTTP/2.0"))));
    }

    private static List<Case> requests() {
        return List.of(
                oldClient(),
                Case.of("45", "HEAD, POST and OPTIONS upgrade", WS, stage -> {
                    for (String method : List.of("HEAD", "POST", "OPTIONS")) {
                        String request = request(method, "/ws/a", "Upgrade: websocket\r\nConnection: Upgrade\r\n" + KEY);
                        Actor client = stage.client().send(request);
                        Actor backend = stage.backend();
                        backend.head();
                        backend.send(R101);
                        client.head();
                        stage.echo(client, backend);
                    }
                }),
                Case.of("46", "a plain request, then a handshake", WS, stage -> {
                    Actor client = stage.client().send(get("/ws/a"));
                    Actor backend = stage.backend();
                    backend.raw().head();
                    backend.send(OK);
                    client.answer();
                    client.send(up("/ws/b"));
                    backend.head();
                    backend.send(R101);
                    client.head();
                    stage.echo(client, backend);
                }),
                Case.of("47", "ProxyErrorOverride and 101, 426", WS, stage -> {
                    Actor client = stage.client().send(up("/eo/a"));
                    stage.backend("eo").send(R101);
                    client.head();
                    client = stage.client().send(up("/eo/a"));
                    stage.backend("eo").send("HTTP/1.1 426 Please Do\r\nUpgrade: h2c\r\nX-A: b\r\nContent-Length: 4\r\n\r\nMine");
                    client.answer();
                }));
    }

    private static Case secondRequest() {
        return Case.of("32", "the backend closes on the second request", WS, stage -> {
            Actor client = stage.client().send(get("/ws/a"));
            Actor backend = stage.backend();
            backend.raw().head();
            backend.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
            backend.close();
            client.status();
            client.send(get("/ws/c32"));
            Actor again = stage.backend();
            again.raw().head();
            again.close();
            if (client.raw().speaks(java.time.Duration.ofSeconds(5))) {
                client.status();
                client.usable();
            } else {
                client.rest();
            }
            stage.logged("/ws/c32");
        }).differs("A failure is always told to the client", "a silent close leaves the client guessing; ours is a 502", """
                client < HTTP/1.1 200 OK
                client < HTTP/1.1 502 Proxy Error
                client is still served: 404
                access line: 502
                """);
    }

    private static Case garbage() {
        return Case.of("34", "an answer that is no HTTP", WS, stage -> {
            Actor client = stage.client().send(up("/ws/a"));
            Actor backend = stage.backend();
            backend.raw().head();
            backend.send("GARBAGE\r\n\r\nbody");
            backend.close();
            client.answer();
        }).differs("HTTP/0.9 answers are refused", "bytes that are no HTTP are nothing to hand on as a page", """
                client < HTTP/1.1 502 Proxy Error
                client < Date: *
                client < Server: *
                client < Content-Length: *
                client < Content-Type: text/html
                client body (page)
                """);
    }

    private static Case oldClient() {
        return Case.of("38", "a handshake in HTTP/1.0", WS, stage -> {
            Actor client = stage.client().send(up("/ws/a").replace("HTTP/1.1", "HTTP/1.0"));
            Actor backend = stage.backend();
            boolean asked = backend.raw().head().value("Upgrade").isPresent();
            stage.fact("backend is asked for an upgrade: " + asked);
            backend.send(asked ? R101 : OK);
            if (asked) {
                backend.send("hello");
                client.reads(5);
            } else {
                client.status();
                client.rest();
            }
        }).differs("No tunnel for HTTP/1.0", "a client that cannot be told 101 would take tunnel bytes for an answer", """
                backend is asked for an upgrade: false
                client < HTTP/1.1 200 OK
                client sees the end
                """);
    }

    private static void tunnels(Stage stage, String answer) {
        Actor client = stage.client().send(up("/ws/a"));
        Actor backend = stage.backend().send(answer);
        backend.raw().head();
        client.head();
        stage.echo(client, backend);
    }

    private static void refused(Stage stage, String answer) {
        Actor client = stage.client().send(up("/ws/a"));
        Actor backend = stage.backend();
        backend.raw().head();
        backend.send(answer);
        client.answer();
        client.usable();
        backend.rest();
    }

    private static void relayed(Stage stage, String protocol) {
        Actor client = stage.client().send(up("/ws/a"));
        stage.backend().send("HTTP/1.1 426 Upgrade Required\r\nUpgrade: " + protocol
                + "\r\nConnection: Upgrade\r\n" + ACCEPT + "Content-Length: 2\r\n\r\nno");
        client.answer();
        client.usable();
    }
}
