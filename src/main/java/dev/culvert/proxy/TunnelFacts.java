package dev.culvert.proxy;

import dev.culvert.http.Version;
import java.time.Duration;
import java.time.Instant;

/**
 * What is known of a tunnel from its first moment on.
 *
 * @param id counts up from 1, and is never given again while the program runs
 * @param client its address, as far as the proxies in between are believed, without a port
 * @param port the client's
 * @param host the canonical name of the virtual host
 * @param path that the client asked for, without its query: what stands there may be a secret
 * @param balancer the identity of the balancer that chose; empty if none did
 * @param backend the URL that names the backend in the configuration
 * @param spoken what the client's request was spoken in
 * @param protocol what both sides agreed to speak, such as {@code websocket}
 * @param subprotocol that the backend chose; empty if none
 * @param opened when the 101 went out
 * @param handshake from the request's head to then
 */
public record TunnelFacts(
        long id,
        String client,
        int port,
        String host,
        String path,
        String balancer,
        String backend,
        Version spoken,
        String protocol,
        String subprotocol,
        Instant opened,
        Duration handshake) {}
