package dev.culvert.proxy;

import java.time.Duration;
import java.util.Optional;

/**
 * A request that has its answer: its last byte, or the 101 of its tunnel. Little enough to be made for every request.
 *
 * @param host the canonical name of the virtual host
 * @param method as it came: anything a client may think of
 * @param status that the client got; 499 if it left before
 * @param handshake what came of it; empty if no tunnel was wanted
 * @param backend the URL that names the last backend in the configuration; empty if none was asked
 * @param took since the head had been read
 */
public record Settled(String host, String method, int status, Optional<Fate> handshake, String backend, Duration took) {}
