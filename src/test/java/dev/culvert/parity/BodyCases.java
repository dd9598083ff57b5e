package dev.culvert.parity;

import static dev.culvert.parity.DecisionCases.WS;
import static dev.culvert.parity.Texts.KEY;
import static dev.culvert.parity.Texts.R101;
import static dev.culvert.parity.Texts.request;

import java.util.List;

/** Rows 39 to 42: handshakes with a body, an Expect or a strange Connection. */
final class BodyCases {
    private static final String UPGRADE = "Upgrade: websocket\r\nConnection: Upgrade\r\n" + KEY;

    private BodyCases() {}

    static List<Case> all() {
        return List.of(
                Case.of("39", "Connection: close, Upgrade", WS, stage -> {
                    Actor client = stage.client()
                            .send(request("GET", "/ws/a", "Upgrade: websocket\r\nConnection: close, Upgrade\r\n" + KEY));
                    Actor backend = stage.backend();
                    backend.head();
                    backend.send(R101);
                    client.head();
                    stage.echo(client, backend);
                }),
                Case.of("40", "a body by length, then tunnel bytes", WS, stage ->
                        body(stage, "Content-Length: 4\r\n", "BODYtunnel")),
                Case.of("41", "a body in chunks, then tunnel bytes", WS, stage ->
                        body(stage, "Transfer-Encoding: chunked\r\n", "4\r\nBODY\r\n0\r\n\r\ntunnel")),
                Case.of("42", "Expect with a handshake", WS, stage -> {
                    Actor client = stage.client()
                            .send(request("POST", "/ws/a", UPGRADE + "Content-Length: 3\r\nExpect: 100-continue\r\n"));
                    Actor backend = stage.backend();
                    backend.head();
                    client.send("abc");
                    backend.send(R101);
                    client.head();
                    backend.reads(3);
                    stage.echo(client, backend);
                }));
    }

    private static void body(Stage stage, String framing, String sent) {
        Actor client = stage.client().send(request("POST", "/ws/a", UPGRADE + framing) + sent);
        Actor backend = stage.backend();
        backend.head();
        backend.reads(4).quiet(200).send(R101);
        client.head();
        backend.reads(6);
        stage.echo(client, backend);
    }
}
