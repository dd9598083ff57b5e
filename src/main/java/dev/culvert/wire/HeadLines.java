package dev.culvert.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Collects the lines of one head as its bytes arrive, up to the empty line. Each character of a line is one byte. */
final class HeadLines {
    /** httpd lets ten empty lines stand before a request. */
    private static final int LEADING_BLANKS = 10;

    /** How a line may end. */
    enum LineEnd {
        /** CRLF and nothing else: a peer that guesses otherwise reads another message than we do. */
        CRLF_ONLY,
        /** A backend is believed when it writes a bare LF, as httpd believes it. */
        LF_TOO
    }

    /** Which limit a head broke. */
    enum Excess {
        FIRST_LINE,
        FIELD_LINE,
        FIELDS,
        BLANK_LINES,
        BARE_LF
    }

    /** A head broke a limit. */
    static final class TooMuch extends Exception {
        private static final long serialVersionUID = 1L;
        private final Excess excess;

        TooMuch(Excess excess) {
            super(excess.toString(), null, false, false);
            this.excess = excess;
        }

        Excess excess() {
            return excess;
        }
    }

    private final HeadLimits limits;
    private final LineEnd lineEnd;
    private List<String> lines = new ArrayList<>(24);
    private int blanks;
    private int bytes;
    private int scanned;

    HeadLines(HeadLimits limits, LineEnd lineEnd) {
        this.limits = limits;
        this.lineEnd = lineEnd;
    }

    /**
     * Takes whole lines from the buffer.
     *
     * @return whether the empty line that ends the head has been taken
     */
    boolean read(ByteBuf in) throws TooMuch {
        while (true) {
            int lf = in.indexOf(in.readerIndex() + scanned, in.writerIndex(), (byte) '\n');
            if (lf < 0) {
                scanned = in.readableBytes();
                checkLength(scanned);
                return false;
            }
            scanned = 0;
            if (take(in, lf)) {
                return true;
            }
        }
    }

    private boolean take(ByteBuf in, int lf) throws TooMuch {
        int start = in.readerIndex();
        boolean cr = lf > start && in.getByte(lf - 1) == '\r';
        if (!cr && lineEnd == LineEnd.CRLF_ONLY) {
            throw new TooMuch(Excess.BARE_LF);
        }
        int length = lf - start - (cr ? 1 : 0);
        checkLength(length);
        bytes += lf + 1 - start;
        in.readerIndex(lf + 1);
        return length == 0 ? blank() : add(in.toString(start, length, StandardCharsets.ISO_8859_1));
    }

    private boolean blank() throws TooMuch {
        if (!lines.isEmpty()) {
            return true;
        }
        if (++blanks > LEADING_BLANKS) {
            throw new TooMuch(Excess.BLANK_LINES);
        }
        return false;
    }

    private boolean add(String line) throws TooMuch {
        // A fold continues the line before it; the two count as one field (RFC 9112 §5.2).
        if (isFold(line) && lines.size() > 1) {
            String whole = lines.getLast() + " " + line.strip();
            lines.set(lines.size() - 1, whole);
            checkLength(whole.length());
            return false;
        }
        lines.add(line);
        if (lines.size() - 1 > limits.fields()) {
            throw new TooMuch(Excess.FIELDS);
        }
        return false;
    }

    static boolean isFold(String line) {
        return line.charAt(0) == ' ' || line.charAt(0) == '\t';
    }

    private void checkLength(int length) throws TooMuch {
        if (lines.isEmpty() && length > limits.firstLine()) {
            throw new TooMuch(Excess.FIRST_LINE);
        }
        if (!lines.isEmpty() && length > limits.fieldLine()) {
            throw new TooMuch(Excess.FIELD_LINE);
        }
    }

    /** Whether anything but empty lines has come. */
    boolean isEmpty() {
        return lines.isEmpty() && scanned == 0;
    }

    /** The first line, as far as one is there. */
    String firstLine() {
        return lines.isEmpty() ? "" : lines.getFirst();
    }

    /** How many bytes the head took, line ends included. */
    int bytes() {
        return bytes;
    }

    List<String> lines() {
        return lines;
    }

    /** Ready for the next head. */
    void clear() {
        lines = new ArrayList<>(24);
        blanks = 0;
        bytes = 0;
        scanned = 0;
    }
}
