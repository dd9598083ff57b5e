package dev.culvert.frame;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Makes frames of our own: short ones, whole, and masked where they are sent as a client (RFC 6455 §5.5). */
public final class ControlFrame {
    /** Bytes that the payload of a control frame may have. */
    public static final int LIMIT = 125;

    private static final int LAST = 0x80;
    private static final int MASKED = 0x80;
    private static final int KEY = 4;

    private ControlFrame() {}

    /**
     * A Close frame.
     *
     * @param code left out, and the reason with it, if no frame may carry it
     * @param reason cut where it becomes too long
     */
    public static byte[] close(Sender as, int code, String reason, RandomGenerator random) {
        if (!CloseCode.maySend(code)) {
            return of(as, Opcode.CLOSE, new byte[0], random);
        }
        byte[] words = cut(reason.getBytes(StandardCharsets.UTF_8), LIMIT - 2);
        byte[] payload = ByteBuffer.allocate(2 + words.length).putShort((short) code).put(words).array();
        return of(as, Opcode.CLOSE, payload, random);
    }

    /** Not within a character. */
    private static byte[] cut(byte[] text, int most) {
        int end = Math.min(text.length, most);
        while (end > 0 && end < text.length && (text[end] & 0xC0) == 0x80) {
            end--;
        }
        return Arrays.copyOf(text, end);
    }

    /**
     * A control frame.
     *
     * @param payload of {@link #LIMIT} bytes at most
     * @param random makes the key of a masked one, which nobody must be able to guess (RFC 6455 §5.3)
     */
    public static byte[] of(Sender as, Opcode opcode, byte[] payload, RandomGenerator random) {
        if (!opcode.isControl() || payload.length > LIMIT) {
            throw new IllegalArgumentException("no control frame: " + opcode + " with " + payload.length + " bytes");
        }
        byte first = (byte) (LAST | opcode.bits());
        return switch (as) {
            case SERVER -> ByteBuffer.allocate(2 + payload.length).put(first).put((byte) payload.length).put(payload).array();
            case CLIENT -> masked(first, payload, random);
        };
    }

    private static byte[] masked(byte first, byte[] payload, RandomGenerator random) {
        byte[] key = new byte[KEY];
        random.nextBytes(key);
        ByteBuffer frame = ByteBuffer.allocate(2 + KEY + payload.length).put(first).put((byte) (MASKED | payload.length)).put(key);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ key[i % KEY]));
        }
        return frame.array();
    }
}
