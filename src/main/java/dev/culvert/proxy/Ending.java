package dev.culvert.proxy;

import dev.culvert.http.Response;

/**
 * How an exchange ended, as the wire saw it.
 *
 * @param sent the last head that went to the client
 * @param bodyBytes of the answer, without its head
 * @param keptAlive requests the client's connection had carried before
 */
public record Ending(Response sent, long bodyBytes, Tally tally, Outcome.Reuse reuse, int keptAlive) {}
