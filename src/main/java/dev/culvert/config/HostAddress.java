package dev.culvert.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * One address of a {@code <VirtualHost>}.
 *
 * @param ip nothing for {@code *} and {@code _default_}
 * @param port 0 for any
 */
public record HostAddress(Optional<InetAddress> ip, int port) {
    static final HostAddress ANY = new HostAddress(Optional.empty(), 0);

    static HostAddress of(InetAddress ip, int port) {
        return new HostAddress(ip.isAnyLocalAddress() ? Optional.empty() : Optional.of(ip), port);
    }

    static HostAddress of(InetSocketAddress local) {
        return new HostAddress(Optional.of(local.getAddress()), local.getPort());
    }

    HostAddress withAnyPort() {
        return new HostAddress(ip, 0);
    }

    HostAddress withAnyIp() {
        return new HostAddress(Optional.empty(), port);
    }

    @Override
    public String toString() {
        String host = ip.map(HostAddress::spelled).orElse("*");
        return host + ":" + (port == 0 ? "*" : Integer.toString(port));
    }

    private static String spelled(InetAddress address) {
        String text = address.getHostAddress();
        return text.indexOf(':') >= 0 ? "[" + text + "]" : text;
    }
}
