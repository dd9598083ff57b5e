package dev.culvert.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

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

    /** A connection that was opened already, TLS for instance. */
    public static RawConnection over(Socket socket) {
        return new RawConnection(new Link.Tcp(socket));
    }
}
