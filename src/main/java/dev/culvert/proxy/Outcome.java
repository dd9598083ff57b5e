package dev.culvert.proxy;

import dev.culvert.http.Headers;
import dev.culvert.http.Request;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What became of one request: everything that its access line, and the counters, can know. Made when the request, or
 * the tunnel it became, has ended.
 *
 * @param request as the client sent it; for a head that could not be read, what could be
 * @param serverName the canonical name of the virtual host
 * @param canonicalPort as httpd's {@code %p} has it
 * @param client the peer's address
 * @param local the address it connected to
 * @param status the last status sent
 * @param sent the response's headers as they were sent
 * @param bodyBytes of the response, without its head; 0 for a tunnel
 * @param received bytes from the client, head and tunnel included
 * @param delivered bytes to the client, head and tunnel included
 * @param started when the head had been read
 * @param took until the last byte
 * @param reuse how the client's connection went on
 * @param keptAlive how many requests the connection had carried before this one
 * @param target where it was sent, as {@code ws://host:port/path}, if anywhere
 * @param env the request's variables, such as those of SetEnvIf
 */
public record Outcome(
        Request request,
        String serverName,
        int canonicalPort,
        SocketAddress client,
        SocketAddress local,
        int status,
        Headers sent,
        long bodyBytes,
        long received,
        long delivered,
        Instant started,
        Duration took,
        Reuse reuse,
        int keptAlive,
        Optional<String> target,
        Map<String, String> env) {

    /** httpd's {@code %X}. */
    public enum Reuse {
        KEPT("+"),
        CLOSED("-"),
        ABORTED("X");

        private final String sign;

        Reuse(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }
}
