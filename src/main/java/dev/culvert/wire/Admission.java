package dev.culvert.wire;

import dev.culvert.balance.Backend;
import org.jspecify.annotations.Nullable;

/**
 * What an exchange, and then its tunnel, has been let into: a place among the tunnels of its client, and the gate of a
 * backend, where what one has admitted is not admitted by the next.
 */
final class Admission {
    private final ClientPlaces places;
    private String client = "";
    private String identity = "";
    private Gate.@Nullable Pass pass;

    Admission(ClientPlaces places) {
        this.places = places;
    }

    /**
     * Takes a place among the tunnels of that client, unless it has one already.
     *
     * @param most that it may have; 0 for any number
     * @return false if it has as many as it may have
     */
    boolean enter(String address, long most) {
        if (most == 0 || !client.isEmpty()) {
            return true;
        }
        if (!places.take(address, most)) {
            return false;
        }
        client = address;
        return true;
    }

    boolean isTo(Backend backend) {
        return pass != null && identity.equals(backend.identity());
    }

    void granted(Backend backend, Gate.Pass granted) {
        leaveGate();
        identity = backend.identity();
        pass = granted;
    }

    /** Does nothing where there is nothing to leave. */
    void leave() {
        leaveGate();
        if (!client.isEmpty()) {
            places.giveBack(client);
            client = "";
        }
    }

    private void leaveGate() {
        if (pass != null) {
            pass.giveBack();
            pass = null;
        }
    }

    void leaveUnlessTo(Backend backend) {
        if (!isTo(backend)) {
            leaveGate();
        }
    }
}
