package dev.culvert.access;

import dev.culvert.http.Tls;
import java.net.InetAddress;
import java.util.Optional;

/**
 * The two ends of a request, for rules about them.
 *
 * @param address the client's, as mod_remoteip sees it
 * @param local this server's end of the connection
 * @param tls what they agreed, if they did
 */
public record ClientIdentity(InetAddress address, InetAddress local, Optional<Tls> tls) {
    /** Ends without TLS. */
    public ClientIdentity(InetAddress address, InetAddress local) {
        this(address, local, Optional.empty());
    }

    /** Whether the client is this very machine. */
    boolean isLocal() {
        return address.isLoopbackAddress() || address.equals(local);
    }
}
