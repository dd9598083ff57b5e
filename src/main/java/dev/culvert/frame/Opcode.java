package dev.culvert.frame;

/** What a frame is for (RFC 6455 §5.2). */
public enum Opcode {
    CONTINUATION(0x0),
    TEXT(0x1),
    BINARY(0x2),
    CLOSE(0x8),
    PING(0x9),
    PONG(0xA),
    /** What no RFC has given a meaning. */
    UNKNOWN(-1);

    private static final int CONTROL = 0x8;
    private static final Opcode[] BY_BITS = new Opcode[16];

    static {
        java.util.Arrays.fill(BY_BITS, UNKNOWN);
        for (Opcode each : values()) {
            if (each != UNKNOWN) {
                BY_BITS[each.bits] = each;
            }
        }
    }

    private final int bits;

    Opcode(int bits) {
        this.bits = bits;
    }

    int bits() {
        return bits;
    }

    /** @param first byte of a frame; its upper bits do not matter */
    static Opcode of(int first) {
        return BY_BITS[first & 0x0F];
    }

    public boolean isControl() {
        return bits >= CONTROL;
    }

    /** Whether a message begins with it. */
    public boolean beginsMessage() {
        return this == TEXT || this == BINARY;
    }
}
