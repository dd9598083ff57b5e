package dev.culvert.wire;

import dev.culvert.http.Headers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One side of an exchange, be it a socket or a stream of HTTP/2: what has arrived and was not used yet, and the body that
 * is being passed on. Reading is asked for, never automatic: what nobody can take stays where it is, and the peer waits.
 */
abstract class Endpoint extends ChannelInboundHandlerAdapter {
    /** Bytes that may arrive before anybody wants them: a pipelined request, or what a client sends ahead of a 101. */
    static final int EARLY_LIMIT = 64 * 1024;

    private final Channel channel;
    private ByteBuf in = Unpooled.EMPTY_BUFFER;
    private @Nullable BodyDecoder decoder;
    private @Nullable BodyWriter sink;
    private @Nullable Object inputEnd;
    private Headers trailers = Headers.NONE;
    private boolean readPending;
    private boolean advancing;
    private boolean handedOver;

    Endpoint(Channel channel) {
        this.channel = channel;
    }

    final Channel channel() {
        return channel;
    }

    final EventLoop loop() {
        return channel.eventLoop();
    }

    final ByteBuf in() {
        return in;
    }

    final boolean inputEnded() {
        return inputEnd != null;
    }

    /** The event that told of it, for whoever takes over. */
    final Optional<Object> inputEnd() {
        return Optional.ofNullable(inputEnd);
    }

    /** What came after the body, where the end of the input is the end of the body. */
    final Headers trailers() {
        return trailers;
    }

    // ---- what a side does with its bytes

    /** Uses what it can of {@link #in}; called until it says that it used nothing. */
    abstract boolean advance();

    /** Whether more bytes are wanted while no body is passed on. */
    abstract boolean wantsMore();

    /** The body's framing is broken. */
    abstract void malformedBody(BodyDecoder.Malformed what);

    /** The peer will send no more. */
    abstract void inputEndedNow();

    /** The socket is gone. */
    abstract void closed();

    /** Called whenever bytes arrived, for whoever watches the time. */
    abstract void arrived(int bytes);

    // ---- a body on its way

    /** Passes a body on to the other side, as fast as that takes it; its beginning may have been read ahead. */
    final void stream(BodyDecoder from, BodyWriter to) {
        decoder = from;
        sink = to;
        proceed();
    }

    final boolean isStreaming() {
        return sink != null;
    }

    /** Nobody wants the rest of the body. */
    final void stopStreaming() {
        decoder = null;
        sink = null;
    }

    /** The other side can take more again. */
    final void resume() {
        if (isStreaming()) {
            proceed();
        }
    }

    private boolean passBody(BodyDecoder from, BodyWriter to) {
        try {
            if (from.decode(in, to)) {
                if (sink == to) {
                    stopStreaming();
                }
                return true;
            }
            return false;
        } catch (BodyDecoder.Malformed what) {
            stopStreaming();
            malformedBody(what);
            return false;
        }
    }

    // ---- the loop

    /** Uses what has arrived, then asks for more if somebody wants it. */
    final void proceed() {
        if (advancing || handedOver) {
            return;
        }
        advancing = true;
        try {
            while (step()) { }
        } finally {
            advancing = false;
        }
        afterwards();
    }

    private boolean step() {
        if (handedOver) {
            return false;
        }
        BodyWriter to = sink;
        BodyDecoder from = decoder;
        if (to == null || from == null) {
            return advance();
        }
        return passBody(from, to);
    }

    private void afterwards() {
        if (handedOver) {
            return;
        }
        releaseIfUsed();
        BodyWriter to = sink;
        if (to != null) {
            to.flush();
            if (inputEnded()) {
                bodyCut();
            } else if (to.isWritable()) {
                read();
            }
        } else if (!inputEnded() && wantsMore()) {
            read();
        }
    }

    private void bodyCut() {
        BodyDecoder from = decoder;
        BodyWriter to = sink;
        if (from == null || to == null) {
            return;
        }
        stopStreaming();
        if (from.endsWithConnection()) {
            to.end(trailers);
        } else {
            malformedBody(new BodyDecoder.Malformed(400, "the connection ended within the body"));
        }
        proceed();
    }

    final void read() {
        if (!readPending && channel.isActive()) {
            readPending = true;
            channel.read();
        }
    }

    private void releaseIfUsed() {
        if (!in.isReadable()) {
            in.release(); // releasing the empty buffer does nothing
            in = Unpooled.EMPTY_BUFFER;
        }
    }

    /** Gives up the unused bytes to whoever takes the socket over; nothing comes here any more. */
    final ByteBuf handOver() {
        handedOver = true;
        ByteBuf rest = in;
        in = Unpooled.EMPTY_BUFFER;
        return rest;
    }

    // ---- netty

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        arrived(bytes.readableBytes());
        in = in.isReadable() ? append(ctx, bytes) : replace(bytes);
    }

    private ByteBuf replace(ByteBuf bytes) {
        releaseIfUsed();
        return bytes;
    }

    private ByteBuf append(ChannelHandlerContext ctx, ByteBuf bytes) {
        return io.netty.handler.codec.ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), in, bytes);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        readPending = false;
        proceed();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof StreamFrames.Trailers(Headers fields)) {
            trailers = fields;
        } else if (event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent) {
            endInput(event);
        }
    }

    private void endInput(Object event) {
        if (!inputEnded()) {
            inputEnd = event;
            proceed();
            if (!handedOver) {
                inputEndedNow();
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        endInput(ChannelInputShutdownEvent.INSTANCE);
        gone();
    }

    /** The socket is gone, and what has not ended until now was cut off. */
    final void gone() {
        closed();
        in.release();
        in = Unpooled.EMPTY_BUFFER;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // A TLS engine's complaint comes wrapped; whoever awaits the handshake hears of it.
        if (cause instanceof IOException || cause.getCause() instanceof IOException) {
            ctx.close(); // a reset: the socket has nothing more to say, and closed() tells everybody
        } else {
            broken(cause);
            ctx.close();
        }
    }

    /** Something that is our own mistake, or the machine's. */
    abstract void broken(Throwable cause);
}
