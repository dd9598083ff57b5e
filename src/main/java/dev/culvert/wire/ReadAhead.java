package dev.culvert.wire;

import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/**
 * The beginning of a request's body, read before a backend is asked for, as httpd does it: a body that ends within the
 * limit gets a length, can be sent twice, and a broken one troubles no backend.
 */
final class ReadAhead implements BodyDecoder.Sink {
    static final int LIMIT = 16 * 1024;

    private final BodyDecoder decoder;
    private final ByteBuf content;
    private boolean whole;
    private Headers trailers = Headers.NONE;

    private ReadAhead(BodyDecoder decoder, ByteBuf content) {
        this.decoder = decoder;
        this.content = content;
    }

    static ReadAhead begin(BodyDecoder decoder, ByteBufAllocator alloc) {
        return new ReadAhead(decoder, alloc.compositeBuffer(64));
    }

    /** Nothing is read ahead: there is no body, or its client waits for a 100. */
    static ReadAhead nothing(Framing body) {
        ReadAhead nothing = new ReadAhead(BodyDecoder.of(body), Unpooled.EMPTY_BUFFER);
        nothing.whole = body instanceof Framing.None;
        return nothing;
    }

    /** Whether the end of what the client sends is the end of the body. */
    boolean endsWithInput() {
        return decoder.endsWithConnection();
    }

    /** @return whether enough has been read to go on */
    boolean take(ByteBuf in) throws BodyDecoder.Malformed {
        return decoder.decode(in, this) || content.readableBytes() >= LIMIT;
    }

    @Override
    public void content(ByteBuf slice) {
        ((CompositeByteBuf) content).addComponent(true, slice);
    }

    @Override
    public void end(Headers after) {
        whole = true;
        trailers = after;
    }

    Headers trailers() {
        return trailers;
    }

    /** Whether this is all of the body. */
    boolean isWhole() {
        return whole;
    }

    /** Whether anything was read ahead, or there was nothing to be read. */
    boolean isBegun() {
        return whole || content instanceof CompositeByteBuf;
    }

    /** The first bytes, at most that many. */
    String first(int most) {
        return content.toString(0, Math.min(most, content.readableBytes()), StandardCharsets.ISO_8859_1);
    }

    /** How the body is framed towards the backend: by its length where that is known and nothing is lost by it. */
    Framing framing(Framing asSent) {
        boolean fits = whole && content.readableBytes() <= LIMIT && trailers.size() == 0;
        return fits && !(asSent instanceof Framing.None) ? Framing.length(content.readableBytes()) : asSent;
    }

    /** What was read, to be written; it can be asked for again. */
    ByteBuf copy() {
        return content.retainedDuplicate();
    }

    /** Goes on where reading ahead stopped. */
    BodyDecoder rest() {
        return decoder;
    }

    void release() {
        content.release();
    }
}
