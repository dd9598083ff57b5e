package dev.culvert.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * The two ends of a client's connection.
 *
 * @param address the client's, as far as the proxies in between are believed
 * @param local the one it connected to
 * @param tls what was agreed where TLS ends here
 * @param connection whom the connection really comes from
 */
public record Peer(InetSocketAddress address, InetSocketAddress local, Optional<Tls> tls, InetSocketAddress connection) {
    /** Ends without TLS, and without anybody in between. */
    public Peer(InetSocketAddress address, InetSocketAddress local) {
        this(address, local, Optional.empty(), address);
    }

    /** The same connection, after its TLS handshake. */
    public Peer secured(Tls agreed) {
        return new Peer(address, local, Optional.of(agreed), connection);
    }

    /** The same connection, on behalf of somebody else. */
    public Peer onBehalfOf(InetAddress client) {
        return new Peer(new InetSocketAddress(client, address.getPort()), local, tls, connection);
    }

    /** The same connection, as a proxy in front announced it. */
    public Peer announced(InetSocketAddress client) {
        return new Peer(client, local, tls, connection);
    }

    /** The client's address without port, as it is written into headers; an IPv6 address without its zone. */
    public String ip() {
        return ip(address);
    }

    /** As above, of any end. */
    public static String ip(InetSocketAddress end) {
        return IpText.of(end.getAddress());
    }

    public boolean isSecure() {
        return tls.isPresent();
    }

    /** {@code http}, or {@code https} where TLS ends here. */
    public String scheme() {
        return isSecure() ? "https" : "http";
    }
}
