package dev.culvert.route;

import dev.culvert.http.Peer;
import dev.culvert.http.Request;
import java.time.Instant;

/**
 * A request as it came in.
 *
 * @param at when its head had been read
 */
public record Arrival(Request request, Peer peer, Instant at) {}
