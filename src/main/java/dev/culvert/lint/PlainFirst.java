package dev.culvert.lint;

import dev.culvert.config.HostAddress;
import dev.culvert.config.VirtualHost;
import dev.culvert.tls.SslDirectives;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.stream.Stream;

/** A host that speaks TLS behind one that comes first at its address and does not. */
final class PlainFirst implements Check {
    @Override
    public Stream<Finding> find(Survey survey) {
        return survey.servers().stream().map(Server::host).filter(PlainFirst::isSecure)
                .flatMap(host -> host.addresses().stream().map(address -> first(survey, address))
                        .filter(first -> !isSecure(first)).limit(1).map(first -> finding(host, first)));
    }

    private static boolean isSecure(VirtualHost host) {
        return host.settings().get(SslDirectives.ENGINE);
    }

    private static VirtualHost first(Survey survey, HostAddress address) {
        InetAddress ip = address.ip().orElseGet(() -> new InetSocketAddress(0).getAddress());
        return survey.configuration().hostsAt(new InetSocketAddress(ip, address.port())).first();
    }

    private static Finding finding(VirtualHost host, VirtualHost first) {
        String who = first.name() + " (" + Lines.seen(host.position(), first.position()) + ")";
        return new Finding(host.position(), Weight.MISTAKE, "plain-first", who + " comes first at this address and speaks no TLS,"
                + " so nobody there does: no handshake is answered, and requests for "
                + host.name() + " are served in plain.", Optional.empty());
    }
}
