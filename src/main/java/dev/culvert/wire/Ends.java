package dev.culvert.wire;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslHandler;
import io.netty.internal.tcnative.SSL;
import io.netty.util.concurrent.Future;

/** How one direction ends, and how both do, behind all that was written: on a socket, under TLS, on a stream of HTTP/2. */
final class Ends {
    private Ends() {}

    /** Nothing more will be written. The other direction goes on. */
    static void output(Channel to) {
        StreamFrames stream = to.pipeline().get(StreamFrames.class);
        if (stream != null) {
            stream.end();
        } else {
            to.writeAndFlush(to.alloc().buffer(0, 0)).addListener(_ -> shutdown(to));
        }
    }

    private static void shutdown(Channel to) {
        SslHandler tls = to.pipeline().get(SslHandler.class);
        if (tls != null) {
            sayGoodbye(to, tls).addListener(_ -> ((DuplexChannel) to).shutdownOutput());
        } else if (to.isActive()) {
            ((DuplexChannel) to).shutdownOutput();
        }
    }

    /** Netty's engine over BoringSSL reads no more once it is told that its output is closed, so the library itself is told. */
    private static Future<?> sayGoodbye(Channel to, SslHandler tls) {
        if (!(tls.engine() instanceof ReferenceCountedOpenSslEngine engine) || engine.isOutboundDone()) {
            return tls.closeOutbound();
        }
        SSL.shutdownSSL(engine.sslPointer());
        to.writeAndFlush(Unpooled.EMPTY_BUFFER); // with which close_notify goes out, but behind it
        return to.pipeline().context(tls).writeAndFlush(Unpooled.EMPTY_BUFFER);
    }

    /** Closes once everything is written. */
    static void close(Channel to) {
        StreamFrames stream = to.pipeline().get(StreamFrames.class);
        if (stream != null) {
            stream.closeWhenWritten();
        } else {
            to.writeAndFlush(to.alloc().buffer(0, 0)).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
