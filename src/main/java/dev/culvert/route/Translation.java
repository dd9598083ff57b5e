package dev.culvert.route;

import java.util.Optional;

/** What the path of a request stands for. */
sealed interface Translation {
    /** It is proxied. */
    record Proxied(Decision.Onward to) implements Translation {}

    /**
     * It is a file, if there is one.
     *
     * @param path in the file system; nothing where there is no DocumentRoot
     */
    record File(Optional<String> path) implements Translation {}

    /** It is settled already: no section is looked at any more, and nobody asked who the client is. */
    record Settled(Decision decision) implements Translation {}
}
