package dev.culvert.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;

/**
 * One direction of a tunnel: what arrives on one socket is written to the other, and no more is read than the other
 * takes. An end is passed on as an end. The path of a byte is {@link #channelRead} and {@link #channelReadComplete};
 * it allocates nothing and waits for nobody, since both sockets live on one event loop.
 */
final class Relay extends ChannelInboundHandlerAdapter {
    private final Tunnel tunnel;
    private final Channel from;
    private final Channel to;
    private long bytes;
    private boolean reading;
    private boolean ended;

    Relay(Tunnel tunnel, Channel from, Channel to) {
        this.tunnel = tunnel;
        this.from = from;
        this.to = to;
    }

    long bytes() {
        return bytes;
    }

    boolean hasEnded() {
        return ended;
    }

    /** Starts with the bytes that had arrived too early. */
    void start(ByteBuf early) {
        if (early.isReadable()) {
            forward(early);
            to.flush();
        } else {
            early.release();
        }
        more();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        forward((ByteBuf) message);
    }

    private void forward(ByteBuf message) {
        bytes += message.readableBytes();
        to.write(message, to.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        reading = false;
        tunnel.touched();
        to.flush();
        more();
    }

    /** Reads on if the other side has room: otherwise its {@link #channelWritabilityChanged} will. */
    private void more() {
        if (!reading && !ended && to.isWritable()) {
            reading = true;
            from.read();
        }
    }

    /** This socket has room again for what the other direction brings. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (from.isWritable()) {
            tunnel.opposite(this).more();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        ending(event);
    }

    /** How the sender's side ends, which may have come before there was a tunnel. */
    void ending(Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            checkEnding();
            end();
        } else if (event instanceof SslCloseCompletionEvent closed && closed.isSuccess()) {
            end();
            tunnel.unanswerable();
        }
    }

    private void checkEnding() {
        if (!ended && from.pipeline().get(SslHandler.class) != null) {
            tunnel.cutShort(this);
        }
    }

    /** The sender is done: so is this direction, once everything is written. The other one goes on. */
    void end() {
        if (ended) {
            return;
        }
        ended = true;
        tunnel.touched();
        Ends.output(to);
        tunnel.directionEnded();
    }

    /** Lets what is on its way arrive, then closes. */
    void closeTarget() {
        Ends.close(to);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        ended = true;
        tunnel.closed(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        tunnel.troubled(this, cause);
        from.close();
    }
}
