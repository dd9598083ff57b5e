package dev.culvert.proxy;

import dev.culvert.http.Response;
import java.time.Duration;
import java.time.Instant;

/**
 * How an exchange ended, as the wire saw it.
 *
 * @param sent the last head that went to the client
 * @param bodyBytes of the answer, without its head
 * @param received bytes from the client, head and tunnel included
 * @param delivered bytes to the client, head and tunnel included
 * @param started when the request's head had been read
 * @param keptAlive requests the client's connection had carried before
 */
public record Ending(
        Response sent,
        long bodyBytes,
        long received,
        long delivered,
        Instant started,
        Duration took,
        Outcome.Reuse reuse,
        int keptAlive) {}
