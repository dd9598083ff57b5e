package dev.culvert.wire;

import dev.culvert.frame.ControlFrame;
import dev.culvert.frame.Opcode;
import dev.culvert.frame.Sender;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Speaks just enough WebSocket to find out whether somebody is there: a ping, to be answered by a pong with the same
 * payload (RFC 6455 §5.5.3). Other frames may come in between, as far as they are frames and not too much.
 */
final class PingTalk {
    /** Bytes that may come before the pong. */
    static final int LIMIT = 64 * 1024;

    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;
    private static final int LAST = 0x80;
    private static final int RESERVED = 0x70;
    private static final int MASKED = 0x80;
    private static final int LARGEST_CONTROL = 125;
    private static final int NORMAL = 1000;

    /** How far it has come. */
    enum State {
        WAITS,
        ANSWERED
    }

    /** What came will never be an answer. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        Wrong(String what) {
            super(what, null, false, false);
        }
    }

    /** @param head bytes before the payload */
    private record Frame(int opcode, int head, long payload) {}

    private final RandomGenerator random;
    private final byte[] payload = new byte[8];
    private long came;
    private long skipping;

    PingTalk(RandomGenerator random) {
        this.random = random;
        random.nextBytes(payload);
    }

    /** Writes the ping. */
    void ping(ByteBuf out) {
        write(Opcode.PING, payload, out);
    }

    /** Writes the last frame. */
    void close(ByteBuf out) {
        write(Opcode.CLOSE, new byte[] {(byte) (NORMAL >> 8), (byte) NORMAL}, out);
    }

    private void write(Opcode opcode, byte[] content, ByteBuf out) {
        out.writeBytes(ControlFrame.of(Sender.CLIENT, opcode, content, random));
    }

    /**
     * Reads what has come.
     *
     * @param out takes what is to be sent back: a backend may ping, too
     * @throws Wrong if it breaks the protocol, says good-bye, or is more than anybody sends before a pong
     */
    State read(ByteBuf in, ByteBuf out) throws Wrong {
        while (skip(in) && in.readableBytes() >= 2) {
            Frame frame = peek(in);
            boolean control = frame.opcode >= CLOSE;
            if (in.readableBytes() < frame.head + (control ? frame.payload : 0)) {
                return State.WAITS;
            }
            count(frame);
            in.skipBytes(frame.head);
            if (!control) {
                skipping = frame.payload;
            } else if (control(frame.opcode, bytes(in, (int) frame.payload), out)) {
                return State.ANSWERED;
            }
        }
        return State.WAITS;
    }

    /** Drops what is left of a frame that nobody wants; false while there is more of it to come. */
    private boolean skip(ByteBuf in) {
        int now = (int) Math.min(skipping, in.readableBytes());
        in.skipBytes(now);
        skipping -= now;
        return skipping == 0;
    }

    private void count(Frame frame) throws Wrong {
        came += frame.head + Math.clamp(frame.payload, 0, LIMIT + 1);
        if (frame.payload < 0 || came > LIMIT) {
            throw new Wrong("more than " + LIMIT + " bytes instead of a pong");
        }
    }

    private static byte[] bytes(ByteBuf in, int count) {
        byte[] content = new byte[count];
        in.readBytes(content);
        return content;
    }

    /** The frame that begins here; its length field need not be there as yet. */
    private static Frame peek(ByteBuf in) throws Wrong {
        int first = in.getUnsignedByte(in.readerIndex());
        int second = in.getUnsignedByte(in.readerIndex() + 1);
        int opcode = first & 0x0F;
        int length = second & 0x7F;
        boolean known = opcode <= 2 || (opcode >= CLOSE && opcode <= PONG && (first & LAST) != 0 && length <= LARGEST_CONTROL);
        if (!known || (first & RESERVED) != 0 || (second & MASKED) != 0) {
            throw new Wrong("what came after the handshake is no WebSocket frame of a server");
        }
        int head = length < 126 ? 2 : length == 126 ? 4 : 10;
        if (in.readableBytes() < head) {
            return new Frame(opcode, head, 0);
        }
        int at = in.readerIndex() + 2;
        return new Frame(opcode, head, length < 126 ? length : length == 126 ? in.getUnsignedShort(at) : in.getLong(at));
    }

    private boolean control(int opcode, byte[] content, ByteBuf out) throws Wrong {
        if (opcode == PING) {
            write(Opcode.PONG, content, out);
        } else if (opcode == CLOSE) {
            throw new Wrong("a close" + code(content) + " instead of a pong");
        }
        return opcode == PONG && Arrays.equals(content, payload);
    }

    private static String code(byte[] content) {
        return content.length < 2 ? "" : " with code " + ((content[0] & 0xFF) << 8 | (content[1] & 0xFF));
    }
}
