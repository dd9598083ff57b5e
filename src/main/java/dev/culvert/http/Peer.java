package dev.culvert.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The two ends of a client's connection.
 *
 * @param address the client's, as far as the proxies in between are believed
 * @param local the one it connected to
 * @param scheme {@code http}, or {@code https} where TLS ends here
 * @param connection whom the connection really comes from
 */
public record Peer(InetSocketAddress address, InetSocketAddress local, String scheme, InetSocketAddress connection) {
    public Peer(InetSocketAddress address, InetSocketAddress local, String scheme) {
        this(address, local, scheme, address);
    }

    /** The same connection, on behalf of somebody else. */
    public Peer onBehalfOf(InetAddress client) {
        return new Peer(new InetSocketAddress(client, address.getPort()), local, scheme, connection);
    }

    /** The same connection, as a proxy in front announced it. */
    public Peer announced(InetSocketAddress client) {
        return new Peer(client, local, scheme, connection);
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
        return scheme.equals("https");
    }
}
