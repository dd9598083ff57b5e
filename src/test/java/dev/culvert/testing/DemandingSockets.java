package dev.culvert.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** Server sockets that let nobody in without a certificate. */
final class DemandingSockets extends ServerSocketFactory {
    private final ServerSocketFactory sockets;

    DemandingSockets(SSLContext context) {
        this.sockets = context.getServerSocketFactory();
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return demanding(sockets.createServerSocket(port));
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
        return demanding(sockets.createServerSocket(port, backlog));
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
        return demanding(sockets.createServerSocket(port, backlog, address));
    }

    private static ServerSocket demanding(ServerSocket socket) {
        if (socket instanceof SSLServerSocket secure) {
            secure.setNeedClientAuth(true);
        }
        return socket;
    }
}
