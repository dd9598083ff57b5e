package dev.culvert.parity;

import java.util.Map;
import java.util.Set;

/** The rows of the table that are not run yet, each with the part that brings them. One list, so that none is forgotten. */
final class Later {
    private static final Map<Integer, String> ROWS = Map.ofEntries(
            Map.entry(43, "part 2: SetEnvIf force-proxy-request-1.0"),
            Map.entry(44, "part 2: RequestHeader"),
            Map.entry(48, "part 2: SetEnvIf proxy-interim-response"),
            Map.entry(63, "part 3: balancer"),
            Map.entry(64, "never: Culvert has no module to leave out"),
            Map.entry(68, "part 2: SetEnvIf proxy-nohalfclose"),
            Map.entry(79, "part 5: graceful reload"),
            Map.entry(97, "part 2: SetEnvIf feeds interpolate"),
            Map.entry(98, "part 2: mod_rewrite"),
            Map.entry(110, "part 3: balancer"),
            Map.entry(111, "part 3: balancer"),
            Map.entry(112, "part 3: balancer"),
            Map.entry(129, "part 4: HTTP/2"),
            Map.entry(130, "part 4: HTTP/2"),
            Map.entry(134, "part 2: Require"),
            Map.entry(135, "never: a fault of httpd; the table says not to reproduce it"));

    private Later() {}

    static Set<Integer> rows() {
        return ROWS.keySet();
    }
}
