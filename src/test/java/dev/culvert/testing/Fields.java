package dev.culvert.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;

/** Blocks of header fields in HPACK (RFC 7541) written by hand, so that what no library would send can be sent too. */
public final class Fields {
    private static final int NEVER_KEPT = 0x00;
    private static final int KEPT = 0x40;
    private static final int BY_INDEX = 0x80;
    /** The first place in the table of what was kept. */
    private static final int NEWEST = 62;

    private Fields() {}

    /** @param namesAndValues one after the other, sent as they are, capitals and all */
    public static byte[] of(String... namesAndValues) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            literal(block, NEVER_KEPT, namesAndValues[i], namesAndValues[i + 1]);
        }
        return block.toByteArray();
    }

    /** A request of that method for that path. */
    public static byte[] request(String method, String path, String... more) {
        return joined(of(":method", method, ":scheme", "http", ":authority", "e2e.test", ":path", path), of(more));
    }

    public static byte[] tunnel(String path, String... more) {
        return tunnelOf("websocket", path, more);
    }

    /** An extended CONNECT (RFC 8441 §4). */
    public static byte[] tunnelOf(String protocol, String path, String... more) {
        return joined(request("CONNECT", path, ":protocol", protocol), of("sec-websocket-version", "13"), of(more));
    }

    /** One field that the other side has to keep. */
    public static byte[] kept(String name, String value) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        literal(block, KEPT, name, value);
        return block.toByteArray();
    }

    /** The field that was kept last, that many times, a byte each. */
    public static byte[] again(int times) {
        byte[] block = new byte[times];
        java.util.Arrays.fill(block, (byte) (BY_INDEX | NEWEST));
        return block;
    }

    public static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }

    private static void literal(ByteArrayOutputStream block, int kind, String name, String value) {
        block.write(kind);
        text(block, name);
        text(block, value);
    }

    private static void text(ByteArrayOutputStream block, String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        length(block, bytes.length);
        block.writeBytes(bytes);
    }

    /** A number of which the first 7 bits stand in a byte of their own (RFC 7541 §5.1). */
    private static void length(ByteArrayOutputStream block, int length) {
        if (length < 127) {
            block.write(length);
            return;
        }
        block.write(127);
        int left = length - 127;
        while (left >= 128) {
            block.write(left % 128 | 128);
            left /= 128;
        }
        block.write(left);
    }
}
