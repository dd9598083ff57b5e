package dev.culvert.log;

import dev.culvert.http.IpText;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Addresses as a log writes them. */
final class Addresses {
    private Addresses() {}

    /** Without a port; {@code -} for a socket that has no address of that kind. */
    static String ip(SocketAddress address) {
        return address instanceof InetSocketAddress inet && inet.getAddress() != null ? ip(inet.getAddress()) : "-";
    }

    static int port(SocketAddress address) {
        return address instanceof InetSocketAddress inet ? inet.getPort() : 0;
    }

    static String ip(InetAddress address) {
        return IpText.of(address);
    }
}
