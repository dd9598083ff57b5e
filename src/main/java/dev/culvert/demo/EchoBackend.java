package dev.culvert.demo;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * A small application server to put a proxy in front of: it echoes WebSocket messages on every path and serves the
 * demo page. Listens on 127.0.0.1 only, on a port that the system picks.
 */
public final class EchoBackend implements AutoCloseable {
    private final Channel listener;

    private EchoBackend(Channel listener) {
        this.listener = listener;
    }

    /**
     * Waits until it listens: not to be called on an event loop.
     *
     * @param group stays the caller's, who shuts it down
     */
    public static EchoBackend start(EventLoopGroup group) {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channel(channelFor(group))
                .childHandler(new Connections());
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return new EchoBackend(bootstrap.bind(anyPort).syncUninterruptibly().channel());
    }

    private static Class<? extends ServerSocketChannel> channelFor(EventLoopGroup group) {
        boolean epoll = group instanceof IoEventLoopGroup io && io.isIoType(EpollIoHandler.class);
        return epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** Stops listening. Connections that are open live on until they, or their group, end. */
    @Override
    public void close() {
        listener.close().syncUninterruptibly();
    }

    private static final class Connections extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline().addLast(new RequestHeads(), new DemoSite());
        }
    }
}
