package dev.culvert.wire;

import dev.culvert.frame.Tally;
import dev.culvert.proxy.Traffic;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a tunnel: what arrives on one socket is written to the other, and no more is read than the other
 * takes. An end is passed on as an end. The path of a byte is {@link #channelRead} and {@link #channelReadComplete};
 * it allocates nothing and waits for nobody, since both sockets live on one event loop.
 */
final class Relay extends ChannelInboundHandlerAdapter {
    private final Tunnel tunnel;
    private final Channel from;
    private final Channel to;
    private final @Nullable FramePassage frames;
    private final Tally bytes = new Tally();
    private final Tally heardAt = new Tally();
    private boolean reading;
    private boolean ended;

    /** @param frames follows what passes; null where nobody does */
    Relay(Tunnel tunnel, Channel from, Channel to, @Nullable FramePassage frames) {
        this.tunnel = tunnel;
        this.from = from;
        this.to = to;
        this.frames = frames;
        heardAt.is(System.nanoTime());
    }

    /** That came. What we say ourselves is none of them. */
    long bytes() {
        return bytes.value();
    }

    /** When something came last, as the clock of {@link System#nanoTime} has it. Any thread may ask. */
    long heardAt() {
        return heardAt.value();
    }

    /** Any thread may ask. */
    Traffic.Flow flow() {
        return new Traffic.Flow(bytes.value(), frames == null ? OptionalLong.empty() : OptionalLong.of(frames.frames().messages()));
    }

    /** Whether nothing is to come that anybody waits for. */
    boolean isDone() {
        return ended || (frames != null && frames.frames().isClosed());
    }

    boolean takesMore() {
        return to.isWritable();
    }

    boolean isReading() {
        return reading;
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
        bytes.add(message.readableBytes());
        if (frames == null) {
            to.write(message, to.voidPromise());
        } else {
            frames.pass(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        reading = false;
        long now = System.nanoTime();
        heardAt.is(now);
        tunnel.touched(now);
        to.flush();
        more();
    }

    /** Reads on if the other side has room: otherwise its {@link #channelWritabilityChanged} will. */
    private void more() {
        if (!reading && !ended && (to.isWritable() || (frames != null && frames.isMute()))) {
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
        tunnel.touched(System.nanoTime());
        endOutput();
        tunnel.directionEnded(this);
    }

    private void endOutput() {
        ended = true;
        if (frames != null) {
            frames.end();
        }
        Ends.output(to);
    }

    /** Nothing more goes to the target; what is on its way arrives. */
    void finish() {
        if (!ended) {
            endOutput();
        }
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
