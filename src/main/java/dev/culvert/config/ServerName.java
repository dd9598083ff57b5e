package dev.culvert.config;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What {@code ServerName} says: {@code [scheme://]host[:port]}. The port counts for redirects, not for choosing a host.
 *
 * @param host as written, without brackets or a dot at its end
 */
public record ServerName(Optional<String> scheme, String host, OptionalInt port) {
    /** @return nothing if it is none */
    static Optional<ServerName> parse(String text) {
        int scheme = text.indexOf("://");
        Optional<String> before = scheme < 0 ? Optional.empty() : Optional.of(text.substring(0, scheme));
        return HostAndPort.split(scheme < 0 ? text : text.substring(scheme + 3)).flatMap(split -> of(before, split));
    }

    private static Optional<ServerName> of(Optional<String> scheme, HostAndPort split) {
        String host = split.host().endsWith(".") ? split.host().substring(0, split.host().length() - 1) : split.host();
        if (split.port().isEmpty()) {
            return Optional.of(new ServerName(scheme, host, OptionalInt.empty()));
        }
        return split.port().flatMap(HostAndPort::port).filter(port -> port > 0)
                .map(port -> new ServerName(scheme, host, OptionalInt.of(port)));
    }
}
