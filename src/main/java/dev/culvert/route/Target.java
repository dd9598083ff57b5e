package dev.culvert.route;

import dev.culvert.balance.BackendUrl;
import dev.culvert.balance.Scheme;
import java.util.Optional;

/**
 * Where a request goes.
 *
 * @param host in lower case; an IPv6 address without brackets
 * @param port the scheme's own if the URL names none; as the configuration has it, so it may be out of range
 * @param unixSocket the path of the socket to connect to instead of host and port
 * @param pathAndQuery what stands on the request line
 */
public record Target(Scheme scheme, String host, int port, Optional<String> unixSocket, String pathAndQuery) {
    /** A path on the host that a URL names. */
    public static Target of(BackendUrl url, Scheme scheme, String pathAndQuery) {
        String host = url.host().startsWith("[") ? url.host().substring(1, url.host().length() - 1) : url.host();
        return new Target(scheme, host, url.port().orElse(scheme.defaultPort()), url.unixSocket(), pathAndQuery);
    }

    /** Host and port, the scheme's own port left out. */
    public String authority() {
        return port == scheme.defaultPort() ? bracketed() : bracketed() + ":" + port;
    }

    /** The Host header that the backend gets when the client's is not preserved. */
    public String hostHeader() {
        // httpd: 80 is never written, not even for wss; 443 is, for ws.
        return port == 80 || port == scheme.defaultPort() ? bracketed() : bracketed() + ":" + port;
    }

    /** Canonical: the scheme's own port is left out. */
    public String url() {
        return backendUrl().toString();
    }

    BackendUrl backendUrl() {
        Optional<Integer> unusual = Optional.of(port).filter(number -> number != scheme.defaultPort());
        return new BackendUrl(unixSocket, scheme.toString(), bracketed(), unusual, pathAndQuery);
    }

    private String bracketed() {
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }
}
