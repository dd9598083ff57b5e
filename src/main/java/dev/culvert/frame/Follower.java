package dev.culvert.frame;

/**
 * Follows the frames that one side sends, byte by byte where a head is and in leaps where nobody has to look. It keeps
 * nothing and allocates nothing. Whoever feeds it asks {@link #opaque} first: that many bytes are {@link #skip}ped, and
 * where there are none the next byte is {@link #take}n.
 *
 * <p>What breaks the protocol is not its to judge: it remembers a sentence, loses its place, and whatever comes then is
 * opaque. So is all that comes after a Close frame, and so are payloads, compressed or not.
 */
public final class Follower {
    private static final int LAST = 0x80;
    private static final int RESERVED = 0x70;
    private static final int MASKED = 0x80;
    private static final int LENGTH = 0x7F;
    private static final int TWO_BYTES = 126;
    private static final int KEY_BYTES = 4;

    /** What the next byte is. */
    private enum Place { FIRST, SECOND, LENGTH, KEY, CLOSE, PAYLOAD, OPAQUE }

    private final Sender sender;
    private final boolean extended;
    private final Tally messages = new Tally();
    private Place place = Place.FIRST;
    private Opcode opcode = Opcode.UNKNOWN;
    private boolean last;
    /** Bytes to come: of the length or the key while they are read, then of the payload. */
    private long left;
    private long length;
    /** A length that is written in more than one byte is not smaller. */
    private int least;
    private int key;
    private boolean withinMessage;
    private long messageLength;
    private long payload;
    private boolean closed;
    private int code;
    private String error = "";

    /** @param extended whether an extension was agreed on, which the reserved bits then belong to */
    public Follower(Sender sender, boolean extended) {
        this.sender = sender;
        this.extended = extended;
    }

    // ---- fed

    /** How many bytes from here on need not be looked at; 0 if the next one has to be. */
    public long opaque() {
        return switch (place) {
            case PAYLOAD -> left;
            case OPAQUE -> Long.MAX_VALUE;
            case FIRST, SECOND, LENGTH, KEY, CLOSE -> 0;
        };
    }

    /** @param count at most {@link #opaque} */
    public void skip(long count) {
        if (place == Place.PAYLOAD) {
            payload += count;
            left -= count;
            if (left == 0) {
                finish();
            }
        }
    }

    /** Takes one byte; true if a head is whole with it, and the frame is one that can be followed. */
    public boolean take(byte next) {
        int bits = next & 0xFF;
        return switch (place) {
            case FIRST -> first(bits);
            case SECOND -> second(bits);
            case LENGTH -> length(bits);
            case KEY -> key(bits);
            case CLOSE -> close(bits);
            case PAYLOAD, OPAQUE -> throw new IllegalStateException("a byte that is to be skipped");
        };
    }

    private boolean first(int bits) {
        opcode = Opcode.of(bits);
        last = (bits & LAST) != 0;
        place = Place.SECOND;
        if (opcode == Opcode.UNKNOWN) {
            return lost("a frame has the unknown opcode " + (bits & 0x0F));
        }
        if ((bits & RESERVED) != 0 && !extended) {
            return lost("a frame has reserved bits set, and no extension was agreed on");
        }
        return opcode.isControl() ? !last && lost("a control frame is fragmented") : outOfTurn();
    }

    private boolean outOfTurn() {
        if (opcode == Opcode.CONTINUATION) {
            return !withinMessage && lost("a frame continues a message that nobody has begun");
        }
        return withinMessage && lost("a message begins within another one");
    }

    private boolean second(int bits) {
        length = bits & LENGTH;
        if ((bits & MASKED) != 0 != (sender == Sender.CLIENT)) {
            return lost(sender == Sender.CLIENT ? "a frame of the client is not masked" : "a frame of the backend is masked");
        }
        if (length < TWO_BYTES) {
            return lengthKnown();
        }
        if (opcode.isControl()) {
            return lost("a control frame is longer than " + ControlFrame.LIMIT + " bytes");
        }
        least = length == TWO_BYTES ? TWO_BYTES : 1 << Short.SIZE;
        left = length == TWO_BYTES ? Short.BYTES : Long.BYTES;
        length = 0;
        place = Place.LENGTH;
        return false;
    }

