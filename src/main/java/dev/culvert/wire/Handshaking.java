package dev.culvert.wire;

import dev.culvert.directive.Settings;
import dev.culvert.http.Peer;
import dev.culvert.http.Tls;
import dev.culvert.world.Level;
import dev.culvert.world.Remark;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SniCompletionEvent;
import io.netty.handler.ssl.SniHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A client's TLS handshake: its server name chooses the virtual host, whose certificate and rules hold; what is agreed
 * chooses the dialect.
 */
final class Handshaking extends ChannelInboundHandlerAdapter {
    /** Bytes; one with many keys of the post-quantum kind has 2 KiB. */
    private static final int HELLO_LIMIT = 16 * 1024;

    private final Wire wire;
    private final Peer peer;
    private Optional<String> name = Optional.empty();
    private ServedSite host;

    private Handshaking(Wire wire, Peer peer) {
        this.wire = wire;
        this.peer = peer;
        this.host = wire.site(peer.local(), Optional.empty());
    }

    static void begin(Wire wire, Channel channel, Peer peer, Duration patience) {
        Handshaking handshaking = new Handshaking(wire, peer);
        channel.pipeline().addLast(new SniHandler(handshaking::choose, HELLO_LIMIT, patience.toMillis()), handshaking);
    }

    private Future<SslContext> choose(@Nullable String asked, Promise<SslContext> context) {
        return context.setSuccess(contextFor(asked));
    }

    /** httpd: the first host of the address for who names none, or one that nobody knows. */
    private SslContext contextFor(@Nullable String asked) {
        name = Optional.ofNullable(asked).map(text -> text.toLowerCase(Locale.ROOT));
        ServedSite named = wire.site(peer.local(), name);
        if (named.tls().isPresent()) {
            host = named;
        }
        return wire.contextFor(host.tls().orElseThrow());
    }

    private Settings settings() {
        return host.site().host().settings();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent done && done.isSuccess()) {
            secured(ctx);
        } else if (event instanceof SslHandshakeCompletionEvent done) {
            failed(ctx, done.cause());
        } else if (event instanceof SniCompletionEvent done && !done.isSuccess()) {
            failed(ctx, done.cause());
        }
    }

    private void secured(ChannelHandlerContext ctx) {
        SslHandler handler = ctx.pipeline().get(SslHandler.class);
        Tls agreed = Agreed.of(handler.engine(), name, host.tls().orElseThrow());
        Peer secured = peer.secured(agreed);
        if (ApplicationProtocolNames.HTTP_2.equals(handler.applicationProtocol())) {
            Http2Session.begin(wire, ctx.channel(), secured, settings());
        } else {
            ctx.pipeline().addLast(new Http1Client(wire, ctx.channel(), secured));
        }
        ctx.pipeline().remove(this);
        ctx.channel().read();
    }

    private void failed(ChannelHandlerContext ctx, Throwable cause) {
        wire.remark(host, peer, new Remark(Level.INFO, "ssl", "AH02008", "the TLS handshake failed: " + Trouble.words(cause)));
        ctx.close();
    }

    /** Told as the end of the handshake already, or the loss of a connection nobody had begun to use. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
