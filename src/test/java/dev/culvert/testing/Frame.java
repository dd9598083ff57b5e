package dev.culvert.testing;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One frame of HTTP/2 as it is on the wire (RFC 9113 §4.1). */
@SuppressWarnings("ArrayRecordComponent") // what is on the wire is never compared
public record Frame(int type, int flags, int stream, byte[] payload) {
    public static final int DATA = 0;
    public static final int HEADERS = 1;
    public static final int PRIORITY = 2;
    public static final int RST_STREAM = 3;
    public static final int SETTINGS = 4;
    public static final int PING = 6;
    public static final int GOAWAY = 7;
    public static final int WINDOW_UPDATE = 8;
    public static final int CONTINUATION = 9;

    public static final int END_STREAM = 0x1;
    public static final int ACK = 0x1;
    public static final int END_HEADERS = 0x4;

    private static final int HEAD = 9;

    /** One whose payload is a number of 32 bits. */
    public static Frame number(int type, int stream, int number) {
        return new Frame(type, 0, stream, ByteBuffer.allocate(4).putInt(number).array());
    }

    /** One setting of the client's. */
    public static Frame setting(int name, int value) {
        return new Frame(SETTINGS, 0, 0, ByteBuffer.allocate(6).putShort((short) name).putInt(value).array());
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** The 32 bits that begin there in the payload. */
    int number(int at) {
        return ByteBuffer.wrap(payload).getInt(at);
    }

    byte[] bytes() {
        return ByteBuffer.allocate(HEAD + payload.length).putShort((short) (payload.length >> 8)).put((byte) payload.length)
                .put((byte) type).put((byte) flags).putInt(stream).put(payload).array();
    }

    static Frame read(DataInputStream in) throws IOException {
        int length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt() & Integer.MAX_VALUE;
        return new Frame(type, flags, stream, in.readNBytes(length));
    }
}
