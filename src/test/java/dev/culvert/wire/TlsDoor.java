package dev.culvert.wire;

import dev.culvert.http.Tls;
import dev.culvert.tls.ClientTls;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A port behind which clients' handshakes end; whoever comes through is sent one byte. */
final class TlsDoor implements AutoCloseable {
    private final ClientTlsContexts contexts = new ClientTlsContexts();
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final BlockingQueue<Optional<Tls>> agreed = new LinkedBlockingQueue<>();
    private final Channel channel;
    private volatile ClientTls how;

    TlsDoor(ClientTls how) {
        this.how = how;
        channel = new ServerBootstrap().group(group).channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel client) throws SSLException {
                        SslContext context = contexts.of(TlsDoor.this.how, List.of("h2", "http/1.1"));
                        client.pipeline().addLast(context.newHandler(client.alloc()), new Guest(TlsDoor.this.how));
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0).syncUninterruptibly().channel();
    }

    /** What happens to those who knock from now on, as after a choice by name. */
    void now(ClientTls other) {
        how = other;
    }

    private final class Guest extends ChannelInboundHandlerAdapter {
        private final ClientTls how;

        Guest(ClientTls how) {
            this.how = how;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof SslHandshakeCompletionEvent end && end.isSuccess()) {
                SslHandler handler = ctx.pipeline().get(SslHandler.class);
                agreed.add(Optional.of(Agreed.of(handler.engine(), Optional.of("A.test"), how)));
                ctx.writeAndFlush(Unpooled.wrappedBuffer(new byte[] {'!'}));
            } else if (event instanceof SslHandshakeCompletionEvent) {
                agreed.add(Optional.empty());
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }

    private int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** What was agreed with a client; nothing if it was turned away, which both sides must have noticed. */
    Optional<Tls> knock(SSLContext client, SSLParameters wishes) throws IOException, InterruptedException {
        boolean open = false;
        try (SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(10_000);
            socket.setSSLParameters(wishes);
            open = socket.getInputStream().read() == '!';
        } catch (SSLException | SocketException refused) {
            open = false;
        }
        Optional<Tls> result = Optional.ofNullable(agreed.poll(10, TimeUnit.SECONDS)).orElseThrow();
        if (open != result.isPresent()) {
            throw new IllegalStateException("the two sides differ: " + result);
        }
        return result;
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }
}
