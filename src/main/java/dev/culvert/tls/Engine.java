package dev.culvert.tls;

import dev.culvert.config.ConnectionDirectives;
import dev.culvert.config.HostAddress;
import dev.culvert.config.Listen;
import dev.culvert.config.VirtualHost;
import dev.culvert.directive.Settings;
import java.net.InetAddress;
import java.util.Optional;

/** Whether a virtual host speaks TLS with its clients. */
public final class Engine {
    private Engine() {}

    public static boolean isOn(VirtualHost host) {
        Settings settings = host.settings();
        return settings.has(SslDirectives.ENGINE) ? settings.get(SslDirectives.ENGINE)
                : !settings.get(SslDirectives.CERTIFICATES).isEmpty() && isListenedTo(host);
    }

    /** httpd: Listen's protocol is that of a host whose first address is the very address that is listened on. */
    private static boolean isListenedTo(VirtualHost host) {
        return host.settings().get(ConnectionDirectives.LISTEN).stream().filter(listen -> listen.protocol().equals("https"))
                .anyMatch(listen -> host.addresses().stream().limit(1).anyMatch(bound(listen)::equals));
    }

    private static HostAddress bound(Listen listen) {
        Optional<InetAddress> ip = Optional.ofNullable(listen.address().getAddress());
        return new HostAddress(ip.filter(address -> !address.isAnyLocalAddress()), listen.port());
    }
}
