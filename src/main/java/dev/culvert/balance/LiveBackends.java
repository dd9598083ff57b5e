package dev.culvert.balance;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What is alive of every backend, by identity. There is one for the whole program: it outlives every generation. */
public final class LiveBackends {
    private final Map<String, Live> byIdentity = new ConcurrentHashMap<>();
    private volatile List<Backend> current = List.of();

    /** Always the same object for one identity. */
    public Live of(String identity) {
        Live known = byIdentity.get(identity);
        return known == null ? byIdentity.computeIfAbsent(identity, _ -> new Live()) : known;
    }

    public Live of(Backend backend) {
        return of(backend.identity());
    }

    /** A new generation is in force, and these are its backends. */
    public void adopt(List<Backend> backends) {
        current = List.copyOf(backends);
    }

    /** Those of the generation in force, each once; what was added to balancers since is not among them. */
    public List<Backend> current() {
        return current;
    }

    /** All that were ever asked for, in the order of their names. */
    public Map<String, Live> all() {
        return new TreeMap<>(byIdentity);
    }
}
