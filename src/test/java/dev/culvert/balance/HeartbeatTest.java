package dev.culvert.balance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.balance.HeartbeatChoice.Candidate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers say of themselves: how it is read, how long it counts, and what is made of it. */
class HeartbeatTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static Heartbeat beat(String address, int ready, int busy, int lastSeen) {
        return new Heartbeat(address, ready, busy, lastSeen, Optional.empty());
    }

    private static HeartbeatMessage message(String text) {
        return HeartbeatMessage.parse(text).orElseThrow();
    }

    private static Instant later(int seconds) {
        return NOW.plusSeconds(seconds);
    }

    // ---- the file

    @Test
    void aFileHasALineForEachServer() {
        HeartbeatFile file = HeartbeatFile.parse("""
                # a comment
                10.0.0.1 &ready=75&busy=2&lastseen=1&port=8080

                10.0.0.2 &ready=5&busy=0&lastseen=12
                2001:db8::1 BUSY=1&ready=%37
                """);
        assertThat(file.heartbeats()).containsExactly(
                new Heartbeat("10.0.0.1", 75, 2, 1, Optional.of(8080)),
                beat("10.0.0.2", 5, 0, 12),
                beat("2001:db8::1", 7, 1, 0));
        assertThat(file.remarks()).isEmpty();
    }

    @Test
    void linesThatMakeNoSenseAreLeftOut() {
        HeartbeatFile file = HeartbeatFile.parse("""
                10.0.0.1&ready=1
                10.0.0.2 &ready=many
                10.0.0.3 &ready=-1
                10.0.0.4 &ready=99999999999
                10.0.0.5 &port=65536
                10.0.0.6 &ready=%zz
                 &ready=1
                10.0.0.7 &ready=7&lastseen=0
                """);
        assertThat(file.heartbeats()).containsExactly(beat("10.0.0.7", 7, 0, 0));
        assertThat(file.remarks()).containsExactly(
                "line 1 is left out: expected an address, a space and fields, but was '10.0.0.1&ready=1'",
                "line 2 is left out: expected a whole number for ready, but was 'many'",
                "line 3 is left out: expected a whole number for ready, but was '-1'",
                "line 4 is left out: expected a whole number for ready, but was '99999999999'",
                "line 5 is left out: expected a port up to 65535, but was 65536",
                "line 6 is left out: expected two hexadecimal digits behind each %, but was '%zz'",
                "line 7 is left out: expected an address, a space and fields, but was ' &ready=1'");
    }

    @Test
    void notEveryLineOfAWrongFileIsRemarkedOn() {
        assertThat(HeartbeatFile.parse("nonsense\n".repeat(1000)).remarks()).hasSize(HeartbeatFile.REMARKS);
    }

    // ---- the message

    @Test
    void aMessageHasFields() {
        assertThat(message("v=1&ready=75&busy=2")).isEqualTo(new HeartbeatMessage(75, 2, Optional.empty()));
        assertThat(message("v=1&ready=75&busy=2&port=8080\n")).isEqualTo(new HeartbeatMessage(75, 2, Optional.of(8080)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v=1&ready=1", "ready=1&busy=1", "v=1&busy=0", "v=1&ready=x&busy=1", "v=1&ready=1&busy=1&port=99999",
            "v=1&ready=1&busy=%", "\0\0\0"})
    void otherMessagesMakeNoSense(String text) {
        assertThat(HeartbeatMessage.parse(text)).isEmpty();
    }

    @Test
    void aMessageHasABound() {
        assertThat(HeartbeatMessage.parse("v=1&ready=1&busy=1&x=" + "x".repeat(HeartbeatMessage.LONGEST))).isEmpty();
    }

    // ---- the latest

    @Test
    void aServerCountsForTenSeconds() {
        Heartbeats beats = new Heartbeats(10);
        assertThat(beats.of("10.0.0.1", 80, NOW)).isEmpty();
        beats.heard("10.0.0.1", message("v=1&ready=75&busy=2"), NOW);
        assertThat(beats.of("10.0.0.1", 80, later(0))).contains(beat("10.0.0.1", 75, 2, 0));
        assertThat(beats.of("10.0.0.1", 80, later(9))).contains(beat("10.0.0.1", 75, 2, 9));
        assertThat(beats.of("10.0.0.1", 80, later(10))).isEmpty();
        beats.heard("10.0.0.1", message("v=1&ready=70&busy=7"), later(20));
        assertThat(beats.of("10.0.0.1", 80, later(20))).contains(beat("10.0.0.1", 70, 7, 0));
        assertThat(beats.of("10.0.0.2", 80, later(20))).isEmpty();
    }

    @Test
    void addressesAreComparedHoweverTheyAreWritten() {
        Heartbeats beats = new Heartbeats(10);
        beats.heard("2001:db8:0:0:0:0:0:1", message("v=1&ready=1&busy=1"), NOW);
        assertThat(beats.of("2001:DB8::1", 80, NOW)).isPresent();
        assertThat(beats.of("[2001:db8::1]", 80, NOW)).isPresent();
        beats.stored(List.of(beat("Node-A", 1, 1, 0), beat("cafe", 1, 1, 0)));
        assertThat(beats.of("node-a", 80, NOW)).isPresent();
        assertThat(beats.of("CAFE", 80, NOW)).as("a name of hexadecimal digits").isPresent();
    }

    @Test
    void severalServersMayShareAnAddress() {
        Heartbeats beats = new Heartbeats(10);
        beats.heard("10.0.0.1", message("v=1&ready=1&busy=1&port=8001"), NOW);
        beats.heard("10.0.0.1", message("v=1&ready=2&busy=1&port=8002"), later(5));
        assertThat(beats.of("10.0.0.1", 8001, later(5)).orElseThrow().ready()).isEqualTo(1);
        assertThat(beats.of("10.0.0.1", 8002, later(5)).orElseThrow().ready()).isEqualTo(2);
        assertThat(beats.of("10.0.0.1", 9000, later(5)).orElseThrow().ready()).as("the latest of the address").isEqualTo(2);
        assertThat(beats.of("10.0.0.1", 8001, later(12))).as("silent, whatever its neighbour says").isEmpty();
    }

    @Test
    void thereIsRoomForSoMany() {
        Heartbeats beats = new Heartbeats(10);
        for (int i = 0; i < 10; i++) {
            assertThat(beats.heard("10.0.0." + i, message("v=1&ready=1&busy=1"), later(i))).isTrue();
        }
        assertThat(beats.heard("10.0.1.1", message("v=1&ready=1&busy=1"), later(30))).isFalse();
        assertThat(beats.of("10.0.1.1", 80, later(30))).isEmpty();
        assertThat(beats.heard("10.0.0.9", message("v=1&ready=9&busy=1"), later(30))).as("a known one").isTrue();
        assertThat(beats.heard("10.0.1.1", message("v=1&ready=1&busy=1"), later(31))).as("the first is forgotten").isTrue();
    }

    @Test
    void zeroSetsABoundOfOurs() {
        Heartbeats beats = new Heartbeats(0);
        for (int i = 0; i < Heartbeats.MOST; i++) {
            assertThat(beats.heard("10.0." + i / 256 + "." + i % 256, message("v=1&ready=1&busy=1"), NOW)).isTrue();
        }
        assertThat(beats.heard("10.9.9.9", message("v=1&ready=1&busy=1"), NOW)).isFalse();
    }

    @Test
    void aFileCountsAsItStands() {
        Heartbeats beats = new Heartbeats(10);
        beats.stored(List.of(beat("10.0.0.1", 5, 1, 9), beat("10.0.0.2", 5, 1, 10)));
        assertThat(beats.of("10.0.0.1", 80, NOW.plus(Duration.ofDays(1)))).isPresent();
        assertThat(beats.of("10.0.0.2", 80, NOW)).isEmpty();
        beats.heard("10.0.0.1", message("v=1&ready=7&busy=1"), NOW);
        assertThat(beats.of("10.0.0.1", 80, NOW).orElseThrow().ready()).as("what was heard outweighs it").isEqualTo(7);
        beats.stored(List.of());
        assertThat(new Heartbeats(10).of("10.0.0.1", 80, NOW)).isEmpty();
    }

    // ---- the choice

    private static Candidate<String> ready(String who, int ready, int busy) {
        return new Candidate<>(who, beat("10.0.0.1", ready, busy, 0));
    }

    private static Map<String, Integer> picks(List<Candidate<String>> candidates) {
        Random random = new Random(1);
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            counts.merge(HeartbeatChoice.pick(candidates, random).orElseThrow(), 1, Integer::sum);
        }
        return counts;
    }

    @Test
    void theReadierAreChosenMoreOften() {
        Map<String, Integer> counts = picks(List.of(ready("a", 60, 1), ready("b", 30, 9), ready("none", 0, 5), ready("c", 10, 1)));
        assertThat(counts).containsOnlyKeys("a", "b", "c");
        assertThat(counts.get("a")).isBetween(5_800, 6_200);
        assertThat(counts.get("b")).isBetween(2_800, 3_200);
    }

    @Test
    void whoHasNothingToDoYetGetsAQuarter() {
        assertThat(picks(List.of(ready("old", 50, 1), ready("new", 200, 0))).get("old")).isBetween(4_800, 5_200);
        assertThat(picks(List.of(ready("tiny", 1, 0)))).as("a quarter of one is not nothing").containsOnlyKeys("tiny");
    }

    @Test
    void nobodyIsChosenIfNobodyIsReady() {
        assertThat(HeartbeatChoice.pick(List.of(ready("a", 0, 1), ready("b", 0, 0)), new Random(1))).isEmpty();
        assertThat(HeartbeatChoice.pick(List.<Candidate<String>>of(), new Random(1))).isEmpty();
    }

    @Test
    void manyReadyOnesDoNotOverflow() {
        int most = 999_999_999;
        assertThat(picks(List.of(ready("a", most, 1), ready("b", most, 1), ready("c", most, 1), ready("d", most, 1))))
                .containsOnlyKeys("a", "b", "c", "d");
    }
}
