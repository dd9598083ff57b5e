package dev.culvert.proxy;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * What a tunnel has carried so far.
 *
 * @param up from the client to the backend
 * @param down from the backend to the client
 * @param idle since something came from either side
 */
public record Traffic(Flow up, Flow down, Duration idle) {
    /**
     * One direction.
     *
     * @param messages whole ones; empty where nobody counts them
     */
    public record Flow(long bytes, OptionalLong messages) {}
}
