package dev.culvert.wire;

import dev.culvert.config.ConnectionDirectives;
import dev.culvert.directive.Settings;
import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import dev.culvert.http.Peer;
import dev.culvert.http.Request;
import dev.culvert.http.Response;
import dev.culvert.http.Version;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;

/** A client that speaks HTTP/1: its requests, one after another, each answered before the next is looked at. */
final class Http1Client extends Client implements Guest {
    private final HeadLimits limits;
    private final HeadLines lines;
    private boolean quiet = true;
    private int served;

    Http1Client(Wire wire, Channel channel, Peer peer) {
        super(wire, channel, peer);
        this.limits = HeadLimits.ofRequests(first());
        this.lines = new HeadLines(limits, HeadLines.LineEnd.CRLF_ONLY);
        alarm().in(first().get(ConnectionDirectives.TIMEOUT));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        wire().guestCame(this);
    }

    /** However it goes: it became a tunnel, or its socket is gone. */
    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        wire().guestLeft(this);
    }

    /** One that waits for its next request need not; one that is new may have sent its first one. */
    @Override
    public void leaveSoon() {
        loop().execute(() -> {
            if (quiet && served > 0) {
                channel().close();
            } else if (quiet) {
                alarm().in(first().get(ConnectionDirectives.KEEP_ALIVE_TIMEOUT));
            }
        });
    }

    // ---- a request

    @Override
    boolean readHead() {
        if (!in().isReadable()) {
            return false;
        }
        if (quiet) {
            quiet = false;
            pace().headBegins();
        }
        try {
            if (!lines.read(in())) {
                return false;
            }
            begin(RequestHead.parse(lines.lines(), limits));
        } catch (HeadLines.TooMuch much) {
            refuse(statusOf(much.excess()), "AH00561: the request's head is over a limit: " + much.excess());
        } catch (BadHead bad) {
            refuse(bad.status(), bad.why());
        }
        return true;
    }

    private static int statusOf(HeadLines.Excess excess) {
        return excess == HeadLines.Excess.FIRST_LINE ? 414 : 400;
    }

    @Override
    Framing bodyOf(Request head) {
        return head.body();
    }

    @Override
    Request unread() {
        return new Request("-", lines.firstLine(), Version.HTTP_1_1, Headers.NONE, Framing.NONE);
    }

    @Override
    int headBytes() {
        return lines.bytes();
    }

    @Override
    void headTooLate() {
        if (quiet) {
            channel().close();
        } else {
            tooSlow();
        }
    }

    // ---- an answer

    @Override
    long write(Response head, Headers own) {
        ByteBuf bytes = HeadWriter.response(channel().alloc(), head, own);
        long size = bytes.readableBytes();
        channel().write(bytes, channel().voidPromise());
        return size;
    }

    @Override
    Framing framing(Response head, Request asked) {
        return ClientFraming.of(head, asked);
    }

    @Override
    Headers fields(Request asked, Framing framing, boolean persists, Settings settings) {
        return ClientFraming.fields(asked, framing, persists, served, settings);
    }

    @Override
    BodyWriter body(Framing framing, Runnable ended) {
        return new BodyWriter(channel(), framing, ended);
    }

    // ---- after it

    @Override
    boolean mayPersist(Request asked, Settings settings) {
        boolean wanted = asked.version() == Version.HTTP_1_0
                ? asked.headers().hasToken("Connection", "keep-alive")
                : !asked.headers().hasToken("Connection", "close");
        int most = settings.get(ConnectionDirectives.MAX_KEEP_ALIVE_REQUESTS);
        return wanted && !wire().isLeaving() && settings.get(ConnectionDirectives.KEEP_ALIVE) && (most == 0 || served + 1 < most);
    }

    @Override
    int served() {
        return served;
    }

    @Override
    void done(Settings settings) {
        served++;
        lines.clear();
        quiet = true;
        next();
        alarm().in(settings.get(ConnectionDirectives.KEEP_ALIVE_TIMEOUT));
        proceed();
    }

    @Override
    void doneForGood() {
        last();
        handOver().release();
        channel().pipeline().replace(this, "lingering", new Lingering(alarm()));
    }

    @Override
    void cut() {
        channel().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> channel().close());
    }
}
