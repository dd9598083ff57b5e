package dev.culvert.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culvert.proxy.FrameRules.MessageRate;
import dev.culvert.proxy.FrameRules.Pinged;
import dev.culvert.proxy.FrameRules.Pings;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the directives say about a tunnel, from the file to the action that opens it. */
final class TunnelDirectivesTest {
    private static final String PASS = "ProxyPass /ws/ ws://app:81/";

    private static Action.Limits limits(String upgrade, String extensions, String... lines) {
        Conversation it = Conversation.under(String.join("\n", lines) + "\n" + PASS + " upgrade=ANY");
        it.asks("GET /ws/a", "Upgrade: " + upgrade).connected()
                .answers("101 Switching Protocols", "Upgrade: " + upgrade, extensions);
        return ((Action.Tunnel) it.last()).limits();
    }

    private static FrameRules rules(String... lines) {
        return limits("websocket", "X: y", lines).frames().orElseThrow();
    }

    @Test
    void withoutALineFramesAreFollowedAndNothingIsLimited() {
        assertThat(rules()).isEqualTo(new FrameRules(Duration.ofSeconds(2), Optional.empty(), Long.MAX_VALUE, Long.MAX_VALUE,
                Optional.empty(), false));
        assertThat(limits("websocket", "X: y").lifetime()).isEmpty();
    }

    @Test
    void everyLineIsHeard() {
        assertThat(rules("CulvertCloseWait 500ms", "CulvertPing both 30 10", "CulvertMaxFrame 65536", "CulvertMaxMessage 1000000",
                "CulvertMessageRate 100 500")).isEqualTo(new FrameRules(Duration.ofMillis(500),
                Optional.of(new Pings(Pinged.BOTH, Duration.ofSeconds(30), Optional.of(Duration.ofSeconds(10)))), 65_536, 1_000_000,
                Optional.of(new MessageRate(100, 500)), false));
        assertThat(rules("CulvertPing CLIENT 1min").pings())
                .hasValue(new Pings(Pinged.CLIENT, Duration.ofMinutes(1), Optional.empty()));
        assertThat(rules("CulvertMessageRate 7").rate()).hasValue(new MessageRate(7, 7));
    }

    @Test
    void anInnerLineTakesBackWhatAnOuterOneSaid() {
        FrameRules rules = rules("CulvertPing both 30", "CulvertMaxFrame 5", "CulvertMessageRate 5",
                "<Location /ws/>", "CulvertPing Off", "CulvertMaxFrame 0", "CulvertMessageRate 0", "</Location>");
        assertThat(rules.pings()).isEmpty();
        assertThat(rules.rate()).isEmpty();
        assertThat(rules.frameLimit()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void framesAreFollowedOnlyWhereThereAreAny() {
        assertThat(limits("WebSocket", "X: y").frames()).isPresent();
        assertThat(limits("chat/2", "X: y").frames()).isEmpty();
        assertThat(limits("websocket", "X: y", "CulvertFrames Off").frames()).isEmpty();
    }

    @Test
    void anExtensionIsKnown() {
        assertThat(limits("websocket", "Sec-WebSocket-Extensions: permessage-deflate").frames().orElseThrow().extended()).isTrue();
    }

    @Test
    void aLifetimeIsDrawnForEachTunnel() {
        assertThat(limits("websocket", "X: y", "CulvertTunnelLifetime 3600").lifetime()).hasValue(Duration.ofHours(1));
        Lifetime some = new Lifetime(Duration.ofSeconds(100), 20);
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            assertThat(some.draw(random)).isBetween(Duration.ofSeconds(80), Duration.ofSeconds(100));
        }
        assertThat(some.draw(random)).isNotEqualTo(some.draw(random));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CulvertFrames yes              | CulvertFrames must be On or Off
            CulvertCloseWait soon          | expected a time, such as 5 or 500ms, but was 'soon'
            CulvertCloseWait 1 2           | takes no further argument
            CulvertPing everybody 5        | expected client, backend or both, or Off alone, but was 'everybody'
            CulvertPing both               | expects an interval
            CulvertPing both 0             | expected times above 0
            CulvertPing both 5 0           | expected times above 0
            CulvertMaxFrame -1             | expected bytes as a whole number, but was '-1'
            CulvertMaxMessage 1M           | expected bytes as a whole number, but was '1M'
            CulvertMessageRate many        | expected messages a second as a whole number, but was 'many'
            CulvertMessageRate 5 0         | expected a burst between 1 and 1000000, but was 0
            CulvertTunnelsPerClient x      | expected a number of tunnels as a whole number, but was 'x'
            CulvertTunnelLifetime 60 120   | expected percent between 0 and 100, but was 120
            """)
    void whatMakesNoSenseIsSaid(String line, String message) {
        assertThatThrownBy(() -> rules(line)).hasMessageContaining(message);
    }
}
