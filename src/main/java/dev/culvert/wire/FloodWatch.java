package dev.culvert.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameLogger;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.logging.LogLevel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Counts frames of a client that cost work and carry nothing: PING, SETTINGS, PRIORITY, unknown ones, and windows opened
 * by a crack. Resets, empty DATA and CONTINUATION are the codec's to count. It is a frame logger because that is where the
 * codec lets one see every frame.
 */
final class FloodWatch extends Http2FrameLogger {
    /** Such frames within {@link #WINDOW}; a client that measures its line sends a few dozen. */
    static final int LIMIT = 1000;
    private static final long WINDOW = TimeUnit.SECONDS.toNanos(10);
    /** A smaller increment than this is a crack. A client that takes small messages one by one is given one for each. */
    private static final int CRACK = 256;

    /** What happened on a connection, told once each. */
    interface Told {
        /** There was too much of that. */
        void flooded(String what);

        /** We have said goodbye, with that code and reason. */
        void goodbye(Http2Error error, String why);

        /** The first head that was too large to be unpacked; the codec has answered 431. */
        void headTooLarge();
    }

    private final Told told;
    private long windowBegan = System.nanoTime();
    private int frames;
    private int credit;
    private boolean saidGoodbye;
    private boolean saidTooLarge;

    FloodWatch(Told told) {
        super(LogLevel.TRACE, FloodWatch.class);
        this.told = told;
    }

    private void count(Direction direction, String what) {
        if (direction == Direction.OUTBOUND || frames > LIMIT) {
            return;
        }
        long now = System.nanoTime();
        if (now - windowBegan > WINDOW) {
            windowBegan = now;
            frames = 0;
            credit = 0;
        }
        if (++frames > LIMIT) {
            told.flooded(what);
        }
    }

    @Override
    public boolean isEnabled() {
        return true;
    }

    @Override
    public void logPing(Direction direction, ChannelHandlerContext ctx, long data) {
        count(direction, "PING");
    }

    @Override
    public void logPingAck(Direction direction, ChannelHandlerContext ctx, long data) {
        count(direction, "PING");
    }

    @Override
    public void logSettings(Direction direction, ChannelHandlerContext ctx, Http2Settings settings) {
        count(direction, "SETTINGS");
    }

    @Override
    public void logSettingsAck(Direction direction, ChannelHandlerContext ctx) {
        count(direction, "SETTINGS");
    }

    @Override
    public void logPriority(Direction direction, ChannelHandlerContext ctx, int stream, int dependency, short weight,
            boolean exclusive) {
        count(direction, "PRIORITY");
    }

    @Override
    public void logUnknownFrame(Direction direction, ChannelHandlerContext ctx, byte type, int stream, Http2Flags flags,
            ByteBuf data) {
        count(direction, "unknown frames");
    }

    @Override
    public void logWindowsUpdate(Direction direction, ChannelHandlerContext ctx, int stream, int increment) {
        if (increment < CRACK && --credit < 0) {
            count(direction, "WINDOW_UPDATE");
        }
    }

    @Override
    public void logData(Direction direction, ChannelHandlerContext ctx, int stream, ByteBuf data, int padding, boolean end) {
        if (direction == Direction.OUTBOUND) {
            credit += 2; // the stream's window and the connection's may both be opened by as much
        }
    }

    @Override
    public void logRstStream(Direction direction, ChannelHandlerContext ctx, int stream, long error) {}

    /** The one place that every goodbye passes: what the codec finds wrong with what it sends itself is told nowhere else. */
    @Override
    public void logGoAway(Direction direction, ChannelHandlerContext ctx, int last, long error, ByteBuf data) {
        if (direction == Direction.OUTBOUND && error != Http2Error.NO_ERROR.code() && !saidGoodbye) {
            saidGoodbye = true;
            told.goodbye(Http2Error.valueOf(error), data.toString(StandardCharsets.UTF_8));
        }
    }

    /** The codec answers a head that it gave up unpacking by itself, with a status and nothing else. */
    @Override
    public void logHeaders(Direction direction, ChannelHandlerContext ctx, int stream, Http2Headers headers, int padding,
            boolean end) {
        boolean alone = direction == Direction.OUTBOUND && headers.size() == 1;
        if (alone && "431".contentEquals(String.valueOf(headers.status())) && !saidTooLarge) {
            saidTooLarge = true;
            told.headTooLarge(); // for the others its resets are counted
        }
    }

    @Override
    public void logHeaders(Direction direction, ChannelHandlerContext ctx, int stream, Http2Headers headers, int dependency,
            short weight, boolean exclusive, int padding, boolean end) {}

    @Override
    public void logPushPromise(Direction direction, ChannelHandlerContext ctx, int stream, int promised, Http2Headers headers,
            int padding) {}
}
