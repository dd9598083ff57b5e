package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.testing.Head;
import dev.culvert.testing.RawConnection;
import dev.culvert.testing.ScriptedBackend;
import dev.culvert.testing.WebSocketPeer;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What access logs say of tunnels, and when. */
class TunnelLogTest {
    private static final String FORMAT = "LogFormat \"TUNNEL %>s %{event}W id=%{id}W %{backend}W %{handshake}W %{lasted:ms}W "
            + "%{bytes-up}W %{bytes-down}W %{ended-by}W %U\" tunnel\nCustomLog /dev/stdout tunnel\n";

    private final ScriptedBackend backend = ScriptedBackend.tcp();

    @AfterEach
    void close() {
        backend.close();
    }

    @ParameterizedTest
    @CsvSource({"'', close", "close, close", "open, open", "open close, open close", "off, ''"})
    void writesALineWhenItShould(String words, String events) throws Exception {
        try (Running culvert = culvert(words.isEmpty() ? "" : "CulvertTunnelLog " + words)) {
            try (RawConnection client = open(culvert)) {
                if (events.startsWith("open")) {
                    assertThat(culvert.accessLine("TUNNEL 101 open")).endsWith(" /ws/a");
                }
                client.send("12345");
                client.finish();
            }
            culvert.awaitNoTunnels();
            plain(culvert); // whose line comes last
            assertThat(String.join(" ", events(culvert))).isEqualTo((events + " -").strip());
        }
    }

    private static List<String> events(Running culvert) {
        culvert.accessLine("/plain");
        return culvert.accessLog().lines().filter(line -> line.startsWith("TUNNEL")).map(line -> line.split(" ", -1)[2]).toList();
    }

    @Test
    void tellsWhatThereIsToTell() throws Exception {
        try (Running culvert = culvert("CulvertTunnelLog open close"); RawConnection client = open(culvert)) {
            String url = "ws://127.0.0.1:" + backend.port() + "/";
            String[] opened = culvert.accessLine("101 open").split(" ", -1);
            assertThat(opened).containsExactly("TUNNEL", "101", "open", "id=1", url, opened[5], "-", "-", "-", "-", "/ws/a");
            assertThat(Long.parseLong(opened[5])).as("handshake, microseconds").isBetween(1L, 10_000_000L);
            client.send("12345");
            client.finish();
            String[] closed = culvert.accessLine("101 close").split(" ", -1);
            assertThat(closed).containsExactly("TUNNEL", "101", "close", "id=1", url, opened[5], closed[6], "5", "3", "client", "/ws/a");
            assertThat(Long.parseLong(closed[6])).as("milliseconds").isBetween(0L, 10_000L);
            plain(culvert);
            assertThat(culvert.accessLine("TUNNEL 200")).isEqualTo("TUNNEL 200 - id=- http://127.0.0.1:" + backend.port()
                    + "/ - - - - - /plain");
        }
    }

    /** The tunnels of a busy day, each with a line in two logs; what was begun for one never ends up in another's. */
    @Test
    void manyTunnelsEndWithTheirOwnLines() throws Exception {
        try (Running culvert = culvert("")) {
            List<RawConnection> clients = IntStream.range(0, 50).mapToObj(_ -> open(culvert)).toList();
            for (int i = 0; i < clients.size(); i++) {
                clients.get(i).send("x".repeat(i));
                clients.get(i).finish();
            }
            culvert.awaitNoTunnels();
            for (int i = 0; i < clients.size(); i++) {
                String id = "id=" + (i + 1);
                assertThat(culvert.accessLine(id + " ").split(" ", -1)[7]).isEqualTo(String.valueOf(i));
            }
        }
    }

    private Running culvert(String line) throws Exception {
        String to = "127.0.0.1:" + backend.port();
        return Running.with(line, FORMAT + "ProxyPass /ws/ ws://" + to + "/", "ProxyPass / http://" + to + "/");
    }

    /** A tunnel on which the backend says three bytes and then does as the client does. */
    private RawConnection open(Running culvert) {
        RawConnection client = culvert.client();
        client.send(TunnelsTest.UPGRADE);
        RawConnection behind = backend.next();
        Head asked = behind.head();
        behind.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + WebSocketPeer.accept(asked.value("Sec-WebSocket-Key").orElseThrow()) + "\r\n\r\nabc");
        assertThat(client.head().status()).isEqualTo(101);
        assertThat(client.read(3)).isEqualTo("abc");
        Thread.ofVirtual().start(() -> {
            behind.rest(Running.PATIENCE);
            behind.finish();
        });
        return client;
    }

    private void plain(Running culvert) {
        try (RawConnection client = culvert.client()) {
            client.send("GET /plain HTTP/1.1\r\nHost: e2e.test\r\n\r\n");
            RawConnection behind = backend.next();
            behind.head();
            behind.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            assertThat(client.head().status()).isEqualTo(200);
        }
        Awaitility.await().atMost(Running.PATIENCE).until(() -> culvert.accessLog().contains("TUNNEL 200"));
    }
}
