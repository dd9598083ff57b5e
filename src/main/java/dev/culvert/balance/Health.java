package dev.culvert.balance;

import java.util.Optional;

/** What checks have found out about a member. Guarded by the lock of its balancer. */
final class Health {
    private boolean failed;
    private int passes;
    private int fails;
    private Optional<Diagnosis> last = Optional.empty();

    Optional<Diagnosis> last() {
        return last;
    }

    void last(Diagnosis found) {
        last = Optional.of(found);
    }

    boolean isFailed() {
        return failed;
    }

    void failed(boolean now) {
        failed = now;
        passes = 0;
        fails = 0;
    }

    int passes() {
        return passes;
    }

    int fails() {
        return fails;
    }

    /** @return whether it is out from now on; httpd: good checks in between do not count against bad ones */
    boolean failedOnce(int enough) {
        if (failed || ++fails < enough) {
            return false;
        }
        failed(true);
        return true;
    }

    /** @return whether it is back from now on */
    boolean passedOnce(int enough) {
        if (++passes < enough) {
            return false;
        }
        failed(false);
        return true;
    }
}
