package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.testing.RawClient;
import dev.culvert.testing.RawConnection;
import dev.culvert.testing.ScriptedBackend;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backend's name moves to another address while Culvert runs, in a process of its own with a hosts file of its own. */
class MovedNameTest {
    private static final String GET = "GET /a HTTP/1.1\r\nHost: moved.test\r\n\r\n";

    @TempDir
    private Path directory;

    private final ScriptedBackend before = ScriptedBackend.tcp();
    private final ScriptedBackend after = ScriptedBackend.tcp(new AtAddress("127.0.0.2", before.port()));
    private Program culvert;
    private int port;

    /** Sockets of one address, whatever is asked for. */
    private static final class AtAddress extends ServerSocketFactory {
        private final String address;
        private final int port;

        AtAddress(String address, int port) {
            this.address = address;
            this.port = port;
        }

        @Override
        public ServerSocket createServerSocket(int asked) throws IOException {
            return createServerSocket(asked, 50);
        }

        @Override
        public ServerSocket createServerSocket(int asked, int backlog) throws IOException {
            return createServerSocket(asked, backlog, InetAddress.ofLiteral(address));
        }

        @Override
        public ServerSocket createServerSocket(int asked, int backlog, InetAddress where) throws IOException {
            return new ServerSocket(port, backlog, InetAddress.ofLiteral(address));
        }
    }

    @BeforeEach
    void start() throws Exception {
        hosts("127.0.0.1 moves.test\n127.0.0.1 stays.test\n");
        Path conf = directory.resolve("moved.conf");
        Files.writeString(conf, """
                Listen 127.0.0.1:0
                ServerName moved.test
                ErrorLog /dev/stderr
                PidFile %s
                ProxyPass /stays/ ws://stays.test:%s/
                ProxyPass / ws://moves.test:%s/ addressttl=100ms
                """.formatted(directory.resolve("moved.pid"), before.port(), before.port()));
        culvert = Program.start(Path.of(""), Pattern.compile("serves \\[/127\\.0\\.0\\.1:(\\d+)]"), List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djdk.net.hosts.file=" + directory.resolve("hosts"),
                "-cp", System.getProperty("java.class.path"),
                "dev.culvert.Main", "-f", conf.toString()));
        port = Integer.parseInt(culvert.await(30).group(1));
    }

    @AfterEach
    void stop() {
        culvert.close();
        before.close();
        after.close();
    }

    /** In one step: a look-up must never see half of it. */
    private void hosts(String text) throws IOException {
        Path draft = Files.writeString(directory.resolve("draft"), text);
        Files.move(draft, directory.resolve("hosts"), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Answers every request of a connection. */
    private static void serve(ScriptedBackend backend, String body) {
        backend.serve(connection -> {
            while (true) {
                answer(connection, body);
            }
        });
    }

    private static void answer(RawConnection backend, String body) {
        backend.head();
        backend.send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    private static String body(RawConnection client) {
        return client.body(client.head());
    }

    /** One exchange after the other until one reaches the new address, which is when the time to live is over. */
    private void awaitMoved() {
        Awaitility.await().atMost(Running.PATIENCE).until(() -> {
            try (RawConnection client = RawClient.connect(port)) {
                client.send(GET.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
                return body(client).equals("after");
            }
        });
    }

    @Test
    void newTunnelsGoToTheNewAddressAndOldOnesLiveOn() throws Exception {
        RawConnection first = RawClient.connect(port);
        first.send(TunnelsTest.UPGRADE);
        RawConnection old = before.next();
        old.head();
        old.send(TunnelsTest.AGREED);
        assertThat(first.head().status()).isEqualTo(101);

        serve(before, "before");
        serve(after, "after");
        hosts("127.0.0.2 moves.test\n");
        awaitMoved();
        after.forget();

        RawConnection second = RawClient.connect(port);
        second.send(TunnelsTest.UPGRADE);
        RawConnection fresh = after.next();
        fresh.head();
        fresh.send(TunnelsTest.AGREED);
        assertThat(second.head().status()).isEqualTo(101);

        first.send("to the old");
        assertThat(old.read(10)).isEqualTo("to the old");
        old.send("from the old");
        assertThat(first.read(12)).isEqualTo("from the old");
    }

    @Test
    void aKeptConnectionToTheOldAddressIsNotUsedAgain() throws Exception {
        RawConnection client = RawClient.connect(port); // one loop, so one pool
        client.send(GET);
        RawConnection kept = before.next();
        answer(kept, "before");
        assertThat(body(client)).isEqualTo("before");

        serve(after, "after");
        hosts("127.0.0.2 moves.test\n");
        awaitMoved();
        client.send(GET);
        assertThat(body(client)).isEqualTo("after");
        assertThat(kept.rest()).as("closed, without another request").isEmpty();
    }

    @Test
    void aLostNameKeepsItsAddresses() throws Exception {
        serve(before, "before");
        RawConnection client = RawClient.connect(port);
        client.send(GET);
        assertThat(body(client)).isEqualTo("before");
        hosts("127.0.0.1 stays.test\n");
        Awaitility.await().atMost(Running.PATIENCE).until(() -> {
            try (RawConnection next = RawClient.connect(port)) {
                next.send(GET);
                assertThat(body(next)).isEqualTo("before");
            }
            return culvert.printed().contains("the name moves.test cannot be looked up any more");
        });
        assertThat(culvert.printed()).contains("proxy:warn");
    }

    @Test
    void withoutATimeToLiveItStaysWhereItWas() throws Exception {
        serve(before, "before");
        RawConnection client = RawClient.connect(port);
        client.send(GET.replace("/a", "/stays/a"));
        assertThat(body(client)).isEqualTo("before");
        serve(after, "after");
        hosts("127.0.0.2 moves.test\n127.0.0.2 stays.test\n");
        awaitMoved();
        RawConnection next = RawClient.connect(port);
        next.send(GET.replace("/a", "/stays/a"));
        assertThat(body(next)).isEqualTo("before");
    }
}
