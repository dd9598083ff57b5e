package dev.culvert.parity;

import static dev.culvert.parity.Texts.KEY;
import static dev.culvert.parity.Texts.OK;
import static dev.culvert.parity.Texts.R101;
import static dev.culvert.parity.Texts.get;
import static dev.culvert.parity.Texts.request;
import static dev.culvert.parity.Texts.up;

import dev.culvert.testing.Head;
import java.util.List;
import java.util.stream.Stream;

/** Rows 1 to 20: which requests ask the backend for an upgrade. */
final class DecisionCases {
    /** Shared by every case that needs nothing but mappings. One backend per worker: workers of one address are one worker. */
    static final Setup WS = new Setup("mappings", """
            ProxyPass /ws/ ws://{b}/
            ProxyPass /h/ http://{h}/
            ProxyPass /hw/ http://{hw}/ upgrade=websocket
            ProxyPass /wsw/ ws://{wsw}/ upgrade=websocket
            ProxyPass /web/ ws://{web}/ upgrade=web
            ProxyPass /any/ ws://{any}/ upgrade=ANY
            ProxyPass /hany/ http://{hany}/ upgrade=ANY
            ProxyPass /none/ ws://{none}/ upgrade=NONE
            ProxyPass /tftp/ ws://{tftp}/ upgrade=tftp
            ProxyPass /list/ ws://{list}/ upgrade=websocket,tftp
            ProxyPass /slow/ ws://{slow}/ timeout=2
            ProxyPass /one/ ws://{one}/ max=1 acquire=500
            <Location /eo/>
            ProxyPass ws://{eo}/
            ProxyErrorOverride On
            </Location>
            """);

    private DecisionCases() {}

    static List<Case> all() {
        return Stream.of(unset(), parameters()).flatMap(List::stream).toList();
    }

    private static List<Case> unset() {
        return List.of(
                Case.of("1", "the handshake in full", WS, stage -> {
                    Actor client = stage.client().send(up("/ws/a?x=1"));
                    Actor backend = stage.backend();
                    backend.head();
                    backend.send(R101);
                    client.head();
                    stage.echo(client, backend);
                }),
                Case.of("2", "a plain GET through ws://", WS, stage -> {
                    Actor client = stage.client().send(get("/ws/plain"));
                    plain(stage, client, "b");
                }),
                Case.of("3", "Upgrade without Connection", WS, stage ->
                        agree(stage, request("GET", "/ws/a", "Upgrade: websocket\r\n" + KEY), "b", R101)),
                Case.of("4", "WEBSOCKET, answered with websocket", WS, stage ->
                        agree(stage, request("GET", "/ws/a", "Upgrade: WEBSOCKET\r\nConnection: Upgrade\r\n" + KEY), "b", R101)),
                Case.of("5", "h2c", WS, stage -> plain(stage, stage.client().send(up("/ws/a", "h2c")), "b")),
                Case.of("6", "a list with websocket first", WS, stage ->
                        plain(stage, stage.client().send(up("/ws/a", "websocket, h2c")), "b")),
                Case.of("7", "two Upgrade lines", WS, stage -> plain(stage, stage.client().send(
                        request("GET", "/ws/a", "Upgrade: websocket\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n")), "b")),
                Case.of("8", "an empty Upgrade", WS, stage ->
                        plain(stage, stage.client().send(request("GET", "/ws/a", "Upgrade:\r\nConnection: Upgrade\r\n")), "b")),
                Case.of("9", "http:// never upgrades", WS, stage -> plain(stage, stage.client().send(up("/h/a")), "h")),
                Case.of("10", "http:// and a 101 nobody asked for", WS, stage -> {
                    Actor client = stage.client().send(up("/h/a"));
                    stage.backend("h").send(R101);
                    client.answer();
                    client.usable();
                }));
    }

