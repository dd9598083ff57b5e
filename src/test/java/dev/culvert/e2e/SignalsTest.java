package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.testing.RawClient;
import dev.culvert.testing.RawConnection;
import dev.culvert.testing.ScriptedBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Culvert in a process of its own, told what to do by signals and by {@code -k}. */
final class SignalsTest {
    private static final long SECONDS = 30;

    private final ScriptedBackend scripted = ScriptedBackend.tcp();
    @TempDir
    Path folder = Path.of("");

    private Installation here = new Installation(Path.of(""));

    @BeforeEach
    void write() throws IOException {
        here = new Installation(folder);
        here.write("ProxyPass / ws://127.0.0.1:" + scripted.port() + "/");
    }

    @AfterEach
    void close() {
        scripted.close();
    }

    private RawConnection tunnel(RawConnection client) {
        client.send(TunnelsTest.UPGRADE);
        RawConnection backend = scripted.next();
        backend.head();
        backend.send(TunnelsTest.AGREED);
        assertThat(client.head().status()).isEqualTo(101);
        return backend;
    }

    private static void awaitPrinted(Program culvert, String what) {
        await().atMost(Running.PATIENCE).until(culvert::printed, printed -> printed.contains(what));
    }

    /** What nohup has started ignores HUP, and so does all that it starts. */
    private static boolean isHeard(String signal) throws Exception {
        Process told = new ProcessBuilder("sh", "-c", "kill -" + signal + " $$").start();
        return told.waitFor() != 0;
    }

    @Test
    void gracefulReadsAgainAndATunnelGoesOn() throws Exception {
        try (Program culvert = here.culvert(); RawConnection client = RawClient.connect(here.port(culvert))) {
            RawConnection backend = tunnel(client);
            here.write("Redirect / http://elsewhere.test/");
            here.tell("graceful", 0);
            awaitPrinted(culvert, "generation 2 is in force");
            culvert.signal(isHeard("HUP") ? "HUP" : "USR1");
            awaitPrinted(culvert, "generation 3 is in force");
            client.send("ping");
            assertThat(backend.read(4)).isEqualTo("ping");
            try (RawConnection next = RawClient.connect(here.port(culvert))) {
                next.send("GET / HTTP/1.1\r\nHost: signals.test\r\n\r\n");
                assertThat(next.head().status()).isEqualTo(302);
            }
        }
    }

    @Test
    void aMistakeIsToldToWhoeverAsksAndNobodyElseIsBothered() throws Exception {
        try (Program culvert = here.culvert()) {
            here.port(culvert);
            here.write("ProxyPas / ws://127.0.0.1/");
            here.tell("graceful", 1);
            culvert.signal("USR1");
            awaitPrinted(culvert, "AH00020");
            here.write("Redirect / http://elsewhere.test/");
            culvert.signal("USR1");
            awaitPrinted(culvert, "generation 2 is in force");
        }
    }

    @Test
    void aGracefulStopLetsTheLastTunnelGoAndEndsWithZero() throws Exception {
        try (Program culvert = here.culvert(); RawConnection client = RawClient.connect(here.port(culvert))) {
            tunnel(client);
            assertThat(here.pidFile()).exists();
            here.tell("start", 0);
            here.tell("graceful-stop", 0);
            assertThat(client.rest()).isNotNull();
            assertThat(culvert.end(SECONDS)).isZero();
            assertThat(culvert.printed()).contains("AH00492", "AH00491");
            assertThat(here.pidFile()).doesNotExist();
        }
    }

    @Test
    void stopEndsItSoonWithZero() throws Exception {
        try (Program culvert = here.culvert()) {
            here.port(culvert);
            here.tell("stop", 0);
            assertThat(culvert.end(SECONDS)).isZero();
        }
    }

    @Test
    void nobodyIsToldWhereNothingRuns() throws Exception {
        try (Program teller = here.culvert("-k", "stop")) {
            assertThat(teller.end(SECONDS)).isZero();
            assertThat(teller.printed()).contains("culvert (no pid file) not running");
        }
        Process other = new ProcessBuilder("cat").start();
        Files.writeString(here.pidFile(), other.pid() + "\n");
        try (Program teller = here.culvert("-k", "stop")) {
            assertThat(teller.end(SECONDS)).isZero();
            assertThat(teller.printed()).contains("culvert (pid " + other.pid() + "?) not running");
            assertThat(other.isAlive()).as("that is somebody else").isTrue();
        } finally {
            other.destroy();
        }
    }
}
