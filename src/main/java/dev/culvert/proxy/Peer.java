package dev.culvert.proxy;

import java.net.InetSocketAddress;

/**
 * The two ends of a client's connection.
 *
 * @param address the client's
 * @param local the one it connected to
 * @param scheme {@code http}, or {@code https} where TLS ends here
 */
public record Peer(InetSocketAddress address, InetSocketAddress local, String scheme) {
    /** The address without port, as it is written into headers; an IPv6 address without its zone. */
    public String ip() {
        String ip = address.getAddress().getHostAddress();
        int zone = ip.indexOf('%');
        return zone < 0 ? ip : ip.substring(0, zone);
    }
}
