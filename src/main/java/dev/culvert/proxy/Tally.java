package dev.culvert.proxy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a request, and the tunnel it may have become, has come to: what goes on changing after its answer's head is out.
 *
 * @param received bytes from the client, head and tunnel included
 * @param delivered bytes to the client, head and tunnel included
 * @param started when the request's head had been read
 * @param took until the last byte, or until now
 * @param tunnel how it ended; empty for a plain request, and while it is open
 */
public record Tally(long received, long delivered, Instant started, Duration took, Optional<TunnelEnd> tunnel) {
    /** Of a plain request, or of a tunnel that has just been opened. */
    public Tally(long received, long delivered, Instant started, Duration took) {
        this(received, delivered, started, took, Optional.empty());
    }
}
