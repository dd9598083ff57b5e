package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.testing.RawConnection;
import dev.culvert.testing.ScriptedBackend;
import dev.culvert.testing.Unmet;
import dev.culvert.testing.WebSocketPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Logs that cannot be written, and programs that die: requests and tunnels go on as if there were no log. */
@Timeout(60)
class LogTroubleTest {
    private static final int MANY = 200;

    private final ScriptedBackend backend = ScriptedBackend.tcp();

    @TempDir
    private Path folder;

    @BeforeEach
    void serve() {
        backend.serve(LogTroubleTest::answer);
    }

    @AfterEach
    void close() {
        backend.close();
    }

    /** Echoes what a tunnel says, five bytes at a time, and answers whatever else it is asked. */
    private static void answer(RawConnection connection) {
        while (true) {
            String key = connection.head().value("Sec-WebSocket-Key").orElse("");
            if (key.isEmpty()) {
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            } else {
                connection.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + WebSocketPeer.accept(key) + "\r\n\r\n");
                echo(connection);
            }
        }
    }

    private static void echo(RawConnection connection) {
        try {
            while (true) {
                connection.send(connection.read(5));
            }
        } catch (Unmet over) {
            connection.close();
        }
    }

    private Running culvert(String... lines) throws Exception {
        String to = "127.0.0.1:" + backend.port();
        return Running.with("MaxKeepAliveRequests 0\nProxyPass /ws/ ws://" + to + "/\nProxyPass / http://" + to + "/\n" + String.join("\n", lines));
    }

    private static RawConnection tunnel(Running culvert) {
        RawConnection client = culvert.client();
        client.send(TunnelsTest.UPGRADE);
        assertThat(client.head().status()).isEqualTo(101);
        return client;
    }

    private static void echoes(RawConnection tunnel) {
        tunnel.send("12345");
        assertThat(tunnel.read(5)).isEqualTo("12345");
    }

    private static void request(RawConnection client, String path) {
        client.send("GET /" + path + " HTTP/1.1\r\nHost: e2e.test\r\n\r\n");
        assertThat(client.body(client.head())).isEqualTo("ok");
    }

    private static void traffic(Running culvert, String path) {
        try (RawConnection tunnel = tunnel(culvert); RawConnection client = culvert.client()) {
            for (int i = 0; i < MANY; i++) {
                echoes(tunnel);
                request(client, path);
            }
        }
        culvert.awaitNoTunnels();
    }

    @Test
    void aFullDiskStopsNoTrafficAndIsToldOnce() throws Exception {
        try (Running culvert = culvert("CustomLog /dev/full e2e", "CulvertTunnelLog open close")) {
            traffic(culvert, "full");
            culvert.errorLine("Log /dev/full cannot be written, its lines are dropped: No space left on device");
            assertThat(culvert.accessLine("/ws/a")).as("the other log is as well as ever").startsWith("101");
            assertThat(culvert.errorLog().lines().filter(line -> line.contains("/dev/full"))).hasSize(1);
        }
    }

    @Test
    void theErrorLogOfTheServerHearsOfIt() throws Exception {
        Path errors = folder.resolve("errors.log");
        try (Running culvert = culvert("CustomLog /dev/full e2e", "ErrorLog " + errors)) {
            traffic(culvert, "full");
            Awaitility.await().atMost(Running.PATIENCE).until(() -> Files.readString(errors).contains("Log /dev/full cannot be written"));
            assertThat(Files.readString(errors).lines().filter(line -> line.contains("/dev/full"))).hasSize(1);
        }
    }

    @Test
    void aFullDiskUnderTheErrorLogStopsNoTraffic() throws Exception {
        try (Running culvert = culvert("ErrorLog /dev/full", "LogLevel trace8", "CustomLog /dev/full e2e")) {
            traffic(culvert, "full");
            assertThat(culvert.accessLine("/ws/a")).startsWith("101");
        }
    }

    /** The kernel takes 64 KiB for it, and Culvert some 2 MiB. */
    @Test
    void aProgramThatDoesNotReadStopsNoTraffic() throws Exception {
        String long4k = "x".repeat(4000);
        try (Running culvert = culvert("CustomLog \"|sleep 600\" e2e", "CustomLog \"|sleep 601\" \"%r %r %r %r %r\"")) {
            traffic(culvert, long4k);
            assertThat(culvert.accessLine("/ws/a")).startsWith("101");
        }
    }

    @Test
    void aKilledProgramIsStartedAgainWhileTrafficGoesOn() throws Exception {
        Path pids = folder.resolve("pids");
        Path piped = folder.resolve("piped");
        String program = "\"|$echo $$ >> " + pids + "; exec cat >> " + piped + "\"";
        try (Running culvert = culvert("CustomLog " + program + " \"%s %U\""); RawConnection tunnel = tunnel(culvert);
                RawConnection client = culvert.client()) {
            request(client, "before");
            Awaitility.await().atMost(Running.PATIENCE).until(() -> lines(piped).contains("200 /before"));
            ProcessHandle.of(Long.parseLong(lines(pids).getFirst())).orElseThrow().destroyForcibly();
            Awaitility.await().atMost(Running.PATIENCE).until(() -> {
                request(client, "meanwhile");
                echoes(tunnel);
                return lines(pids).size() == 2;
            });
            request(client, "after");
            tunnel.finish();
            Awaitility.await().atMost(Running.PATIENCE).until(() -> lines(piped).containsAll(List.of("200 /after", "101 /ws/a")));
            assertThat(culvert.errorLine("AH00106")).contains("was started again");
        }
    }

    @Test
    void rotatelogsRotatesAndLosesNoLine() throws Exception {
        Path rotatelogs = Needs.orSkip("rotatelogs", Needs.program(List.of("rotatelogs")), "rotatelogs is part of apache2-utils");
        int count = 0;
        try (Running culvert = culvert("CustomLog \"|" + rotatelogs + " " + folder + "/access.%H%M%S 1\" \"%s %U\"");
                RawConnection tunnel = tunnel(culvert); RawConnection client = culvert.client()) {
            while (logs().size() < 3) {
                request(client, "r");
                echoes(tunnel);
                count++;
            }
        }
        List<String> all = logs().stream().map(LogTroubleTest::lines).flatMap(List::stream).toList();
        assertThat(all).hasSize(count + 1).contains("101 /ws/a");
    }

    private List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("access.")).toList();
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
