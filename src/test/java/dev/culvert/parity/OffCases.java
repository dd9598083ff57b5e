package dev.culvert.parity;

import static dev.culvert.parity.Texts.KEY;
import static dev.culvert.parity.Texts.OK;
import static dev.culvert.parity.Texts.R101;
import static dev.culvert.parity.Texts.agreed;
import static dev.culvert.parity.Texts.get;
import static dev.culvert.parity.Texts.request;
import static dev.culvert.parity.Texts.to;
import static dev.culvert.parity.Texts.up;

import dev.culvert.testing.Head;
import java.util.List;

/** Rows 49 to 62 and 65: ProxyWebsocketFallbackToProxyHttp Off. httpd does not look at the answer; we do. */
final class OffCases {
    private static final Setup OFF = new Setup("fallback off", """
            ProxyWebsocketFallbackToProxyHttp Off
            ProxyPass /ws/ ws://{b}/
            ProxyPass /x/ ws://{x}/ws/
            ProxyPass /x/ http://{x}/http/
            ProxyPass /any/ ws://{any}/ upgrade=ANY
            ProxyPass /none/ ws://{none}/ upgrade=NONE
            ProxyPass /list/ ws://{list}/ upgrade=websocket,tftp
            <VirtualHost 127.0.0.1:{port}>
            ServerName c.test
            </VirtualHost>
            <VirtualHost 127.0.0.1:{port}>
            ServerName hasty.test
            Timeout 1
            ProxyPass /hasty/ ws://{hasty}/ timeout=1
            </VirtualHost>
            """);
    private static final Setup MIXED = new Setup("fallback off in one place", """
            ProxyPass /on/ ws://{b}/on/
            <Location /off/>
            ProxyWebsocketFallbackToProxyHttp Off
            ProxyPass ws://{off}/off/
            </Location>
            """);
    private static final String BELIEVED = "Off also checks the backend's 101";
    private static final String WHY = "a tunnel opens only after a 101 that was checked, whatever the mode";
    private static final String BAD_GATEWAY = """
            client < HTTP/1.1 502 Proxy Error
            client is still served: 404
            """;

    private OffCases() {}

    static List<Case> all() {
        return List.of(
                Case.of("49", "a plain GET skips the rule", OFF, stage -> {
                    stage.client().send(get("/ws/a")).answer();
                    stage.connections("b");
                }),
                Case.of("50", "the same path for ws:// and http://", OFF, stage -> {
                    stage.telling("x");
                    stage.maps("/x/a");
                    stage.house("x").forget();
                    stage.client().send(up("/x/a"));
                    stage.fact("an upgrade goes to " + stage.backend("x").raw().head().target());
                }),
                Case.of("51", "another protocol is told 426", OFF, stage -> told(stage, up("/ws/a", "h2c"), "b")),
                handshake(),
                Case.of("53", "upgrade=ANY", OFF, stage -> asked(stage, "/any/a", "any")).differs(
                        "upgrade=ANY asks for the client's protocol", "httpd asks for the protocol *, which nobody speaks", """
                        backend any is asked for: tftp
                        """),
                none(),
                Case.of("55", "upgrade=websocket,tftp", OFF, stage -> asked(stage, "/list/a", "list")).differs(
                        "A list in upgrade= is a choice, not a value", "the backend is asked for what the client asked for", """
                        backend list is asked for: tftp
                        """),
                notFound(),
                Case.of("57a", "101 for another protocol", OFF, stage -> bogus(stage, agreed("Upgrade: h2c\r\n")))
                        .differs(BELIEVED, WHY, BAD_GATEWAY),
                Case.of("57b", "101 with a line without a colon", OFF, stage ->
                        bogus(stage, agreed("Upgrade: websocket\r\nnocolon\r\n"))).differs(BELIEVED, WHY, """
                        client < HTTP/1.1 502 Bad Gateway
                        client is still served: 404
                        """),
                Case.of("57c", "HTTP/2.0 101", OFF, stage -> bogus(stage, R101.replace("HTTP/1.1", "HTTP/2.0")))
                        .differs(BELIEVED, WHY, BAD_GATEWAY),
                silentBackend(),
                idle(),
                unanswered(),
                halfClose(),
                early(),
                body(),
                Case.of("65", "Off in one Location only", MIXED, stage -> {
                    Actor client = stage.client().send(get("/on/a"));
                    stage.backend().send(OK);
                    client.status();
                    stage.client().send(get("/off/a")).status();
                    told(stage, up("/off/a", "h2c"), "off");
                }));
    }

    private static Case handshake() {
        return Case.of("52", "the handshake in full", OFF, stage -> {
            Actor client = stage.client()
                    .send(request("GET", "/ws/a", "Upgrade: WEBSOCKET\r\nConnection: Upgrade\r\n" + KEY));
            Actor backend = stage.backend();
            backend.head();
            backend.send(R101);
            client.head();
            stage.echo(client, backend);
        }).differs(BELIEVED, "and so what it says of itself stands last, as in the other mode", """
                backend < GET /a HTTP/1.1
                backend < Host: {b}
                backend < Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
                backend < Sec-WebSocket-Version: 13
                backend < X-Forwarded-For: 127.0.0.1
                backend < X-Forwarded-Host: c.test
                backend < X-Forwarded-Server: c.test
                backend < Upgrade: WebSocket
                backend < Connection: Upgrade
                client < HTTP/1.1 101 Switching Protocols
                client < Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=
                client < Connection: Upgrade
                client < Upgrade: websocket
                backend reads "ping!"
                client reads "pong!"
                """);
    }

