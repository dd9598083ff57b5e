package dev.culvert.testing;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Opens connections that speak HTTP/2 over TLS, as a client. */
final class Http2Connection {
    private static final EventLoopGroup LOOP =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("http2-client", true), NioIoHandler.newFactory());

    private Http2Connection() {}

    /** Once the server has said what it allows. */
    static Channel open(int port, Authority believed) {
        CompletableFuture<Http2Settings> settings = new CompletableFuture<>();
        Channel channel = new Bootstrap().group(LOOP).channel(NioSocketChannel.class).handler(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel opened) {
                opened.pipeline().addLast(Authority.make(() -> tls(believed)).newHandler(opened.alloc(), "e2e.test", port),
                        Http2FrameCodecBuilder.forClient().initialSettings(new Http2Settings().pushEnabled(false)).build(),
                        new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()), new Awaiting(settings));
            }
        }).connect(InetAddress.getLoopbackAddress(), port).syncUninterruptibly().channel();
        return Authority.make(() -> {
            Http2Settings allowed = settings.get(RawConnection.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (!Boolean.TRUE.equals(allowed.connectProtocolEnabled())) {
                throw new Unmet("Expected that tunnels are allowed but was " + allowed);
            }
            return channel;
        });
    }

    private static SslContext tls(Authority believed) throws Exception {
        return SslContextBuilder.forClient().trustManager(believed.bundle().getCertificate())
                .applicationProtocolConfig(new ApplicationProtocolConfig(ApplicationProtocolConfig.Protocol.ALPN,
                        ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                        ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT, ApplicationProtocolNames.HTTP_2))
                .build();
    }

    private static final class Awaiting extends ChannelInboundHandlerAdapter {
        private final CompletableFuture<Http2Settings> settings;

        Awaiting(CompletableFuture<Http2Settings> settings) {
            this.settings = settings;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof Http2SettingsFrame frame) {
                settings.complete(frame.settings());
            }
            ReferenceCountUtil.release(message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            settings.completeExceptionally(cause);
            ctx.close();
        }
    }
}
