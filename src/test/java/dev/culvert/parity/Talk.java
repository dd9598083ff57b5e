package dev.culvert.parity;

import java.io.IOException;

/** What is asked of one virtual host. */
@FunctionalInterface
interface Talk {
    void with(Asking host) throws IOException;

    /** See {@link Asking#says}. */
    static Talk says(String... requests) {
        return host -> host.says(requests);
    }

    /** See {@link Asking#shows}. */
    static Talk shows(String... requests) {
        return host -> host.shows(requests);
    }

    /** See {@link Asking#hears}. */
    static Talk hears(String... requests) {
        return host -> host.hears(requests);
    }
}
