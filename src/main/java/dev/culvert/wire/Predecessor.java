package dev.culvert.wire;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.unix.DomainSocketReadMode;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.PeerCredentials;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.StringDecoder;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The program that has served until now, in which this one is its {@link Successor}. Whoever asks waits for the answer. */
public final class Predecessor {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_NAME = 1024;
    private static final Object END = new Object();

    private final long pid;
    private final EpollDomainSocketChannel channel;
    private final BlockingQueue<Object> came;

    private Predecessor(long pid, EpollDomainSocketChannel channel, BlockingQueue<Object> came) {
        this.pid = pid;
        this.channel = channel;
        this.came = came;
    }

    /** @throws IOException with a sentence for the administrator */
    static Predecessor find(EventLoopGroup loops, long pid) throws IOException {
        BlockingQueue<Object> came = new LinkedBlockingQueue<>();
        ChannelFuture connected = new Bootstrap().group(loops).channel(EpollDomainSocketChannel.class)
                .handler(new ChannelInitializer<EpollDomainSocketChannel>() {
                    @Override
                    protected void initChannel(EpollDomainSocketChannel channel) {
                        channel.pipeline().addLast(new LineBasedFrameDecoder(LONGEST_NAME),
                                new StringDecoder(StandardCharsets.UTF_8), new Collector(came));
                    }
                }).connect(Successor.address(pid)).awaitUninterruptibly();
        if (!connected.isSuccess()) {
            throw new IOException("process " + pid + " cannot be taken over from: " + connected.cause().getMessage(), connected.cause());
        }
        Predecessor found = new Predecessor(pid, (EpollDomainSocketChannel) connected.channel(), came);
        found.checkWhoItIs();
        return found;
    }

    /** Anybody could have taken that name. */
    private void checkWhoItIs() throws IOException {
        PeerCredentials who = channel.peerCredentials();
        int user = Successor.user();
        if (who.pid() != pid || who.uid() != user) {
            channel.close();
            throw new IOException("process " + pid + " cannot be taken over from: process " + who.pid() + " of user " + who.uid()
                    + " answers, and this is one of user " + user);
        }
    }

    /** The sockets it listens on; they belong to whoever asks. It goes on to serve them meanwhile. */
    List<Listeners.Inherited> sockets() throws IOException {
        List<String> names = new ArrayList<>();
        for (String name = (String) next(); !name.isEmpty(); name = (String) next()) {
            names.add(name);
        }
        channel.config().setReadMode(DomainSocketReadMode.FILE_DESCRIPTORS);
        say("send");
        List<Listeners.Inherited> sockets = new ArrayList<>();
        for (String name : names) {
            sockets.add(new Listeners.Inherited(name, ((FileDescriptor) next()).intValue()));
        }
        return sockets;
    }

    /** This program serves: that one is to accept nobody any more, and to leave. */
    public void relieve() {
        say("ready");
    }

    private void say(String word) {
        channel.writeAndFlush(Unpooled.copiedBuffer(word + "\n", StandardCharsets.US_ASCII)).awaitUninterruptibly();
    }

    private Object next() throws IOException {
        try {
            Object one = came.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (one == null || one == END) {
                throw new IOException("process " + pid + " cannot be taken over from: "
                        + (one == null ? "it does not answer" : "it hung up; is another about to?"));
            }
            return one;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while taking over from process " + pid);
        }
    }

    private static final class Collector extends ChannelInboundHandlerAdapter {
        private final BlockingQueue<Object> came;

        private Collector(BlockingQueue<Object> came) {
            this.came = came;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            came.add(message);
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            came.add(END);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }
}
