package dev.culvert.wire;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.Watch;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.uring.InheritedListener;
import io.netty.channel.uring.IoUringDatagramChannel;
import io.netty.channel.uring.IoUringDomainSocketChannel;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.stream.Stream;

/**
 * Which of Netty's sockets are used: the kernel's epoll where it is there, Java's own elsewhere. The kernel's io_uring needs
 * hardly a system call, but has been no quicker for messages (docs/performance.md says by how much), and many a container does
 * without it: it is there for those who ask for it.
 */
enum Transport {
    EPOLL {
        @Override
        IoHandlerFactory io() {
            return EpollIoHandler.newFactory();
        }

        @Override
        Class<? extends ServerChannel> listener() {
            return EpollServerSocketChannel.class;
        }

        @Override
        ServerChannel listening(int descriptor) {
            return new EpollServerSocketChannel(descriptor);
        }

        @Override
        Channel socket(SocketAddress to) {
            return to instanceof DomainSocketAddress ? new EpollDomainSocketChannel() : new EpollSocketChannel(family(to));
        }

        @Override
        DatagramChannel datagrams(InetAddress at) {
            return new EpollDatagramChannel(family(at));
        }

        @Override
        void prepare(Channel socket) {
            Watch.always(socket);
        }

        @Override
        void accepted(Channel socket) {
            Watch.alwaysAndFirstToRead(socket);
        }
    },
    IO_URING {
        @Override
        IoHandlerFactory io() {
            return Ring.newFactory();
        }

        @Override
        Class<? extends ServerChannel> listener() {
            return IoUringServerSocketChannel.class;
        }

        @Override
        ServerChannel listening(int descriptor) {
            return new InheritedListener(descriptor);
        }

        @Override
        Channel socket(SocketAddress to) {
            return to instanceof DomainSocketAddress ? new IoUringDomainSocketChannel() : new IoUringSocketChannel();
        }

        @Override
        DatagramChannel datagrams(InetAddress at) {
            return new IoUringDatagramChannel(family(at));
        }

        @Override
        void prepare(Channel socket) {
            Ring.join(socket);
        }
    },
    NIO {
        @Override
        IoHandlerFactory io() {
            return NioIoHandler.newFactory();
        }

        @Override
        Class<? extends ServerChannel> listener() {
            return NioServerSocketChannel.class;
        }

        @Override
        ServerChannel listening(int descriptor) {
            throw new IllegalStateException("Java's own sockets cannot be handed from one program to another");
        }

        @Override
        Channel socket(SocketAddress to) {
            return new NioSocketChannel();
        }

        @Override
        DatagramChannel datagrams(InetAddress at) {
            return new NioDatagramChannel(family(at));
        }

        @Override
        void prepare(Channel socket) {}
    };

    private static final String WISH = "culvert.transport";

    /** The first that this machine lets us have, unless the system property {@value #WISH} names one. */
    static Transport best() {
        String wish = System.getProperty(WISH, "");
        return Stream.of(values()).filter(one -> wish.isEmpty() || one.name().equalsIgnoreCase(wish))
                .filter(Transport::isAvailable).findFirst()
                .orElseThrow(() -> new IllegalStateException(WISH + "=" + wish + " is not to be had here"));
    }

    private boolean isAvailable() {
        return switch (this) {
            case IO_URING -> Ring.isAvailable();
            case EPOLL -> Epoll.isAvailable();
            case NIO -> true;
        };
    }

    abstract IoHandlerFactory io();

    abstract Class<? extends ServerChannel> listener();

    /** One that another program has opened, and listens on already. */
    abstract ServerChannel listening(int descriptor);

    /** A socket that is not connected yet. */
    abstract Channel socket(SocketAddress to);

    /** A socket for datagrams that is not bound yet. */
    abstract DatagramChannel datagrams(InetAddress at);

    /** To be done to each new socket, before it is registered. */
    abstract void prepare(Channel socket);

    /** The same, to one that a client has opened, and that is read from at once. */
    void accepted(Channel socket) {
        prepare(socket);
    }

    private static SocketProtocolFamily family(SocketAddress address) {
        return address instanceof InetSocketAddress inet ? family(inet.getAddress()) : SocketProtocolFamily.INET;
    }

    private static SocketProtocolFamily family(InetAddress address) {
        return address instanceof Inet6Address ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET;
    }

    EventLoopGroup loops(int count) {
        return new MultiThreadIoEventLoopGroup(count,
                new DefaultThreadFactory("culvert-loop", false, Thread.NORM_PRIORITY), io());
    }
}
