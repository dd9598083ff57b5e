package dev.culvert.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A client that is told what to say in HTTP/1.1 and says it in HTTP/2, and the other way round: an upgrade is an extended
 * CONNECT, its 200 a 101. A request's body must have a length. Each head that is sent opens a stream of its own.
 */
final class Http2Link implements Link {
    private static final byte[] END = new byte[0];
    private static final int READ_AHEAD = 4;
    /** What HTTP/2 says by other means. */
    private static final Set<String> ELSEWHERE = Set.of("host", "upgrade", "connection", "sec-websocket-key");

    private final Channel connection;
    private final LinkedBlockingQueue<byte[]> came = new LinkedBlockingQueue<>();
    private final StringBuilder head = new StringBuilder();
    private Channel stream;
    private boolean tunnel;
    private String method = "";
    private long bodyLeft = -1;
    private byte[] rest = END;

    Http2Link(Channel connection) {
        this.connection = connection;
        this.stream = connection;
        connection.closeFuture().addListener(_ -> came.add(END));
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        int at = 0;
        while (at < bytes.length) {
            at += bodyLeft < 0 ? headPart(bytes, at) : bodyPart(bytes, at);
        }
    }

    private int headPart(byte[] bytes, int from) throws IOException {
        for (int at = from; at < bytes.length; at++) {
            head.append((char) (bytes[at] & 0xff));
            if (head.length() > 3 && head.indexOf("\r\n\r\n", head.length() - 4) >= 0) {
                String whole = head.toString();
                head.setLength(0);
                ask(Head.of(whole));
                return at + 1 - from;
            }
        }
        return bytes.length - from;
    }

    private void ask(Head asked) throws IOException {
        tunnel = asked.value("Upgrade").isPresent();
        bodyLeft = tunnel ? Long.MAX_VALUE : asked.value("Content-Length").map(Long::parseLong).orElse(-1L);
        String[] words = asked.start().split(" ", 3);
        method = words[0];
        Http2Headers fields = new DefaultHttp2Headers(false)
                .method(tunnel ? "CONNECT" : words[0]).path(words[1]).scheme("https").authority(asked.value("Host").orElse("none"));
        asked.value("Upgrade").ifPresent(token -> fields.set(":protocol", token));
        for (String line : asked.lines()) {
            String lower = line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
            if (!ELSEWHERE.contains(lower)) {
                fields.add(lower, line.substring(line.indexOf(':') + 1).strip());
            }
        }
        stream = done(new Http2StreamChannelBootstrap(connection).handler(new Reader()).open());
        stream.config().setAutoRead(false);
        stream.read();
        done(stream.writeAndFlush(new DefaultHttp2HeadersFrame(fields, bodyLeft < 0)));
    }

    private int bodyPart(byte[] bytes, int from) throws IOException {
        int now = (int) Math.min(bodyLeft, bytes.length - from);
        bodyLeft -= tunnel ? 0 : now;
        boolean last = bodyLeft == 0;
        done(stream.writeAndFlush(new DefaultHttp2DataFrame(Unpooled.copiedBuffer(bytes, from, now), last)));
        bodyLeft = last ? -1 : bodyLeft;
        return now;
    }

    private static <V> V done(io.netty.util.concurrent.Future<V> future) throws IOException {
        try {
            return future.sync().getNow();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException(stop);
        } catch (RuntimeException failed) {
            throw new IOException(failed);
        }
    }

    @Override
    public int read(byte[] into) throws IOException {
        try {
            if (rest.length == 0) {
                stream.read();
                rest = came.take();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException(stop);
        }
        if (rest.length == 0) {
            return -1;
        }
        int count = Math.min(into.length, rest.length);
        System.arraycopy(rest, 0, into, 0, count);
        rest = Arrays.copyOfRange(rest, count, rest.length);
        return count;
    }

    @Override
    public void finish() throws IOException {
        done(stream.writeAndFlush(new DefaultHttp2DataFrame(true)));
    }

    @Override
    public void reset() throws IOException {
        done(stream.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.CANCEL)));
    }

    @Override
    public void close() throws IOException {
        done(connection.close());
    }

    /** Whoever does not read leaves the window shut, but for a little: a reset drops what nobody has read until then. */
    private final class Reader extends ChannelInboundHandlerAdapter {
        private boolean answered;
        private boolean sized;

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            switch (message) {
                case Http2HeadersFrame frame -> {
                    if (!answered) {
                        came.add(text(frame.headers()).getBytes(ISO_8859_1));
                    }
                    answered |= !frame.headers().status().toString().startsWith("1");
                    end(frame.isEndStream());
                }
                case Http2DataFrame frame -> {
                    if (frame.content().isReadable()) {
                        came.add(ByteBufUtil.getBytes(frame.content()));
                    } else if (!frame.isEndStream()) {
                        ctx.read();
                    }
                    end(frame.isEndStream());
                    frame.release();
                }
                default -> ReferenceCountUtil.release(message);
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            if (came.size() < READ_AHEAD) {
                ctx.read();
            }
        }

        /** The end of a stream counts for the end of the connection where nothing else tells the end of what it carries. */
        private void end(boolean last) {
            if (last && (tunnel || !sized)) {
                came.add(END);
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof Http2ResetFrame reset && reset.errorCode() != Http2Error.NO_ERROR.code()) {
                came.add(END);
            }
        }

        private String text(Http2Headers fields) {
            boolean agreed = tunnel && "200".contentEquals(fields.status());
            tunnel = agreed;
            bodyLeft = agreed ? Long.MAX_VALUE : Math.max(-1, bodyLeft == Long.MAX_VALUE ? -1 : bodyLeft);
            sized = fields.contains("content-length") || "HEAD".equals(method);
            StringBuilder text = new StringBuilder("HTTP/1.1 ").append(agreed ? "101" : fields.status()).append(" over HTTP/2\r\n");
            fields.forEach(field -> {
                if (field.getKey().charAt(0) != ':') {
                    text.append(field.getKey()).append(": ").append(field.getValue()).append("\r\n");
                }
            });
            return text.append("\r\n").toString();
        }
    }
}
