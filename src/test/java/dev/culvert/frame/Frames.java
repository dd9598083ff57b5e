package dev.culvert.frame;

import java.io.ByteArrayOutputStream;
import java.util.random.RandomGenerator;

/** Writes frames for tests, right ones and wrong ones. */
public final class Frames {
    public static final int LAST = 0x80;

    private Frames() {}

    /** @param first byte, with the bits and the opcode */
    public static byte[] frame(Sender sender, int first, byte[] payload) {
        ByteArrayOutputStream out = head(sender, first, payload.length);
        byte[] key = sender == Sender.CLIENT ? new byte[] {0x12, (byte) 0xF3, 0x56, 0x07} : new byte[4];
        if (sender == Sender.CLIENT) {
            out.writeBytes(key);
        }
        for (int i = 0; i < payload.length; i++) {
            out.write(payload[i] ^ key[i % 4]);
        }
        return out.toByteArray();
    }

    public static byte[] frame(Sender sender, int first, int length) {
        byte[] payload = new byte[length];
        RandomGenerator.of("L64X128MixRandom").nextBytes(payload);
        return frame(sender, first, payload);
    }

    /** Up to the key. */
    static ByteArrayOutputStream head(Sender sender, int first, long length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int masked = sender == Sender.CLIENT ? 0x80 : 0;
        out.write(first);
        if (length < 126) {
            out.write(masked | (int) length);
        } else {
            int bytes = length < 1 << 16 ? 2 : 8;
            out.write(masked | (bytes == 2 ? 126 : 127));
            for (int i = bytes - 1; i >= 0; i--) {
                out.write((int) (length >> (8 * i)));
            }
        }
        return out;
    }

    /** A Close frame. */
    public static byte[] close(Sender sender, int code, String reason) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        payload.write(code >> 8);
        payload.write(code);
        payload.writeBytes(reason.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return frame(sender, LAST | 8, payload.toByteArray());
    }

    public static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }
}
