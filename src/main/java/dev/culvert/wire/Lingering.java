package dev.culvert.wire;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection so that the last answer arrives: closing while the client still sends would reset it, and the
 * answer might be lost with it (RFC 9112 §9.6).
 */
final class Lingering extends ChannelInboundHandlerAdapter {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Alarm former;

    /** @param former the alarm of the handler that this one replaces; not needed any more */
    Lingering(Alarm former) {
        this.former = former;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        former.stop();
        ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> shutdown(ctx));
    }

    private static void shutdown(ChannelHandlerContext ctx) {
        DuplexChannel channel = (DuplexChannel) ctx.channel();
        if (channel.isInputShutdown()) {
            channel.close();
            return;
        }
        Ends.output(channel);
        ctx.executor().schedule(() -> channel.close(), PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        ctx.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.read();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent) {
            ctx.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
