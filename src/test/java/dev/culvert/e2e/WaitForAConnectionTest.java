package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.testing.RawConnection;
import dev.culvert.testing.ScriptedBackend;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With max=1: whoever comes second waits, as long as an answer may take, and can be seen waiting. */
class WaitForAConnectionTest {
    private final ScriptedBackend scripted = ScriptedBackend.tcp();
    private final String url = "ws://127.0.0.1:" + scripted.port() + "/";
    private Running culvert;
    private RawConnection holder;
    private RawConnection held;

    @AfterEach
    void stop() {
        culvert.close();
        scripted.close();
    }

    private void open(String more) throws Exception {
        culvert = Running.with("ProxyPass / " + url + " max=1", more);
        holder = culvert.client();
        holder.send(TunnelsTest.UPGRADE);
        held = agree();
        assertThat(holder.head().status()).isEqualTo(101);
    }

    private RawConnection agree() {
        RawConnection backend = scripted.next();
        backend.head();
        backend.send(TunnelsTest.AGREED);
        return backend;
    }

    private RawConnection waiting() {
        RawConnection client = culvert.client();
        client.send(TunnelsTest.UPGRADE);
        return client;
    }

    private void awaitWaiting(int count) {
        Awaitility.await().atMost(Running.PATIENCE).until(() -> culvert.waiting(url) == count);
    }

    @Test
    void withoutAcquireItEndsWithTheTimeForAnAnswer() throws Exception {
        open("ProxyTimeout 1");
        RawConnection second = waiting();
        assertThat(second.head().status()).isEqualTo(503);
        assertThat(culvert.errorLine("AH00941")).contains("no free connection");
        assertThat(culvert.waiting(url)).isZero();
    }

    @Test
    void whoeverWaitsIsCountedAndComesInWhenThereIsRoom() throws Exception {
        open("");
        RawConnection second = waiting();
        awaitWaiting(1);
        holder.close();
        held.close();
        agree();
        assertThat(second.head().status()).isEqualTo(101);
        assertThat(culvert.waiting(url)).isZero();
    }

    @Test
    void aClientThatWentAwayIsOutOfTheLine() throws Exception {
        open("");
        RawConnection second = waiting();
        awaitWaiting(1);
        second.reset();
        awaitWaiting(0);
        assertThat(culvert.accessLine("499")).startsWith("499");
        assertThat(scripted.connections()).isEqualTo(1);
        assertThat(holder.quiet(Duration.ofMillis(50))).as("the one inside is not touched").isTrue();
    }
}
