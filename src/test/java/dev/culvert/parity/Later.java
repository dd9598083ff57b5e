package dev.culvert.parity;

import java.util.Map;
import java.util.Set;

/** The rows of the table that are not run yet, each with the part that brings them. One list, so that none is forgotten. */
final class Later {
    private static final Map<Integer, String> ROWS = Map.ofEntries(
            Map.entry(64, "never: Culvert has no module to leave out"),
            Map.entry(79, "part 5: graceful reload"),
            Map.entry(129, "part 4: HTTP/2"),
            Map.entry(130, "part 4: HTTP/2"),
            Map.entry(135, "never: a fault of httpd; the table says not to reproduce it"));

    private Later() {}

    static Set<Integer> rows() {
        return ROWS.keySet();
    }
}