    private static Case none() {
        return Case.of("54", "upgrade=NONE", OFF, stage -> {
            Actor client = stage.client().send(up("/none/a"));
            if (!client.raw().quiet(java.time.Duration.ofMillis(300))) {
                client.answer();
                return;
            }
            Actor backend = stage.backend("none");
            stage.fact("backend none is asked for: " + backend.raw().head().value("Upgrade").orElse("no upgrade"));
            backend.send(R101);
            client.head();
        }).differs("upgrade=NONE upgrades", "the manual page says that NONE upgrades always; httpd answers 426", """
                backend none is asked for: websocket
                client < HTTP/1.1 101 Switching Protocols
                client < Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=
                client < Connection: Upgrade
                client < Upgrade: websocket
                """);
    }

    private static Case notFound() {
        return Case.of("56", "404, then another request", OFF, stage -> {
            Actor client = stage.client().send(up("/ws/c56"));
            Actor backend = stage.backend();
            backend.raw().head();
            backend.send("HTTP/1.1 404 Not Found\r\nContent-Length: 3\r\n\r\nnop");
            client.answer();
            client.send(get("/second"));
            if (client.raw().quiet(java.time.Duration.ofMillis(500))) {
                stage.fact("the next request reaches the backend raw: " + backend.raw().head().start());
            } else {
                client.status();
            }
            client.close();
            backend.close();
            stage.logged("/ws/c56");
        }).differs(BELIEVED, "an answer that is no 101 is an ordinary answer; what follows is a request of its own", """
                client < HTTP/1.1 404 Not Found
                client < Date: *
                client < Server: *
                client < Content-Length: 3
                client body "nop"
                client < HTTP/1.1 404 Not Found
                access line: 404 3
                """);
    }

    private static Case silentBackend() {
        return Case.of("58", "the backend closes at once", OFF, stage -> {
            Actor client = stage.client().send(up("/ws/c58"));
            Actor backend = stage.backend();
            backend.raw().head();
            backend.close();
            client.raw().speaks(java.time.Duration.ofSeconds(5));
            boolean head = client.raw().line().startsWith("HTTP/1.1 502");
            stage.fact("client gets " + (head ? "a 502 with a head" : "bytes without a head"));
            stage.logged("/ws/c58");
        }).differs(BELIEVED, "a page without a head is no answer", """
                client gets a 502 with a head
                access line: 502
                """);
    }

    private static Case idle() {
        return Case.of("59a", "an idle tunnel outlives every timeout", OFF, stage -> {
            Stage.Tunnel tunnel = stage.tunnel(to("hasty.test", up("/hasty/a")), R101, "hasty");
            tunnel.client().quiet(2500);
        }).differs("Off has an idle timeout", "a tunnel nobody uses must end some day, whatever the mode", """
                client sees something
                """);
    }

    private static Case unanswered() {
        return Case.of("59b", "a handshake nobody answers", OFF, stage -> {
            Actor client = stage.client().send(to("hasty.test", up("/hasty/a")));
            stage.backend("hasty").raw().head();
            client.quiet(2500);
        }).differs("Off has an idle timeout", "a backend that never answers is a failure, and told as such", """
                client sees something
                """);
    }

    private static Case halfClose() {
        return Case.of("60", "the client half-closes", OFF, stage -> {
            Stage.Tunnel tunnel = stage.tunnel("/ws/a", "b");
            tunnel.client().finish();
            tunnel.backend().rest();
            tunnel.backend().send("late").finish();
            tunnel.client().rest();
        }).differs("Off half-closes", "what the backend still has to say is not thrown away", """
                backend sees the end
                client reads "late", then the end
                """);
    }

    private static Case early() {
        return Case.of("61", "bytes in the same packet as the head", OFF, stage -> {
            Actor client = stage.client().send(up("/ws/a") + "EARLY");
            Actor backend = stage.backend();
            backend.raw().head();
            backend.send(R101);
            client.raw().head();
            backend.quiet(300);
            client.send("!");
            backend.reads(6);
        }).differs("Off forgets no early bytes", "httpd leaves them lying until the client sends more", """
                backend sees something
                backend reads "EARLY!"
                """);
    }

    private static Case body() {
        return Case.of("62", "a handshake with a body", OFF, stage -> {
            Actor client = stage.client().send(request("POST", "/ws/a",
                    "Upgrade: websocket\r\nConnection: Upgrade\r\nContent-Length: 4\r\n" + KEY) + "BODY");
            Actor backend = stage.backend();
            Head head = backend.raw().head();
            stage.fact("backend is told Content-Length: " + head.value("Content-Length").orElse("none"));
            backend.quiet(300);
            client.send("!");
            backend.send(R101);
            client.raw().head();
            backend.reads(5);
        }).differs("Off forgets no early bytes", "a body is sent as a body, in both modes", """
                backend is told Content-Length: 4
                backend sees something
                backend reads "BODY!"
                """);
    }

    private static void told(Stage stage, String request, String name) {
        Actor client = stage.client().send(request);
        client.answer();
        client.usable();
        stage.connections(name);
    }

    private static void asked(Stage stage, String path, String name) {
        stage.client().send(up(path, "tftp"));
        Head head = stage.backend(name).raw().head();
        stage.fact("backend " + name + " is asked for: " + head.value("Upgrade").orElse("no upgrade"));
    }

    private static void bogus(Stage stage, String answer) {
        Actor client = stage.client().send(up("/ws/a"));
        Actor backend = stage.backend();
        backend.raw().head();
        backend.send(answer);
        Head head = client.raw().head();
        stage.fact("client < " + head.start());
        if (head.status() == 502) {
            client.raw().body(head);
            client.usable();
        } else {
            head.lines().forEach(line -> stage.fact("client < " + line));
        }
    }
}
