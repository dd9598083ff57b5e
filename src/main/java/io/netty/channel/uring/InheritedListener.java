package io.netty.channel.uring;

import io.netty.channel.Channel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.ServerSocketChannelConfig;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A listening socket that another program has opened. Netty 4.2.18 can take one over for epoll, but not for io_uring, and what
 * it takes is visible only in its own package.
 */
public final class InheritedListener extends AbstractIoUringServerChannel implements ServerSocketChannel {
    private final IoUringServerSocketChannelConfig config = new IoUringServerSocketChannelConfig(this);

    /** @param descriptor of a socket that is bound and listens */
    public InheritedListener(int descriptor) {
        super(new LinuxSocket(descriptor), true);
    }

    @Override
    public ServerSocketChannelConfig config() {
        return config;
    }

    @Override
    Channel newChildChannel(int descriptor, @Nullable ByteBuffer address) {
        return new IoUringSocketChannel(this, new LinuxSocket(descriptor)); // which asks the kernel for its address
    }

    @Override
    public InetSocketAddress localAddress() {
        return (InetSocketAddress) super.localAddress();
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return (InetSocketAddress) super.remoteAddress();
    }

    @Override
    public void doBind(SocketAddress address) {
        throw new IllegalStateException("it is bound already");
    }
}
