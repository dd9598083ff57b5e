package dev.culvert.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a backend is waited for, and how long a tunnel may be idle. */
final class TimeoutTest {
    /** A dash is a line or parameter that is not there. All in seconds. */
    @ParameterizedTest(name = "Timeout {0} ProxyTimeout {1} timeout={2}: answer {3}, idle {4}")
    @CsvSource({
        "-, -, -, 60, 60",
        "30, -, -, 30, 30",
        "2, 4, -, 4, 4",
        // httpd: a tunnel's time is never shorter than the client's.
        "4, 2, -, 2, 4",
        "2, -, 4, 4, 4",
        // Not httpd's: what was written for this backend holds, as docs/differences.md says.
        "4, -, 2, 2, 2",
        "2, 5, 3, 3, 3",
    })
    void waits(String timeout, String proxyTimeout, String worker, long answer, long idle) {
        Conversation it = Conversation.under(line("Timeout", timeout), line("ProxyTimeout", proxyTimeout),
                "ProxyPass /ws/ ws://app:81/" + (worker.equals("-") ? "" : " timeout=" + worker));
        assertThat(waits(it)).isEqualTo(new Action.Waits(Duration.ofSeconds(answer), Duration.ofSeconds(answer)));
        assertThat(limits(it).idle()).isEqualTo(Duration.ofSeconds(idle));
    }

    @Test
    void connectingMayHaveATimeOfItsOwn() {
        Conversation it = Conversation.under("Timeout 2", "ProxyPass /ws/ ws://app:81/ connectiontimeout=500ms");
        assertThat(waits(it)).isEqualTo(new Action.Waits(Duration.ofMillis(500), Duration.ofSeconds(2)));
        assertThat(limits(it).idle()).isEqualTo(Duration.ofSeconds(2));
        assertThat(limits(it).halfClose()).isEqualTo(Action.HalfClose.KEPT);
    }

    private static String line(String name, String value) {
        return value.equals("-") ? "" : name + " " + value;
    }

    private static Action.Waits waits(Conversation it) {
        return ((Action.Connect) it.asks("GET /ws/a", "Upgrade: websocket").last()).waits();
    }

    private static Action.Limits limits(Conversation it) {
        it.connected().answers("101 Switching Protocols", "Upgrade: websocket");
        return ((Action.Tunnel) it.last()).limits();
    }
}
