package dev.culvert.wire;

import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;

/** Puts a body's framing on and writes it to a channel. Whoever drives it flushes what is not its end. */
final class BodyWriter implements BodyDecoder.Sink {
    private final Channel to;
    private final boolean chunked;
    private final Runnable ended;
    private long content;
    private long written;
    private Headers trailers = Headers.NONE;

    /** @param ended runs after the last byte was written */
    BodyWriter(Channel to, Framing framing, Runnable ended) {
        this.to = to;
        this.chunked = framing instanceof Framing.Chunked;
        this.ended = ended;
    }

    @Override
    public void content(ByteBuf slice) {
        content += slice.readableBytes();
        if (chunked) {
            write(to.alloc().buffer(12).writeBytes(ascii(Integer.toHexString(slice.readableBytes()) + "\r\n")));
        }
        write(slice);
        if (chunked) {
            write(Unpooled.wrappedBuffer(ascii("\r\n")));
        }
    }

    @Override
    public void end(Headers after) {
        trailers = after;
        if (chunked) {
            StringBuilder last = new StringBuilder("0\r\n");
            after.forEach((name, value) -> last.append(name).append(": ").append(value).append("\r\n"));
            write(Unpooled.wrappedBuffer(last.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1)));
        }
        // First: whoever has the last byte may ask what this exchange has left behind.
        ended.run();
        flush();
    }

    private void write(ByteBuf bytes) {
        written += bytes.readableBytes();
        to.write(bytes, to.voidPromise());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    void flush() {
        to.flush();
    }

    boolean isWritable() {
        return to.isWritable();
    }

    /** What came behind the body, for whom it is not framed here. */
    Headers trailers() {
        return trailers;
    }

    /** Bytes of content so far, without framing. */
    long content() {
        return content;
    }

    /** Bytes so far, framing included. */
    long written() {
        return written;
    }
}
