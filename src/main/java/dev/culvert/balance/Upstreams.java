package dev.culvert.balance;

import dev.culvert.syntax.Diagnostic;
import java.util.List;
import java.util.stream.Stream;

/** All that one server can send requests to. */
public record Upstreams(BackendTable backends, BalancerTable balancers) {
    public static final Upstreams NONE = new Upstreams(BackendTable.NONE, BalancerTable.NONE);

    /** What went wrong, or is worth knowing, about them. */
    public List<Diagnostic> remarks() {
        return Stream.concat(backends.remarks().stream(), balancers.remarks().stream()).toList();
    }
}
