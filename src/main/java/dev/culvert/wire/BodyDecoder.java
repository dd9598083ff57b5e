package dev.culvert.wire;

import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import io.netty.buffer.ByteBuf;

/** Takes the framing off a body, slice by slice, without copying. */
abstract class BodyDecoder {
    /** Where the content goes. It owns the slices it is given. */
    interface Sink {
        void content(ByteBuf slice);

        void end(Headers trailers);
    }

    /** The body's framing is broken. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;

        Malformed(int status, String what) {
            super(what, null, false, false);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    static BodyDecoder of(Framing framing) {
        return of(framing, 0);
    }

    /** @param limit of the content in bytes; 0 for none. A body of stated length was checked by whoever read its head */
    static BodyDecoder of(Framing framing, long limit) {
        return switch (framing) {
            case Framing.None() -> new Counted(0);
            case Framing.Length(long bytes) -> new Counted(bytes);
            case Framing.Chunked() -> new ChunkedDecoder(limit == 0 ? Long.MAX_VALUE : limit);
            case Framing.UntilClose() -> new Endless(limit == 0 ? Long.MAX_VALUE : limit);
        };
    }

    /**
     * Passes on what of the buffer belongs to the body, and its end.
     *
     * @return whether the body has ended; what is left in the buffer is not of it
     */
    abstract boolean decode(ByteBuf in, Sink out) throws Malformed;

    /** Whether the end of the connection is the end of the body. */
    boolean endsWithConnection() {
        return false;
    }

    /** A body of known length. */
    private static final class Counted extends BodyDecoder {
        private long left;

        Counted(long length) {
            this.left = length;
        }

        @Override
        boolean decode(ByteBuf in, Sink out) {
            int now = (int) Math.min(left, in.readableBytes());
            if (now > 0) {
                left -= now;
                out.content(in.readRetainedSlice(now));
            }
            if (left == 0) {
                out.end(Headers.NONE);
            }
            return left == 0;
        }
    }

    /** A body that ends when its sender does. */
    private static final class Endless extends BodyDecoder {
        private long allowed;

        Endless(long limit) {
            this.allowed = limit;
        }

        @Override
        boolean decode(ByteBuf in, Sink out) throws Malformed {
            allowed -= in.readableBytes();
            if (allowed < 0) {
                throw new Malformed(413, "the body is longer than LimitRequestBody");
            }
            if (in.isReadable()) {
                out.content(in.readRetainedSlice(in.readableBytes()));
            }
            return false;
        }

        @Override
        boolean endsWithConnection() {
            return true;
        }
    }
}
