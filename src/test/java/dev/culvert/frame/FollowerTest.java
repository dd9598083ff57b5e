package dev.culvert.frame;

import static dev.culvert.frame.Frames.LAST;
import static dev.culvert.frame.Frames.close;
import static dev.culvert.frame.Frames.frame;
import static dev.culvert.frame.Frames.joined;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of frames that pass, however they are cut. */
final class FollowerTest {
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int MORE = 0;
    private static final int PING = LAST | 9;
    private static final int PONG = LAST | 10;

    /** Feeds it as a relay does. */
    private static Follower feed(Follower follower, byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            long opaque = Math.min(follower.opaque(), to - at);
            if (opaque > 0) {
                follower.skip(opaque);
                at += (int) opaque;
            } else {
                follower.take(bytes[at++]);
            }
        }
        return follower;
    }

    private static Follower follow(Sender sender, byte[] bytes) {
        return feed(new Follower(sender, false), bytes, 0, bytes.length);
    }

    private static String told(Follower it) {
        return it.messages() + " messages, " + it.payload() + " bytes" + (it.atBoundary() ? ", boundary" : "")
                + (it.inMessage() ? ", in a message" : "") + (it.isClosed() ? ", closed " + it.closeCode() : "")
                + (it.error().isEmpty() ? "" : ", " + it.error());
    }

    // ---- what is right

    @ParameterizedTest
    @EnumSource
    void everyLengthIsRead(Sender sender) {
        for (int length : new int[] {0, 1, 125, 126, 127, 128, 65_535, 65_536, 65_537, 1 << 20}) {
            Follower it = follow(sender, frame(sender, LAST | BINARY, length));
            assertThat(told(it)).isEqualTo("1 messages, " + length + " bytes, boundary");
            assertThat(it.frameLength()).isEqualTo(length);
            assertThat(it.opcode()).isEqualTo(Opcode.BINARY);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLengthMayBeAsLargeAsCanBeWritten(Sender sender) {
        Follower it = follow(sender, joined(Frames.head(sender, LAST | BINARY, Long.MAX_VALUE).toByteArray(), new byte[100]));
        assertThat(it.error()).isEmpty();
        assertThat(it.frameLength()).isEqualTo(Long.MAX_VALUE);
        assertThat(it.opaque()).isEqualTo(Long.MAX_VALUE - (sender == Sender.CLIENT ? 96 : 100));
    }

    @ParameterizedTest
    @EnumSource
    void aMessageOfFragmentsIsOneAndControlFramesStandInBetween(Sender sender) {
        Follower it = new Follower(sender, false);
        List<String> seen = new ArrayList<>();
        for (byte[] frame : List.of(frame(sender, TEXT, 5), frame(sender, PING, 3), frame(sender, MORE, 0), frame(sender, PONG, 125),
                frame(sender, LAST | MORE, 300), frame(sender, LAST | TEXT, 1))) {
            feed(it, frame, 0, frame.length);
            seen.add(told(it) + ", of " + it.messageLength());
        }
        assertThat(seen).containsExactly(
                "0 messages, 5 bytes, boundary, in a message, of 5",
                "0 messages, 8 bytes, boundary, in a message, of 5",
                "0 messages, 8 bytes, boundary, in a message, of 5",
                "0 messages, 133 bytes, boundary, in a message, of 5",
                "1 messages, 433 bytes, boundary, of 305",
                "2 messages, 434 bytes, boundary, of 1");
    }

    @ParameterizedTest
    @EnumSource
    void aLengthThatWouldOverflowStaysLarge(Sender sender) {
        Follower it = new Follower(sender, false);
        byte[] first = frame(sender, TEXT, 5);
        feed(it, first, 0, first.length);
        byte[] head = joined(Frames.head(sender, MORE, Long.MAX_VALUE).toByteArray(), new byte[4]);
        feed(it, head, 0, head.length);
        assertThat(it.messageLength()).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @EnumSource
    void aCloseTellsItsCodeAndNothingIsFollowedBehindIt(Sender sender) {
        assertThat(told(follow(sender, close(sender, 1012, "restart")))).isEqualTo("0 messages, 9 bytes, closed 1012");
        assertThat(told(follow(sender, close(sender, 4999, "")))).isEqualTo("0 messages, 2 bytes, closed 4999");
        assertThat(told(follow(sender, frame(sender, LAST | 8, 0)))).isEqualTo("0 messages, 0 bytes, closed 1005");
        assertThat(told(follow(sender, joined(close(sender, 1000, ""), frame(sender, 7, 7)))))
                .isEqualTo("0 messages, 2 bytes, closed 1000");
    }

    @ParameterizedTest
    @EnumSource
    void aCloseIsPassedOnlyWithItsLastByte(Sender sender) {
        byte[] frame = close(sender, 1001, "away");
        Follower it = feed(new Follower(sender, false), frame, 0, frame.length - 1);
        assertThat(it.isClosed() || it.atBoundary()).isFalse();
        assertThat(feed(it, frame, frame.length - 1, frame.length).isClosed()).isTrue();
    }

    @Test
    void reservedBitsBelongToAnExtensionIfThereIsOne() {
        byte[] compressed = frame(Sender.CLIENT, LAST | 0x40 | TEXT, 9);
        assertThat(told(feed(new Follower(Sender.CLIENT, true), compressed, 0, compressed.length)))
                .isEqualTo("1 messages, 9 bytes, boundary");
        assertThat(follow(Sender.CLIENT, compressed).error()).contains("reserved bits");
    }

    // ---- what is wrong

    @ParameterizedTest
    @CsvSource({
        "83 80 00000000, unknown opcode 3",
        "8F 80 00000000, unknown opcode 15",
        "91 80 00000000, reserved bits",
        "81 00, not masked",
        "08 80 00000000, control frame is fragmented",
        "09 80 00000000, control frame is fragmented",
        "88 81 00000000 03, half a code",
        "89 FE 007E 00000000, longer than 125",
        "80 80 00000000, nobody has begun",
        "00 80 00000000, nobody has begun",
        "01 80 00000000 01 80 00000000, within another",
        "01 80 00000000 82 80 00000000, within another",
        "81 FE 007D 00000000, more bytes than it needs",
        "81 FF 000000000000FFFF 00000000, more bytes than it needs",
        "81 FF 8000000000000000 00000000, highest bit",
        "88 82 00000000 0000, code 0",
        "88 82 00000000 03E7, code 999",
        "88 82 00000000 03EC, code 1004",
        "88 82 00000000 03ED, code 1005",
        "88 82 00000000 03EE, code 1006",
        "88 82 00000000 03F7, code 1015",
        "88 82 00000000 0BB7, code 2999",
        "88 82 00000000 1388, code 5000",
    })
    void whatBreaksTheProtocolIsNamedAndNothingIsFollowedFromThere(String hex, String words) {
        byte[] wrong = HexFormat.of().parseHex(hex.replace(" ", ""));
        byte[] all = joined(frame(Sender.CLIENT, LAST | TEXT, 3), wrong, frame(Sender.CLIENT, LAST | TEXT, 3));
        Follower it = follow(Sender.CLIENT, all);
        assertThat(it.error()).contains(words);
        assertThat(it.opaque()).isEqualTo(Long.MAX_VALUE);
        assertThat(it.atBoundary()).isFalse();
        assertThat(it.messages()).isEqualTo(1);
    }

    @Test
    void aMaskedFrameOfAServerIsWrong() {
        assertThat(follow(Sender.SERVER, frame(Sender.CLIENT, LAST | TEXT, 3)).error()).isEqualTo("a frame of the backend is masked");
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999})
    void codesThatAFrameMayCarryAreNoError(int code) {
        assertThat(follow(Sender.SERVER, close(Sender.SERVER, code, "")).error()).isEmpty();
    }

    // ---- however it is cut

    static Stream<Sender> senders() {
        return Stream.of(Sender.values());
    }

    private static byte[] muchOfAll(Sender sender, Random random) {
        List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            int length = List.of(0, 1, 64, 125, 126, 300, 70_000).get(random.nextInt(7));
            frames.add(frame(sender, TEXT + random.nextInt(2), length));
            frames.add(frame(sender, random.nextBoolean() ? PING : PONG, random.nextInt(126)));
            frames.add(frame(sender, LAST | MORE, random.nextInt(200)));
        }
        frames.add(close(sender, 1001, "gone"));
        return joined(frames.toArray(byte[][]::new));
    }

    @ParameterizedTest
    @MethodSource("senders")
    void allThatIsKnownIsTheSameHoweverTheBytesAreCut(Sender sender) {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            byte[] bytes = muchOfAll(sender, random);
            String whole = told(follow(sender, bytes));
            Follower it = new Follower(sender, false);
            int most = 1 + random.nextInt(seed % 2 == 0 ? 20 : 20_000);
            for (int at = 0; at < bytes.length;) {
                int end = Math.min(bytes.length, at + 1 + random.nextInt(most));
                feed(it, bytes, at, end);
                at = end;
            }
            assertThat(told(it)).as("seed " + seed).isEqualTo(whole).contains("60 messages").contains("closed 1001");
        }
    }

    @ParameterizedTest
    @MethodSource("senders")
    void byteByByteTheBoundariesAreWhereTheFramesEnd(Sender sender) {
        byte[][] frames = {frame(sender, TEXT, 3), frame(sender, PING, 0), frame(sender, LAST | MORE, 200),
            frame(sender, LAST | BINARY, 70_000)};
        byte[] all = joined(frames);
        List<Integer> ends = new ArrayList<>();
        Follower it = new Follower(sender, false);
        for (int at = 0; at < all.length; at++) {
            feed(it, all, at, at + 1);
            if (it.atBoundary()) {
                ends.add(at + 1);
            }
        }
        int end = 0;
        List<Integer> expected = new ArrayList<>();
        for (byte[] frame : frames) {
            end += frame.length;
            expected.add(end);
        }
        assertThat(ends).isEqualTo(expected);
    }

    /** Whatever comes, it neither throws nor goes round in circles. */
    @Test
    void noiseDoesNotTroubleIt() {
        for (int seed = 0; seed < 20_000; seed++) {
            byte[] noise = new byte[200];
            new Random(seed).nextBytes(noise);
            Follower it = follow(seed % 2 == 0 ? Sender.CLIENT : Sender.SERVER, noise);
            assertThat(it.payload()).isBetween(0L, 200L);
        }
    }

    @Test
    void nothingIsAllocated() {
        byte[] bytes = joined(frame(Sender.CLIENT, LAST | TEXT, 64), frame(Sender.CLIENT, PING, 4),
                frame(Sender.CLIENT, LAST | BINARY, 70_000));
        Follower it = new Follower(Sender.CLIENT, false);
        feed(it, bytes, 0, bytes.length);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100_000; i++) {
            feed(it, bytes, 0, bytes.length);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(it.messages()).isEqualTo(200_002);
        assertThat(allocated).as("what asking costs is all there is").isLessThan(10_000);
    }
}
