package dev.culvert.wire;

import java.util.HashMap;
import java.util.Map;

/**
 * How many tunnels, and handshakes that may become some, each client address has where that is limited. Of all loops, and
 * of all generations.
 */
final class ClientPlaces {
    private final Map<String, Integer> taken = new HashMap<>();

    /** Takes one; false if that many are taken. */
    synchronized boolean take(String client, long most) {
        int before = taken.getOrDefault(client, 0);
        if (before >= most) {
            return false;
        }
        taken.put(client, before + 1);
        return true;
    }

    synchronized void giveBack(String client) {
        int left = taken.getOrDefault(client, 0) - 1;
        if (left > 0) {
            taken.put(client, left);
        } else {
            taken.remove(client);
        }
    }

    synchronized int clients() {
        return taken.size();
    }
}
