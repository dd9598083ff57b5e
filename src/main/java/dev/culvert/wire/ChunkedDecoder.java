package dev.culvert.wire;

import dev.culvert.http.Headers;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Takes chunks apart (RFC 9112 §7.1), strictly: what another reader might take for something else is an error. */
final class ChunkedDecoder extends BodyDecoder {
    /** A size with its extensions. */
    private static final int SIZE_LINE_LIMIT = 4096;
    private static final int TRAILER_LIMIT = 8192;

    private enum State { SIZE, DATA, DATA_END, TRAILERS, DONE }

    private State state = State.SIZE;
    private long allowed;
    private long left;
    private int trailerBytes;
    private final Headers.Builder trailers = Headers.builder();

    /** @param limit of the content in bytes */
    ChunkedDecoder(long limit) {
        this.allowed = limit;
    }

    @Override
    boolean decode(ByteBuf in, Sink out) throws Malformed {
        while (state != State.DONE) {
            boolean moved = switch (state) {
                case SIZE -> size(in);
                case DATA -> data(in, out);
                case DATA_END -> dataEnd(in);
                case TRAILERS -> trailer(in, out);
                case DONE -> false;
            };
            if (!moved) {
                return false;
            }
        }
        return true;
    }

    private boolean size(ByteBuf in) throws Malformed {
        Optional<String> line = line(in, SIZE_LINE_LIMIT);
        if (line.isEmpty()) {
            return false;
        }
        left = parse(line.get());
        allowed -= left;
        if (allowed < 0) {
            throw new Malformed(413, "the body is longer than LimitRequestBody");
        }
        state = left == 0 ? State.TRAILERS : State.DATA;
        return true;
    }

    private static long parse(String line) throws Malformed {
        int end = 0;
        while (end < line.length() && Character.digit(line.charAt(end), 16) >= 0 && line.charAt(end) < 128) {
            end++;
        }
        String rest = HeaderLine.trim(line, end);
        if (end == 0 || (!rest.isEmpty() && rest.charAt(0) != ';') || !HeaderLine.isClean(rest)) {
            throw new Malformed(400, "expected a chunk size, but was '" + line.replaceAll("[^ -~]", "?") + "'");
        }
        if (end > 15) {
            throw new Malformed(413, "a chunk size of " + end + " digits");
        }
        return Long.parseLong(line.substring(0, end), 16);
    }

    private boolean data(ByteBuf in, Sink out) {
        int now = (int) Math.min(left, in.readableBytes());
        if (now == 0) {
            return false;
        }
        left -= now;
        out.content(in.readRetainedSlice(now));
        if (left == 0) {
            state = State.DATA_END;
        }
        return true;
    }

    private boolean dataEnd(ByteBuf in) throws Malformed {
        if (in.readableBytes() < 2) {
            return false;
        }
        if (in.readByte() != '\r' || in.readByte() != '\n') {
            throw new Malformed(400, "a chunk does not end where its size says");
        }
        state = State.SIZE;
        return true;
    }

    private boolean trailer(ByteBuf in, Sink out) throws Malformed {
        Optional<String> line = line(in, TRAILER_LIMIT - trailerBytes);
        if (line.isEmpty()) {
            return false;
        }
        if (line.get().isEmpty()) {
            state = State.DONE;
            out.end(trailers.build());
            return true;
        }
        trailerBytes += line.get().length() + 2;
        HeaderLine field = HeaderLine.parse(line.get()).orElseThrow(() -> new Malformed(400, "a trailer that is no field"));
        if (Trailers.mayPass(field.name())) {
            trailers.add(field.name(), field.value());
        }
        return true;
    }

    private static Optional<String> line(ByteBuf in, int limit) throws Malformed {
        int lf = in.indexOf(in.readerIndex(), in.writerIndex(), (byte) '\n');
        int length = (lf < 0 ? in.writerIndex() : lf) - in.readerIndex();
        if (length > limit) {
            throw new Malformed(400, "a chunk's line or its trailers are longer than " + limit + " bytes");
        }
        if (lf < 0) {
            return Optional.empty();
        }
        if (length == 0 || in.getByte(lf - 1) != '\r') {
            throw new Malformed(400, "a chunk's line ends with a bare LF");
        }
        String text = in.toString(in.readerIndex(), length - 1, StandardCharsets.ISO_8859_1);
        in.readerIndex(lf + 1);
        return Optional.of(text);
    }
}
