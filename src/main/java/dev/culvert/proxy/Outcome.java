package dev.culvert.proxy;

import dev.culvert.expr.Subject;
import dev.culvert.http.Headers;
import dev.culvert.http.Peer;
import dev.culvert.http.Request;
import dev.culvert.route.Identity;
import java.util.Optional;

/**
 * What became of one request: everything that its access line, and the counters, can know. Made when the request has
 * ended, or has become a tunnel.
 *
 * @param request as the client sent it, its headers as they were edited; for a head that could not be read, what could be
 * @param serverName the canonical name of the virtual host
 * @param self by what name and port the server called itself
 * @param peer the client and its connection
 * @param subject what else is known of the request: its variables, its notes, its answer
 * @param file where it was mapped, {@code proxy:ws://host:port/path} if to a backend; empty if to nothing
 * @param backend the URL that names the backend it was last sent to in the configuration; empty if it was sent to none
 * @param status the last status sent
 * @param sent the response's headers as they were sent
 * @param bodyBytes of the response, without its head; 0 for a tunnel
 * @param reuse how the client's connection went on
 * @param keptAlive how many requests the connection had carried before this one
 * @param tunnel that it became; empty for a plain request
 */
public record Outcome(
        Request request,
        String serverName,
        Identity self,
        Peer peer,
        Subject subject,
        String file,
        String backend,
        int status,
        Headers sent,
        long bodyBytes,
        Tally tally,
        Reuse reuse,
        int keptAlive,
        Optional<TunnelFacts> tunnel) {

    /** A variable of the request, such as one of SetEnvIf. */
    public Optional<String> variable(String name) {
        return subject.environment().value(name);
    }

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
