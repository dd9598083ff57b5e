package dev.culvert.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocket;

/** Opens connections to a server under test. */
public final class RawClient {
    private RawClient() {}

    /** Connects to that port of the loopback address. */
    public static RawConnection connect(int port) {
        try {
            Socket socket = new Socket();
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            socket.connect(address, (int) RawConnection.PATIENCE.toMillis());
            socket.setTcpNoDelay(true);
            return new RawConnection(new Link.Tcp(socket));
        } catch (IOException refused) {
            throw new UncheckedIOException("Expected a server on port " + port + " but could not connect.", refused);
        }
    }

    /** As above, with TLS, and nobody is believed but that authority. */
    public static RawConnection secure(int port, Authority believed) {
        try {
            Socket socket = new Socket();
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) RawConnection.PATIENCE.toMillis());
            socket.setTcpNoDelay(true);
            SSLSocket secured = (SSLSocket) believed.trusting().getSocketFactory().createSocket(socket, "e2e.test", port, true);
            secured.startHandshake();
            return new RawConnection(new Link.Tcp(secured, socket));
        } catch (IOException refused) {
            throw new UncheckedIOException("Expected TLS on port " + port + " but there was none.", refused);
        }
    }

    /** A client that speaks HTTP/2 over TLS, and is told what to say in HTTP/1.1. */
    public static RawConnection http2(int port, Authority believed) {
        return new RawConnection(new Http2Link(Http2Connection.open(port, believed)));
    }

    /** A connection that was opened already, TLS for instance. */
    public static RawConnection over(Socket socket) {
        return new RawConnection(new Link.Tcp(socket));
    }
}
