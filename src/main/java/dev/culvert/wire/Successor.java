package dev.culvert.wire;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.PeerCredentials;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.StringDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * The program that is to serve after this one, and takes the listening sockets from it while they are open: nobody who
 * connects meanwhile is turned away. It comes to a socket of the kernel's that has no file, but the number of this process in
 * its name (unix(7)). Told what there is, a name a line and an empty one behind the last, it says {@code send}, is sent the
 * sockets in that order, and says {@code ready} when it serves: if it dies before, nothing has happened.
 */
final class Successor extends SimpleChannelInboundHandler<String> {
    private static final int LONGEST_WORD = 16;
    private static final long PATIENCE = 5;

    private final Supplier<List<Listeners.Open>> sockets;
    private final Executor hand;
    private final LongConsumer taken;
    private final AtomicBoolean busy;
    private List<Listeners.Open> offered = List.of();
    private boolean mine;

    private Successor(Supplier<List<Listeners.Open>> sockets, Executor hand, LongConsumer taken, AtomicBoolean busy) {
        this.sockets = sockets;
        this.hand = hand;
        this.taken = taken;
        this.busy = busy;
    }

    static DomainSocketAddress address(long pid) {
        return new DomainSocketAddress("\0culvert/" + pid);
    }

    /** @throws IOException if this machine does not say, as those without /proc do not */
    static int user() throws IOException {
        return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }

    /**
     * Waits for one.
     *
     * @param sockets that are listened on
     * @param hand does what closes and opens listeners, one thing after the other
     * @param taken is told the number of the process that serves now, by that hand
     * @throws IOException with a sentence for the administrator
     */
    static Channel await(EventLoopGroup loops, Supplier<List<Listeners.Open>> sockets, Executor hand, LongConsumer taken)
            throws IOException {
        int user = user();
        AtomicBoolean busy = new AtomicBoolean();
        ChannelFuture bound = new ServerBootstrap().group(loops).channel(EpollServerDomainSocketChannel.class)
                .childHandler(new ChannelInitializer<EpollDomainSocketChannel>() {
                    @Override
                    protected void initChannel(EpollDomainSocketChannel channel) throws IOException {
                        PeerCredentials who = channel.peerCredentials();
                        if (who.uid() == user) {
                            channel.pipeline().addLast(new LineBasedFrameDecoder(LONGEST_WORD),
                                    new StringDecoder(StandardCharsets.US_ASCII), new Successor(sockets, hand, taken, busy));
                        } else {
                            channel.close();
                        }
                    }
                }).bind(address(ProcessHandle.current().pid())).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("no other program can take over: " + bound.cause().getMessage(), bound.cause());
        }
        return bound.channel();
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        mine = busy.compareAndSet(false, true);
        if (mine) {
            hand.execute(() -> offer(ctx));
        } else {
            ctx.close(); // another is about to
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, String word) throws IOException {
        switch (word) {
            case "send" -> hand.execute(() -> send(ctx));
            case "ready" -> {
                long pid = ((EpollDomainSocketChannel) ctx.channel()).peerCredentials().pid();
                hand.execute(() -> taken.accept(pid));
            }
            default -> ctx.close();
        }
    }

    private void offer(ChannelHandlerContext ctx) {
        offered = sockets.get();
        StringBuilder names = new StringBuilder();
        offered.forEach(socket -> names.append(socket.written()).append('\n'));
        ctx.writeAndFlush(Unpooled.copiedBuffer(names.append('\n'), StandardCharsets.UTF_8));
    }

    /** Waited for: as long as this hand is busy, no listener is closed, and its number is not another's. */
    private void send(ChannelHandlerContext ctx) {
        if (offered.equals(sockets.get())) {
            offered.forEach(socket -> ctx.write(socket.descriptor()));
            ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).awaitUninterruptibly(PATIENCE, TimeUnit.SECONDS);
        } else {
            ctx.close(); // there has been a reload since
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (mine) {
            busy.set(false);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
