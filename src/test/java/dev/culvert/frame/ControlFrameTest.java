package dev.culvert.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Frames of our own, and how often somebody may do something. */
final class ControlFrameTest {
    private static final RandomGenerator RANDOM = new Random(1);

    private static String hex(byte[] frame) {
        return HexFormat.of().formatHex(frame);
    }

    @Test
    void aServersFramesAreNotMasked() {
        assertThat(hex(ControlFrame.close(Sender.SERVER, 1012, "bye", RANDOM))).isEqualTo("880503f4627965");
        assertThat(hex(ControlFrame.of(Sender.SERVER, Opcode.PING, new byte[] {7, 8}, RANDOM))).isEqualTo("89020708");
    }

    @Test
    void aClientsFramesAreMasked() {
        byte[] frame = ControlFrame.close(Sender.CLIENT, 1012, "bye", RANDOM);
        assertThat(frame).startsWith(0x88, 0x85).hasSize(11);
        byte[] again = frame.clone();
        for (int i = 6; i < again.length; i++) {
            again[i] ^= frame[2 + (i - 6) % 4];
        }
        assertThat(hex(again)).endsWith("03f4627965");
        assertThat(hex(frame)).doesNotEndWith("03f4627965");
    }

    @Test
    void aCodeThatNoFrameMayCarryIsLeftOut() {
        assertThat(hex(ControlFrame.close(Sender.SERVER, 1006, "no", RANDOM))).isEqualTo("8800");
    }

    @Test
    void aReasonIsCutBetweenCharacters() {
        byte[] frame = ControlFrame.close(Sender.SERVER, 1001, "x" + "é".repeat(100), RANDOM);
        assertThat(frame).hasSize(2 + 2 + 123);
        byte[] even = ControlFrame.close(Sender.SERVER, 1001, "é".repeat(100), RANDOM);
        assertThat(even).hasSize(2 + 2 + 122);
    }

    @Test
    void whatIsNoControlFrameIsAMistake() {
        assertThatThrownBy(() -> ControlFrame.of(Sender.SERVER, Opcode.TEXT, new byte[0], RANDOM))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ControlFrame.of(Sender.SERVER, Opcode.PING, new byte[126], RANDOM))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBucketFillsAgainAndNotOver() {
        Bucket bucket = new Bucket(2, 3, 0);
        assertThat(taken(bucket, 0)).isEqualTo(3);
        assertThat(taken(bucket, TimeUnit.MILLISECONDS.toNanos(499))).isZero();
        assertThat(taken(bucket, TimeUnit.MILLISECONDS.toNanos(500))).isEqualTo(1);
        assertThat(taken(bucket, TimeUnit.SECONDS.toNanos(60))).isEqualTo(3);
    }

    private static int taken(Bucket bucket, long now) {
        int count = 0;
        while (bucket.take(now)) {
            count++;
        }
        return count;
    }
}
