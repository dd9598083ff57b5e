package dev.culvert.wire;

import dev.culvert.config.ConnectionDirectives;
import dev.culvert.config.Http2Directives;
import dev.culvert.directive.Settings;
import dev.culvert.http.Peer;
import dev.culvert.world.Level;
import dev.culvert.world.Remark;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A client's connection that speaks HTTP/2: what its streams may do, and how long it may have none. */
final class Http2Session extends ChannelInboundHandlerAdapter implements Guest {
    /** Bytes of one request's fields, unpacked; each field has its own limits besides. */
    private static final int HEAD_LIMIT = 64 * 1024;
    /** Streams that a client may reset within {@link #RESET_SECONDS}: each has cost a connection to a backend. */
    private static final int RESETS = 200;
    private static final int RESET_SECONDS = 30;
    /** Frames in a row that carry nothing, and pieces of one head. */
    private static final int EMPTY_FRAMES = 10;
    private static final int CONTINUATIONS = 16;
    /** Answers to PING and SETTINGS that a client may leave unread. */
    private static final int UNREAD_ANSWERS = 1000;

    private final Wire wire;
    private final Channel channel;
    private final Peer peer;
    private final Settings settings;
    private final Alarm idle;
    private final Duration patience;
    private int open;

    private Http2Session(Wire wire, Channel channel, Peer peer, Settings settings) {
        this.wire = wire;
        this.channel = channel;
        this.peer = peer;
        this.settings = settings;
        this.patience = settings.get(ConnectionDirectives.KEEP_ALIVE_TIMEOUT);
        this.idle = new Alarm(channel.eventLoop(), channel::close);
    }

    /** The connection speaks HTTP/2 from its next byte on. */
    static void begin(Wire wire, Channel channel, Peer peer, Settings settings) {
        Http2Session session = new Http2Session(wire, channel, peer, settings);
        Http2FrameCodec codec = session.codec(channel);
        channel.pipeline().addLast(codec, new Http2MultiplexHandler(session.streams()), session);
        session.openWindow(codec.connection());
        channel.flush();
        session.idle.in(settings.get(ConnectionDirectives.TIMEOUT));
        channel.config().setAutoRead(true);
    }

    private Http2FrameCodec codec(Channel channel) {
        Http2Settings announced = new Http2Settings()
                .maxConcurrentStreams(settings.get(Http2Directives.MAX_STREAMS))
                .initialWindowSize(settings.get(Http2Directives.WINDOW))
                .maxHeaderListSize(HEAD_LIMIT);
        if (settings.get(Http2Directives.WEB_SOCKETS)) {
            announced.connectProtocolEnabled(true);
        }
        return Http2FrameCodecBuilder.forServer()
                .initialSettings(announced)
                .validateRequiredPseudoHeaders(true)
                .decoderEnforceMaxRstFramesPerWindow(RESETS, RESET_SECONDS)
                .encoderEnforceMaxRstFramesPerWindow(RESETS, RESET_SECONDS)
                .decoderEnforceMaxConsecutiveEmptyDataFrames(EMPTY_FRAMES)
                .decoderEnforceMaxSmallContinuationFrames(CONTINUATIONS)
                .encoderEnforceMaxQueuedControlFrames(UNREAD_ANSWERS)
                .frameLogger(new FloodWatch(told(channel)))
                .build();
    }

    private ChannelInitializer<Channel> streams() {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel stream) {
                stream.config().setAutoRead(false);
                stream.config().setOption(ChannelOption.WRITE_BUFFER_WATER_MARK, Wire.WATER_MARK);
                StreamFrames frames = new StreamFrames(Http2Session.this::streamBroken);
                stream.pipeline().addLast(frames, new Http2Client(wire, stream, peer, frames));
                opened(stream);
            }
        };
    }

    private void opened(Channel stream) {
        open++;
        idle.clear();
        stream.closeFuture().addListener(_ -> {
            if (--open == 0) {
                idle.in(wire.isLeaving() ? Duration.ZERO : patience);
            }
        });
        stream.eventLoop().execute(stream::read);
    }

    /** One stream that nobody reads from must not take the window of the others: the connection's is as large as all of theirs. */
    private void openWindow(Http2Connection connection) {
        long all = (long) settings.get(Http2Directives.WINDOW) * settings.get(Http2Directives.MAX_STREAMS);
        int more = (int) (Math.min(all, Integer.MAX_VALUE) - Http2CodecUtil.DEFAULT_WINDOW_SIZE);
        try {
            connection.local().flowController().incrementWindowSize(connection.connectionStream(), Math.max(0, more));
        } catch (Http2Exception e) {
            throw new IllegalStateException("a window of " + all + " bytes", e);
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        wire.guestCame(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        wire.guestLeft(this);
    }

    /** RFC 9113 §6.8: streams that are open go on, and of others the client knows that nobody has looked at them. */
    @Override
    public void leaveSoon() {
        channel.eventLoop().execute(() -> {
            channel.writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
            if (open == 0) {
                idle.in(Duration.ZERO);
            }
        });
    }

    // ---- what goes wrong

    private FloodWatch.Told told(Channel channel) {
        return new FloodWatch.Told() {
            @Override
            public void flooded(String what) {
                String why = "more than " + FloodWatch.LIMIT + " frames that carry nothing (" + what + ") in a few seconds";
                channel.writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.ENHANCE_YOUR_CALM,
                        ByteBufUtil.writeAscii(channel.alloc(), why))).addListener(_ -> channel.close());
            }

            @Override
            public void goodbye(Http2Error error, String why) {
                say(Level.WARN, "AH10463", "HTTP/2 connection closed, " + error + ": " + why);
            }

            @Override
            public void headTooLarge() {
                say(Level.WARN, "AH00561", "a request's fields are larger than " + HEAD_LIMIT + " bytes once unpacked");
            }
        };
    }

    private void streamBroken(Http2Exception broken) {
        say(Level.INFO, "AH10464", "HTTP/2 stream reset, " + broken.error() + ": " + broken.getMessage());
    }

    private void say(Level level, String number, String sentence) {
        wire.remark(wire.site(peer.local(), Optional.empty()), peer, new Remark(level, "http2", number, sentence));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            ctx.close(); // RFC 9113 §9.1: without a direction to hear by there is no connection
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        idle.stop();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (Http2CodecUtil.getEmbeddedHttp2Exception(cause) == null) { // for those the codec says goodbye itself
            lost(ctx, cause);
        }
    }

    private void lost(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException) && !(cause.getCause() instanceof IOException)) {
            wire.broken(cause);
        }
        ctx.close();
    }
}
