package dev.culvert.config;

import dev.culvert.directive.Args;
import dev.culvert.directive.Family;
import dev.culvert.syntax.Position;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An address to accept connections on.
 *
 * @param host empty for every address of the machine; without brackets
 * @param port 0 for any that is free
 * @param protocol {@code http}, {@code https} or whatever the line says; {@code https} by itself on port 443
 */
public record Listen(String host, int port, String protocol, Position at) {
    private static final String EXPECTED = "[address:]port [protocol]";

    /** Resolves the host, which may ask a name server. */
    public InetSocketAddress address() {
        return host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
    }

    static List<Listen> read(Args args, List<Listen> soFar) {
        Listen listen = read(args);
        boolean twice = listen.port > 0 && soFar.stream().anyMatch(listen::sameSocket);
        if (twice) {
            throw args.error("Listen: " + listen + " is listened on already, so this line is one too many");
        }
        return Family.concat(soFar, List.of(listen));
    }

    private static Listen read(Args args) {
        String text = args.next(EXPECTED);
        HostAndPort split = split(args, text);
        String number = split.port().orElseThrow(
                () -> args.error("Listen: expected " + EXPECTED + ", but '" + text + "' has no port"));
        int port = HostAndPort.port(number)
                .orElseThrow(() -> args.error("Listen: expected a port between 1 and 65535, but was '" + number + "'"));
        String protocol = args.nextIfAny().orElse(port == 443 ? "https" : "http").toLowerCase(Locale.ROOT);
        args.end();
        return new Listen(split.host().equals("*") ? "" : split.host(), port, protocol, args.at());
    }

    private static HostAndPort split(Args args, String text) {
        if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return new HostAndPort("", Optional.of(text));
        }
        return HostAndPort.split(text)
                .orElseThrow(() -> args.error(
                        "Listen: expected " + EXPECTED + ", but was '" + text + "' (an IPv6 address needs brackets)"));
    }

    private boolean sameSocket(Listen other) {
        return port == other.port && host.equalsIgnoreCase(other.host);
    }

    @Override
    public String toString() {
        return (host.isEmpty() ? "*" : host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
