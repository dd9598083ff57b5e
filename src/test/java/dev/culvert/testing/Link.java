package dev.culvert.testing;

import java.io.IOException;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A connection as bytes, whatever carries it. Reading and writing may happen at the same time. */
sealed interface Link permits Link.Tcp, Link.Unix, Http2Link {
    /** As {@link java.io.InputStream#read(byte[])}. */
    int read(byte[] into) throws IOException;

    void write(byte[] bytes) throws IOException;

    /** Ends what this side sends; the other direction goes on. */
    void finish() throws IOException;

    /** Ends the connection the hard way, with RST where the carrier knows one. */
    void reset() throws IOException;

    void close() throws IOException;

    /**
     * TCP, or TLS over it.
     *
     * @param below the socket of TCP, where it is known
     */
    record Tcp(Socket socket, Socket below) implements Link {
        Tcp(Socket socket) {
            this(socket, socket);
        }

        @Override
        public int read(byte[] into) throws IOException {
            return socket.getInputStream().read(into);
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        @Override
        public void finish() throws IOException {
            socket.shutdownOutput();
        }

        @Override
        public void reset() throws IOException {
            below.setOption(StandardSocketOptions.SO_LINGER, 0);
            below.close();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** A unix-domain socket. Its channel is used directly: channel streams would let a read block a write. */
    record Unix(SocketChannel channel) implements Link {
        @Override
        public int read(byte[] into) throws IOException {
            return channel.read(ByteBuffer.wrap(into));
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        }

        @Override
        public void finish() throws IOException {
            channel.shutdownOutput();
        }

        @Override
        public void reset() throws IOException {
            channel.close();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
