package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.testing.RawClient;
import dev.culvert.testing.RawConnection;
import dev.culvert.testing.ScriptedBackend;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is sent, from either side, there is a status or an end, and the next one is served. */
class NonsenseTest {
    private static final Duration BRIEFLY = Duration.ofSeconds(10);

    private final ScriptedBackend scripted = ScriptedBackend.tcp();
    private Running culvert;

    @AfterEach
    void stop() {
        culvert.close();
        scripted.close();
    }

    private void start() throws Exception {
        culvert = Running.with("ProxyPass / ws://127.0.0.1:" + scripted.port() + "/", "Timeout 1", "RequestReadTimeout header=1 body=1");
    }

    static List<String> answers() {
        return List.of("", "\r\n", "garbage", "garbage\r\n\r\n", "HTTP/1.1\r\n\r\n", "HTTP/1.1 abc\r\n\r\n", "HTTP/1.1 101\r\n\r\n",
                "HTTP/1.1 101 S\r\nUpgrade: websocket\r\n\r\n", "HTTP/1.1 101 S\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
                "HTTP/1.1 101 S\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: wrong\r\n\r\n",
                "HTTP/1.1 101 S\r\nUpgrade: websocket\r\nno colon\r\n\r\n", "HTTP/2.0 101 S\r\nUpgrade: websocket\r\n\r\n",
                "HTTP/1.1 101 S\r\nUpgrade : websocket\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", "HTTP/1.1 200 OK\r\nA: b\u0000c\r\n\r\n",
                "HTTP/1.1 200 OK\r\nA b: c\r\n\r\n", "HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(20_000) + "\r\n",
                "HTTP/1.1 200 OK\r\nA: " + "b".repeat(100_000) + "\r\n\r\n", "HTTP/1.1 100 C\r\n\r\n".repeat(20),
                "HTTP/1.1 103 E\r\n\r\n".repeat(12), "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n");
    }

    @ParameterizedTest
    @MethodSource("answers")
    void anAnswerThatIsNoneOpensNoTunnel(String answer) throws Exception {
        start();
        RawConnection client = culvert.client();
        client.send(TunnelsTest.UPGRADE);
        RawConnection backend = scripted.next();
        backend.head();
        backend.send(answer);
        backend.finish();
        int status = client.head(BRIEFLY).status();
        while (status == 103 || status == 100) {
            status = client.head(BRIEFLY).status();
        }
        assertThat(status).isNotEqualTo(101);
        assertThat(culvert.openTunnels()).isZero();
        isServed();
    }

    @Test
    void brokenRequestsEndAndTheNextIsServed() throws Exception {
        start();
        answerAll(); // some of what is changed is still a request
        Random random = new Random(63);
        for (int round = 0; round < 150; round++) {
            byte[] bytes = mutated(TunnelsTest.UPGRADE, random);
            try (RawConnection client = RawClient.connect(culvert.port())) {
                client.send(bytes);
                client.finish();
                if (!client.speaks(BRIEFLY)) {
                    assertThat(client.rest(BRIEFLY)).isEmpty();
                }
            }
        }
        isServed();
    }

    /** A few bytes changed, lost or doubled. */
    private static byte[] mutated(String text, Random random) {
        StringBuilder out = new StringBuilder(text);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(out.length());
            switch (random.nextInt(3)) {
                case 0 -> out.setCharAt(at, (char) random.nextInt(256));
                case 1 -> out.deleteCharAt(at);
                default -> out.insert(at, out.substring(at, Math.min(out.length(), at + random.nextInt(40))));
            }
        }
        return out.toString().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private void answerAll() {
        scripted.serve(connection -> {
            while (true) { // until no head comes any more, which ends it
                connection.head();
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            }
        });
    }

    private void isServed() {
        answerAll();
        try (RawConnection next = culvert.client()) {
            next.send("GET /next HTTP/1.1\r\nHost: e2e.test\r\n\r\n");
            assertThat(next.head(BRIEFLY).status()).isEqualTo(200);
        }
    }
}
