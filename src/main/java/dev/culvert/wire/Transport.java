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
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.SocketAddress;

/** Which of Netty's sockets are used: the kernel's epoll where it is there, Java's own elsewhere. */
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
            return to instanceof DomainSocketAddress ? new EpollDomainSocketChannel() : new EpollSocketChannel();
        }

        @Override
        DatagramChannel datagrams(InetAddress at) {
            return new EpollDatagramChannel(family(at));
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
    };

    static Transport best() {
        return Epoll.isAvailable() ? EPOLL : NIO;
    }

    abstract IoHandlerFactory io();

    abstract Class<? extends ServerChannel> listener();

    /** One that another program has opened, and listens on already. */
    abstract ServerChannel listening(int descriptor);

    /** A socket that is not connected yet. */
    abstract Channel socket(SocketAddress to);

    /** A socket for datagrams that is not bound yet. */
    abstract DatagramChannel datagrams(InetAddress at);

    private static SocketProtocolFamily family(InetAddress address) {
        return address instanceof Inet6Address ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET;
    }

    EventLoopGroup loops(int count) {
        return new MultiThreadIoEventLoopGroup(count,
                new DefaultThreadFactory("culvert-loop", false, Thread.NORM_PRIORITY), io());
    }
}
