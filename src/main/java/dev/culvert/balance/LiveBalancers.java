package dev.culvert.balance;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is alive of every balancer, by identity. There is one for the whole program: it outlives every generation. */
public final class LiveBalancers {
    private final Map<String, LiveBalancer> byIdentity = new ConcurrentHashMap<>();
    private volatile List<LiveBalancer> current = List.of();
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

    /**
     * A new generation is in force, and this is how it describes them. Those it does not know are forgotten.
     *
     * @return those that are new, or that it describes otherwise than before
     */
    public List<LiveBalancer> adopt(List<Balancer> balancers) {
        byIdentity.keySet().retainAll(balancers.stream().map(Balancer::identity).toList());
        List<LiveBalancer> changed = new ArrayList<>();
        balancers.forEach(balancer -> {
            LiveBalancer live = of(balancer);
            if (!live.configured().equals(balancer)) {
                live.configure(balancer);
                changed.add(live);
            } else if (!current.contains(live)) {
                changed.add(live);
            }
        });
        current = balancers.stream().map(this::of).toList();
        return changed;
    }

    /** Those of the generation in force, in the order of its lines. */
    public List<LiveBalancer> current() {
        return current;
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
