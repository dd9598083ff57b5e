package dev.culvert.wire;

import dev.culvert.balance.Backend;
import org.jspecify.annotations.Nullable;

/** Which backend's gate an exchange is behind: what one has admitted is not admitted by the next. */
final class Admission {
    private String identity = "";
    private Gate.@Nullable Pass pass;

    boolean isTo(Backend backend) {
        return pass != null && identity.equals(backend.identity());
    }

    void granted(Backend backend, Gate.Pass granted) {
        leave();
        identity = backend.identity();
        pass = granted;
    }

    /** Does nothing where there is nothing to leave. */
    void leave() {
        if (pass != null) {
            pass.giveBack();
            pass = null;
        }
    }

    void leaveUnlessTo(Backend backend) {
        if (!isTo(backend)) {
            leave();
        }
    }
}