    private boolean length(int bits) {
        length = length << Byte.SIZE | bits;
        left--;
        if (left > 0) {
            return false;
        }
        if (length < 0) {
            return lost("the length of a frame has its highest bit set");
        }
        return length < least ? lost("the length of a frame takes more bytes than it needs") : lengthKnown();
    }

    private boolean lengthKnown() {
        if (sender == Sender.SERVER) {
            return headKnown();
        }
        place = Place.KEY;
        left = KEY_BYTES;
        return false;
    }

    private boolean key(int bits) {
        key = key << Byte.SIZE | bits;
        left--;
        return left == 0 && headKnown();
    }

    private boolean headKnown() {
        if (!opcode.isControl()) {
            withinMessage = true;
            messageLength = opcode.beginsMessage() ? length : Math.max(messageLength + length, length);
        }
        if (opcode == Opcode.CLOSE && length == 1) {
            return lost("a Close frame has half a code");
        }
        left = length;
        place = opcode == Opcode.CLOSE ? Place.CLOSE : Place.PAYLOAD;
        if (length == 0) {
            finish();
        }
        return true;
    }

    /** The first two bytes of a Close frame's payload; what follows them is words. */
    private boolean close(int bits) {
        long at = length - left;
        int mask = key >>> (Integer.SIZE - Byte.SIZE * (int) (at + 1));
        code = code << Byte.SIZE | ((bits ^ mask) & 0xFF);
        payload++;
        left--;
        if (left == 0) {
            finish();
        } else if (at == 1) {
            place = Place.PAYLOAD;
        }
        return false;
    }

    private void finish() {
        place = Place.FIRST;
        if (opcode == Opcode.CLOSE) {
            closed();
        } else if (!opcode.isControl() && last) {
            withinMessage = false;
            messages.add(1);
        }
    }

    private void closed() {
        closed = true;
        place = Place.OPAQUE;
        if (length == 0) {
            code = CloseCode.NONE_GIVEN;
        } else if (!CloseCode.maySend(code)) {
            lost("a Close frame has the code " + code + ", which no frame may carry");
        }
    }

    /** No byte is looked at any more. */
    private boolean lost(String why) {
        error = why;
        place = Place.OPAQUE;
        return false;
    }

    // ---- asked

    /** Whether a frame has just ended, or none has begun: here another one may be put in between. */
    public boolean atBoundary() {
        return place == Place.FIRST;
    }

    /** Whether a head has begun and is not whole. */
    public boolean inHead() {
        return place == Place.SECOND || place == Place.LENGTH || place == Place.KEY;
    }

    /** Whether a message has begun and not ended; between its fragments there are boundaries too. */
    public boolean inMessage() {
        return withinMessage;
    }

    /** Of the frame whose head was whole last. */
    public Opcode opcode() {
        return opcode;
    }

    /** Bytes of payload of the frame whose head was whole last. */
    public long frameLength() {
        return length;
    }

    /** Bytes of payload, as far as heads have announced them, of the message that began last; as compressed as they come. */
    public long messageLength() {
        return messageLength;
    }

    /** The key that the frame's payload is masked with, its first byte in the highest bits; 0 for a server. */
    public int key() {
        return key;
    }

    /** Whole ones that have passed. Any thread may ask. */
    public long messages() {
        return messages.value();
    }

    /** Bytes of payload that have passed. */
    public long payload() {
        return payload;
    }

    /** Whether a Close frame has passed: nothing follows it. */
    public boolean isClosed() {
        return closed;
    }

    /** What the Close frame said, as it said it; {@link CloseCode#NONE_GIVEN} if it said nothing. */
    public int closeCode() {
        return code;
    }

    /** How the protocol was broken; empty if it was not. */
    public String error() {
        return error;
    }
}
