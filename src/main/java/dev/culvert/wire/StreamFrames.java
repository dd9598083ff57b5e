package dev.culvert.wire;

import dev.culvert.http.Headers;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Between the frames of one HTTP/2 stream and bytes, so that whoever relays bytes need not know what carries them: DATA is
 * bytes, END_STREAM the end of a direction, RST_STREAM the loss of the connection (RFC 8441 §5).
 */
final class StreamFrames extends ChannelDuplexHandler {
    /** What came behind the body. */
    record Trailers(Headers fields) {}

    private final Consumer<Http2Exception> told;
    private @Nullable ChannelHandlerContext stream;
    private @Nullable ChannelFuture ended;
    private boolean begun;
    private boolean inputEnded;

    /** @param told of what the client did wrong on this stream alone */
    StreamFrames(Consumer<Http2Exception> told) {
        this.told = told;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        stream = ctx;
    }

    private ChannelHandlerContext stream() {
        ChannelHandlerContext here = stream;
        if (here == null) {
            throw new IllegalStateException("a stream is ended before it is in its pipeline");
        }
        return here;
    }

    // ---- in

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        switch (message) {
            case Http2DataFrame data -> data(ctx, data);
            case Http2HeadersFrame head when begun -> trailers(ctx, head);
            case Http2HeadersFrame head -> head(ctx, head);
            default -> ReferenceCountUtil.release(message);
        }
    }

    private void head(ChannelHandlerContext ctx, Http2HeadersFrame head) {
        begun = true;
        inputEnded = head.isEndStream();
        ctx.fireChannelRead(head);
        if (inputEnded) {
            ctx.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        }
    }

    private void data(ChannelHandlerContext ctx, Http2DataFrame data) {
        boolean last = data.isEndStream();
        if (data.content().isReadable()) {
            ctx.fireChannelRead(data.content());
        } else {
            data.release();
        }
        if (last) {
            endOfInput(ctx);
        }
    }

    private void trailers(ChannelHandlerContext ctx, Http2HeadersFrame trailers) {
        ctx.fireUserEventTriggered(new Trailers(Http2Head.trailers(trailers.headers())));
        if (trailers.isEndStream()) {
            endOfInput(ctx);
        }
    }

    private void endOfInput(ChannelHandlerContext ctx) {
        inputEnded = true;
        ctx.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
    }

    /** A rule that the client has broken ends its stream, not those of others. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof Http2Exception broken) {
            told.accept(broken);
            reset(broken.error());
        } else {
            ctx.fireExceptionCaught(cause);
        }
    }

    // ---- out

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        ctx.write(message instanceof ByteBuf bytes ? new DefaultHttp2DataFrame(bytes) : message, promise);
    }

    void end() {
        end(Headers.NONE);
    }

    /** Nothing comes after this but what the client still sends. */
    void end(Headers trailers) {
        if (ended == null) {
            ended = stream().writeAndFlush(trailers.size() == 0
                    ? new DefaultHttp2DataFrame(true)
                    : new DefaultHttp2HeadersFrame(Http2Head.fields(trailers), true));
        }
    }

    /** Once everything is written, the client need not go on either. */
    void closeWhenWritten() {
        ChannelHandlerContext here = stream();
        ChannelFuture last = ended == null ? here.writeAndFlush(new DefaultHttp2DataFrame(false)) : ended;
        last.addListener(_ -> here.channel().close());
    }

    /** What has been sent stands, but the answer is not complete. */
    void reset(Http2Error why) {
        stream().flush(); // what waits for its turn would be dropped; what waits for a window is
        stream().writeAndFlush(new DefaultHttp2ResetFrame(why)).addListener(ChannelFutureListener.CLOSE);
    }

    /** A whole answer may be followed by a reset that says no more than: stop sending (RFC 9113 §8.1). */
    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        if (ended != null && ended.isSuccess() && !inputEnded && ctx.channel().isActive()) {
            ctx.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.NO_ERROR));
        }
        ctx.close(promise);
    }
}
