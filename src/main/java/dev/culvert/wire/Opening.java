package dev.culvert.wire;

import dev.culvert.access.ProxyHeader;
import dev.culvert.access.RemoteIp;
import dev.culvert.config.ConnectionDirectives;
import dev.culvert.directive.Settings;
import dev.culvert.http.Peer;
import dev.culvert.world.Level;
import dev.culvert.world.Remark;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http2.Http2CodecUtil;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * The first bytes of a connection, where more than an HTTP/1 request may be in them: the header of a proxy in front, a TLS
 * handshake, the preface of HTTP/2. Once it knows who speaks, it hands the rest to whoever understands it, and is gone.
 */
final class Opening extends ByteToMessageDecoder {
    /** The type of the record that a ClientHello comes in (RFC 8446 §5.1). */
    private static final byte HANDSHAKE = 22;
    private static final ByteBuf PREFACE = Http2CodecUtil.connectionPrefaceBuf();

    private final Wire wire;
    private final Settings settings;
    private final Alarm alarm;
    private final boolean secured;
    private boolean announced;
    private Peer peer;

    private Opening(Wire wire, Channel channel, Peer peer, ServedSite first, boolean announced) {
        this.wire = wire;
        this.peer = peer;
        this.settings = first.site().host().settings();
        this.secured = first.tls().isPresent();
        this.announced = announced;
        this.alarm = new Alarm(channel.eventLoop(), channel::close);
        alarm.in(settings.get(ConnectionDirectives.TIMEOUT));
    }

    static void begin(Wire wire, Channel channel) {
        Peer peer = new Peer((InetSocketAddress) channel.remoteAddress(), (InetSocketAddress) channel.localAddress());
        ServedSite first = wire.site(peer.local(), Optional.empty());
        Settings settings = first.site().host().settings();
        boolean announced = RemoteIp.isAnnounced(settings, peer.address().getAddress());
        channel.pipeline().addLast(announced || first.tls().isPresent() || offersPreface(settings)
                ? new Opening(wire, channel, peer, first, announced)
                : new Http1Client(wire, channel, peer));
    }

    private static boolean offersPreface(Settings settings) {
        return settings.get(ConnectionDirectives.PROTOCOLS).contains("h2c");
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (announced) {
            readAnnouncement(ctx, in);
        }
        if (!announced && in.isReadable() && ctx.channel().isActive()) {
            recognise(ctx, in);
        }
    }

    /** RemoteIPProxyProtocol: whom the connection is for. httpd: without a good one it is closed and not answered. */
    private void readAnnouncement(ChannelHandlerContext ctx, ByteBuf in) {
        switch (ProxyHeader.read(in.nioBuffer())) {
            case ProxyHeader.Reading.NeedMore() -> { }
            case ProxyHeader.Reading.Address(var source, _, int consumed) -> announced(peer.announced(source), in, consumed);
            case ProxyHeader.Reading.Local(int consumed) -> announced(peer, in, consumed);
            case ProxyHeader.Reading.Malformed(String why) -> {
                wire.remark(wire.site(peer.local(), Optional.empty()), peer, Remark.error("remoteip", "AH03507", why));
                in.skipBytes(in.readableBytes());
                ctx.close();
            }
        }
    }

    private void announced(Peer client, ByteBuf in, int consumed) {
        peer = client;
        in.skipBytes(consumed);
        announced = false;
    }

    private void recognise(ChannelHandlerContext ctx, ByteBuf in) {
        if (secured) {
            secure(ctx, in);
        } else {
            recognisePlain(ctx, in);
        }
    }

    private void secure(ChannelHandlerContext ctx, ByteBuf in) {
        byte first = in.getByte(in.readerIndex());
        if (first == HANDSHAKE) {
            Handshaking.begin(wire, ctx.channel(), peer, settings.get(ConnectionDirectives.TIMEOUT));
            leave(ctx);
        } else if (first >= 'A' && first <= 'Z') {
            ctx.pipeline().addLast(new Http1Client(wire, ctx.channel(), peer)); // a method: it is told what is wrong
            leave(ctx);
        } else {
            wire.remark(wire.site(peer.local(), Optional.empty()), peer,
                    new Remark(Level.INFO, "ssl", "AH02008", "neither a TLS handshake nor HTTP; the connection is closed"));
            in.skipBytes(in.readableBytes());
            ctx.close();
        }
    }

    private void recognisePlain(ChannelHandlerContext ctx, ByteBuf in) {
        int seen = Math.min(in.readableBytes(), PREFACE.readableBytes());
        if (!offersPreface(settings) || !ByteBufUtil.equals(in, in.readerIndex(), PREFACE, 0, seen)) {
            ctx.pipeline().addLast(new Http1Client(wire, ctx.channel(), peer));
            leave(ctx);
        } else if (seen == PREFACE.readableBytes()) {
            Http2Session.begin(wire, ctx.channel(), peer, settings);
            leave(ctx);
        }
    }

    private void leave(ChannelHandlerContext ctx) {
        alarm.stop();
        ctx.pipeline().remove(this);
        ctx.channel().read();
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) {
        alarm.stop();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
