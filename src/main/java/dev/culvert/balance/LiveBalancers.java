package dev.culvert.balance;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is alive of every balancer, by identity. There is one for the whole program: it outlives every generation. */
public final class LiveBalancers {
    private final Map<String, LiveBalancer> byIdentity = new ConcurrentHashMap<>();
    private final LiveBackends backends;
    private final InstantSource clock;
    private final Heartbeats heartbeats;

    /** @param heartbeats what {@code lbmethod=heartbeat} goes by */
    public LiveBalancers(LiveBackends backends, InstantSource clock, Heartbeats heartbeats) {
        this.backends = backends;
        this.clock = clock;
        this.heartbeats = heartbeats;
    }

    /** Always the same object for one identity. */
    public LiveBalancer of(Balancer balancer) {
        LiveBalancer known = byIdentity.get(balancer.identity());
        return known == null
                ? byIdentity.computeIfAbsent(balancer.identity(),
                        _ -> new LiveBalancer(balancer, backends, clock, heartbeats))
                : known;
    }

    /** A new generation is in force, and this is how it describes them. */
    public void adopt(List<Balancer> balancers) {
        balancers.forEach(balancer -> {
            if (!of(balancer).configured().equals(balancer)) {
                of(balancer).configure(balancer);
            }
        });
    }

    /** What servers said of themselves. */
    public Heartbeats heartbeats() {
        return heartbeats;
    }

    /** What is alive of each backend, member or not. */
    public LiveBackends backends() {
        return backends;
    }
}
