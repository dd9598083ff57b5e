package dev.culvert.parity;

import dev.culvert.testing.Fields;
import dev.culvert.testing.FrameClient;
import dev.culvert.testing.Head;
import dev.culvert.testing.WebSocketPeer;
import java.util.List;
import java.util.Locale;

/** HTTP/2 to the client, and WebSockets over it: what stands in no row of the table. */
final class Http2Cases {
    private static final Setup TUNNELS = new Setup("HTTP/2 with WebSockets", """
            Protocols h2c http/1.1
            H2WebSockets on
            ProxyPass /ws/ ws://{b}/ws/
            ProxyPass /p/ http://{b}/p/
            """);
    private static final Setup NONE = new Setup("HTTP/2 without WebSockets", """
            Protocols h2c http/1.1
            ProxyPass /ws/ ws://{b}/ws/
            ProxyPass /p/ http://{b}/p/
            """);

    private Http2Cases() {}

    static List<Case> all() {
        return List.of(
                Case.of("2501", "a tunnel over HTTP/2", TUNNELS, Http2Cases::tunnel)
                        .differs("A handshake over HTTP/2 has no length", "a GET that begins a tunnel has no body to have a length"),
                Case.of("2502", "answers over HTTP/2 that refuse a tunnel", TUNNELS, stage -> {
                    for (int status : new int[] {302, 401, 404, 503}) {
                        answered(stage, status + " " + "o".repeat(status % 7 + 1)
                                + "\r\nContent-Length: 2\r\nX-From: backend\r\n\r\nno");
                    }
                }),
                Case.of("2507", "answers over HTTP/2 that agree to no tunnel", TUNNELS, stage -> {
                    String agreement = "101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n";
                    answered(stage, agreement + "Sec-WebSocket-Accept: bm90IHRoaXMgb25lIQ==\r\n\r\n");
                    answered(stage, agreement + "\r\n");
                    answered(stage, "200 So\r\nContent-Length: 2\r\n\r\nno");
                }).differs("A failed handshake over HTTP/2 is logged as one", "the client got 502, and so says the line", """
                        client < 502 (page)
                        access line: 502
                        client < 502 (page)
                        access line: 502
                        client < 502 (page)
                        access line: 502
                        """),
                Case.of("2503", "another protocol over HTTP/2", TUNNELS, stage -> {
                    try (FrameClient client = stage.http2()) {
                        said(stage, client, client.open(Fields.tunnelOf("connect-udp", "/ws/udp")));
                    }
                    stage.connections("b");
                }),
                Case.of("2504", "a tunnel over HTTP/2 where it is not allowed", NONE, stage -> {
                    try (FrameClient client = stage.http2()) {
                        stage.fact("announced: " + client.setting(FrameClient.ENABLE_CONNECT_PROTOCOL));
                        stage.fact("reset: " + client.answer(client.tunnel("/ws/off")).reset());
                    }
                }),
                Case.of("2505", "a request over HTTP/2", NONE, Http2Cases::request),
                Case.of("2506", "fields that HTTP/2 does not know", NONE, stage -> {
                    for (String field : List.of("connection", "upgrade", "keep-alive", "transfer-encoding", "X-Capital")) {
                        try (FrameClient client = stage.http2()) {
                            stage.fact(field + " -> reset "
                                    + client.answer(client.ask(Fields.request("GET", "/p/x", field, "x"))).reset());
                        }
                    }
                    stage.connections("b");
                }));
    }

    private static void tunnel(Stage stage) {
        try (FrameClient client = stage.http2()) {
            stage.fact("announced: " + client.setting(FrameClient.ENABLE_CONNECT_PROTOCOL));
            int stream = client.open(Fields.tunnel("/ws/agreed", "sec-websocket-protocol", "chat"));
            Actor backend = stage.backend();
            Head asked = backend.raw().head();
            asked(stage, asked);
            backend.send(WebSocketPeer.agreement(asked).replace("\r\n\r\n", "\r\nSec-WebSocket-Protocol: chat\r\n\r\n"));
            head(stage, client.head(stream));
            client.data(stream, "ping!");
            backend.reads(5).send("pong!");
            stage.fact("client reads " + client.read(stream, 5));
            client.end(stream);
            backend.rest().send("the last").finish();
            FrameClient.Answer rest = client.answer(stream);
            stage.fact("client reads " + rest.body() + ", then the end; reset: " + rest.reset());
        }
        line(stage, "/ws/agreed");
    }

    private static void answered(Stage stage, String answer) {
        String path = "/ws/" + answer.length();
        try (FrameClient client = stage.http2()) {
            int stream = client.tunnel(path);
            Actor backend = stage.backend();
            backend.raw().head();
            backend.send("HTTP/1.1 " + answer).finish();
            said(stage, client, stream);
        }
        stage.fact("access line: " + stage.accessLine("GET " + path + " HTTP/2.0").map(line -> line[1]).orElse("none"));
    }

    private static void request(Stage stage) {
        try (FrameClient client = stage.http2()) {
            int stream = client.ask(Fields.request("GET", "/p/x?y=z", "cookie", "a=1", "user-agent", "parity", "cookie", "b=2"));
            Actor backend = stage.backend();
            asked(stage, backend.raw().head());
            backend.send("HTTP/1.1 200 Fine\r\nContent-Length: 2\r\nConnection: close\r\nX-Own: Kept\r\n\r\nok");
            head(stage, client.head(stream));
            said(stage, client, stream);
        }
        line(stage, "/p/x?y=z");
    }

    /** The key is another one every time. */
    private static void asked(Stage stage, Head head) {
        stage.fact("backend < " + head.start());
        head.lines().stream().filter(line -> !line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key")).sorted()
                .forEach(line -> stage.fact("backend < " + line));
    }

    private static void head(Stage stage, Head head) {
        stage.fact("client < " + head.start());
        head.lines().stream().filter(line -> !line.matches("(date|server):.*")).sorted().forEach(line -> stage.fact("client < " + line));
    }

    /** A page of the server's own has another text. A reset that only stops an upload may follow or not. */
    private static void said(Stage stage, FrameClient client, int stream) {
        FrameClient.Answer answer = client.answer(stream);
        boolean page = answer.head().value("content-type").orElse("").startsWith("text/html");
        stage.fact("client < " + answer.status() + answer.head().value("x-from").map(" from "::concat).orElse("") + " "
                + (page ? "(page)" : answer.body()));
    }

    private static void line(Stage stage, String path) {
        stage.fact("access line: " + stage.accessLine(path).map(line -> line[0] + " " + line[1]).orElse("none"));
    }
}
