package dev.culvert.access;

import java.net.InetAddress;

/**
 * The two ends of a request, for rules about addresses.
 *
 * @param address the client's, as mod_remoteip sees it
 * @param local this server's end of the connection
 */
public record ClientIdentity(InetAddress address, InetAddress local) {
    /** Whether the client is this very machine. */
    boolean isLocal() {
        return address.isLoopbackAddress() || address.equals(local);
    }
}