    private static List<Case> parameters() {
        return List.of(
                Case.of("11", "http:// with upgrade=websocket", WS, stage -> agree(stage, up("/hw/a"), "hw", R101)),
                Case.of("12", "upgrade=websocket takes websocket/13", WS, stage ->
                        agree(stage, up("/hw/a", "websocket/13"), "hw", agreed("websocket/13"))),
                Case.of("13", "upgrade=websocket, a list, and only its head agreed", WS, stage -> {
                    Actor client = stage.client().send(up("/wsw/a", "websocket, h2c"));
                    upgradeLine(stage, "wsw").send(agreed("websocket"));
                    client.answer();
                }),
                Case.of("14", "upgrade=websocket, a list with websocket last", WS, stage ->
                        plain(stage, stage.client().send(up("/wsw/a", "h2c, websocket")), "wsw")),
                Case.of("15", "upgrade=web is a prefix", WS, stage -> {
                    asks(stage, "/web/a", "web", "websocket");
                    asks(stage, "/web/a", "web", "xweb");
                    asks(stage, "/web/a", "web", "we");
                }),
                Case.of("16", "upgrade=ANY", WS, stage -> {
                    agree(stage, up("/any/a", "tftp"), "any", agreed("tftp"));
                    agree(stage, up("/hany/a", "tftp"), "hany", agreed("tftp"));
                }),
                none(),
                Case.of("18", "upgrade=tftp", WS, stage -> {
                    asks(stage, "/tftp/a", "tftp", "websocket");
                    asks(stage, "/tftp/a", "tftp", "tftp");
                }),
                Case.of("19", "upgrade=websocket,tftp", WS, stage -> {
                    asks(stage, "/list/a", "list", "websocket");
                    asks(stage, "/list/a", "list", "tftp");
                    asks(stage, "/list/a", "list", "h2c");
                }));
    }

    private static Case none() {
        return Case.of("17", "upgrade=NONE", WS, stage -> {
            Actor client = stage.client().send(up("/none/a"));
            Actor backend = stage.backend("none");
            boolean asked = backend.head().value("Upgrade").isPresent();
            backend.send(asked ? R101 : OK);
            client.head();
        }).differs("upgrade=NONE upgrades", "the manual page says that NONE upgrades always; in httpd it never does", """
                backend none < GET /a HTTP/1.1
                backend none < Host: {none}
                backend none < Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
                backend none < Sec-WebSocket-Version: 13
                backend none < X-Forwarded-For: 127.0.0.1
                backend none < X-Forwarded-Host: c.test
                backend none < X-Forwarded-Server: parity.test
                backend none < Connection: Upgrade
                backend none < Upgrade: websocket
                client < HTTP/1.1 101 Switching Protocols
                client < Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=
                client < Connection: Upgrade
                client < Upgrade: websocket
                """);
    }

    /** A 101 for a handshake without a key. */
    private static String agreed(String protocol) {
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: " + protocol + "\r\nConnection: Upgrade\r\n\r\n";
    }

    /** The handshake is carried to the backend, which agrees, and a message goes each way. */
    private static void agree(Stage stage, String request, String name, String answer) {
        Actor client = stage.client().send(request);
        Actor backend = upgradeLine(stage, name).send(answer);
        client.head();
        stage.echo(client, backend);
    }

    /** The request is carried as a plain one, and answered as such. */
    private static void plain(Stage stage, Actor client, String name) {
        Actor backend = stage.backend(name);
        backend.head();
        backend.send(OK);
        client.answer();
        client.usable();
    }

    private static void asks(Stage stage, String path, String name, String protocol) {
        Actor client = stage.client().send(up(path, protocol));
        Actor backend = upgradeLine(stage, name);
        backend.send(OK);
        client.status();
        stage.house(name).forget();
    }

    private static Actor upgradeLine(Stage stage, String name) {
        Actor backend = stage.backend(name);
        Head head = backend.raw().head();
        stage.fact("backend " + name + " is asked for: " + head.value("Upgrade").orElse("no upgrade")
                + ", connection " + head.value("Connection").orElse("unsaid"));
        return backend;
    }
}
