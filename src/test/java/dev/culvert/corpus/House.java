package dev.culvert.corpus;

import dev.culvert.testing.Head;
import dev.culvert.testing.RawConnection;
import dev.culvert.testing.ScriptedBackend;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A backend that keeps the heads of the requests it got. It answers a handshake with 101 and then sends back the first five
 * bytes, and anything else with 200.
 */
final class House implements AutoCloseable {
    /** The header by which a request is known again. */
    static final String NUMBER = "X-Ask";

    static final String HANDSHAKE = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n";
    private static final String AGREED = """
            HTTP/1.1 101 Switching Protocols\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r
            \r
            """;
    private static final String OK = """
            HTTP/1.1 200 OK\r
            Content-Type: text/plain\r
            Set-Cookie: home=1; Path=/inner; Domain=inner.test\r
            Content-Length: 2\r
            \r
            ok""";
    private static final Duration LONG = Duration.ofMinutes(10);

    private final ScriptedBackend backend;
    private final Map<String, Head> seen = new ConcurrentHashMap<>();

    House(ScriptedBackend backend) {
        this.backend = backend;
        backend.serve(this::converse);
    }

    /** The head of the request with that number, if it came here. */
    Optional<Head> head(String number) {
        return Optional.ofNullable(seen.get(number));
    }

    @Override
    public void close() {
        backend.close();
    }

    private void converse(RawConnection connection) {
        while (true) {
            Head head = connection.head(LONG);
            head.value(NUMBER).ifPresent(number -> seen.put(number, head));
            if (head.value("Upgrade").orElse("").equalsIgnoreCase("websocket")) {
                connection.send(AGREED);
                connection.send(connection.read(5));
                connection.rest(LONG);
                connection.close();
                return;
            }
            if (head.value("Content-Length").isPresent() || head.value("Transfer-Encoding").isPresent()) {
                connection.body(head);
            }
            connection.send(OK);
        }
    }
}
