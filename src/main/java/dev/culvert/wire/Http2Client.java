package dev.culvert.wire;

import dev.culvert.config.Http2Directives;
import dev.culvert.directive.Settings;
import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import dev.culvert.http.Peer;
import dev.culvert.http.Request;
import dev.culvert.http.Response;
import dev.culvert.http.Version;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import org.jspecify.annotations.Nullable;

/** One stream of a client that speaks HTTP/2: one request, its answer, or a tunnel. */
final class Http2Client extends Client {
    private final HeadLimits limits;
    private final StreamFrames frames;
    private @Nullable BodyWriter body;
    private String path = "-";
    private int headBytes;

    Http2Client(Wire wire, Channel channel, Peer peer, StreamFrames frames) {
        super(wire, channel, peer);
        this.limits = HeadLimits.ofRequests(first());
        this.frames = frames;
    }

    // ---- a request

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof Http2HeadersFrame head) {
            asked(head);
        } else {
            super.channelRead(ctx, message);
        }
    }

    private void asked(Http2HeadersFrame head) {
        Http2Headers fields = head.headers();
        path = String.valueOf(fields.path());
        fields.forEach(field -> headBytes += field.getKey().length() + field.getValue().length());
        if (fields.get(Http2Headers.PseudoHeaderName.PROTOCOL.value()) != null && !first().get(Http2Directives.WEB_SOCKETS)) {
            frames.reset(Http2Error.PROTOCOL_ERROR); // RFC 8441 §3: it was not told that it may
            return;
        }
        try {
            begin(Http2Head.request(fields, !head.isEndStream(), limits));
        } catch (BadHead bad) {
            refuse(bad.status(), bad.why());
        }
    }

    /** The head comes as a frame. */
    @Override
    boolean readHead() {
        return false;
    }

    /** END_STREAM ends what has no length. */
    @Override
    Framing bodyOf(Request head) {
        return head.body() instanceof Framing.Chunked ? Framing.UNTIL_CLOSE : head.body();
    }

    @Override
    Request unread() {
        return new Request("-", path, Version.HTTP_2, Headers.NONE, Framing.NONE);
    }

    @Override
    int headBytes() {
        return headBytes;
    }

    @Override
    void headTooLate() {}

    // ---- an answer

    @Override
    long write(Response head, Headers own) {
        Http2Headers fields = Http2Head.response(head, own);
        channel().write(new DefaultHttp2HeadersFrame(fields), channel().voidPromise());
        long bytes = 0;
        for (var field : fields) {
            bytes += field.getKey().length() + field.getValue().length();
        }
        return bytes;
    }

    /** END_STREAM ends what has no length. */
    @Override
    Framing framing(Response head, Request asked) {
        return head.body() instanceof Framing.Chunked ? Framing.UNTIL_CLOSE : head.body();
    }

    @Override
    Headers fields(Request asked, Framing framing, boolean persists, Settings settings) {
        return Headers.NONE;
    }

    @Override
    BodyWriter body(Framing framing, Runnable ended) {
        BodyWriter writer = new BodyWriter(channel(), framing, ended);
        body = writer;
        return writer;
    }

    // ---- after it

    /** The connection outlives every stream. */
    @Override
    boolean mayPersist(Request asked, Settings settings) {
        return true;
    }

    @Override
    int served() {
        return 0;
    }

    @Override
    void done(Settings settings) {
        doneForGood();
    }

    @Override
    void doneForGood() {
        last();
        alarm().stop();
        frames.end(body == null ? Headers.NONE : body.trailers());
        frames.closeWhenWritten();
    }

    @Override
    void cut() {
        frames.reset(Http2Error.INTERNAL_ERROR);
    }

    /** Only END_STREAM ends a body: a reset has cut it off. */
    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        gone();
    }
}
