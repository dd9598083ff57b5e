package dev.culvert.balance;

import java.util.Optional;

/**
 * What a server says of itself once a second, so that a balancer knows how much it can take (httpd: mod_heartbeat).
 *
 * @param address the server's, in figures; in a file it may be whatever a member's host is written as
 * @param ready requests it could take now
 * @param busy requests it is at
 * @param lastSeenSeconds how long ago it said so
 * @param port it serves on; nothing if it did not say, as httpd never does
 */
public record Heartbeat(String address, int ready, int busy, int lastSeenSeconds, Optional<Integer> port) {
    /** A server that has been silent for that long is not chosen. */
    public static final int SILENT_SECONDS = 10;

    boolean isRecent() {
        return lastSeenSeconds < SILENT_SECONDS;
    }

    Heartbeat seen(long secondsAgo) {
        return new Heartbeat(address, ready, busy, Math.clamp(secondsAgo, 0, Integer.MAX_VALUE), port);
    }

    /** httpd: a server without anything to do has probably just begun, and gets a quarter. Ours: but never nothing. */
    int share() {
        return busy == 0 && ready > 0 ? Math.max(1, ready / 4) : ready;
    }
}
