package dev.culvert;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Tells the supervisor how far the server is, as sd_notify(3) has it. Where nobody wants to be told, nothing is said. */
final class Notify {
    private static final long PATIENCE = 2;

    private final Optional<DomainSocketAddress> supervisor;

    /** @param socket the value of {@code NOTIFY_SOCKET}: a path, or a name that begins with @ */
    Notify(Optional<String> socket) {
        this.supervisor = socket.filter(name -> !name.isEmpty() && Epoll.isAvailable())
                .map(name -> new DomainSocketAddress(name.startsWith("@") ? "\0" + name.substring(1) : name));
    }

    static Notify ofEnvironment() {
        return new Notify(Optional.ofNullable(System.getenv("NOTIFY_SOCKET")));
    }

    /** It serves. */
    void ready(String status) {
        say("READY=1\nSTATUS=" + status);
    }

    /** Another configuration is being read. */
    void reloading() {
        say("RELOADING=1\nMONOTONIC_USEC=" + TimeUnit.NANOSECONDS.toMicros(System.nanoTime()));
    }

    /** Another process is the service now. */
    void mainPid(long pid) {
        say("MAINPID=" + pid + "\nSTATUS=process " + pid + " serves");
    }

    /** It is about to end. */
    void stopping() {
        say("STOPPING=1");
    }

    /** A few times in the life of a server: nothing is kept open for it. */
    private void say(String text) {
        supervisor.ifPresent(address -> {
            EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
            try {
                ChannelFuture connected = new Bootstrap().group(loop).channel(EpollDomainDatagramChannel.class)
                        .handler(new ChannelInboundHandlerAdapter()).connect(address).awaitUninterruptibly();
                if (connected.isSuccess()) {
                    connected.channel().writeAndFlush(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8))
                            .awaitUninterruptibly(PATIENCE, TimeUnit.SECONDS);
                }
            } finally {
                loop.shutdownGracefully(0, PATIENCE, TimeUnit.SECONDS).awaitUninterruptibly();
            }
        });
    }
}
