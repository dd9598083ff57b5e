package dev.culvert;

import dev.culvert.balance.Backend;
import dev.culvert.balance.Balancer;
import dev.culvert.balance.LiveBalancers;
import dev.culvert.balance.Upstreams;
import dev.culvert.proxy.TunnelFacts;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Where tunnels may lead: which host to which backend, through which balancer if through one. */
final class Ways {
    private record Way(String host, String balancer, String backend) {}

    private final Set<Way> all = new HashSet<>();

    /** @param live knows the members that a person has added */
    Ways(Map<String, Upstreams> upstreams, LiveBalancers live) {
        upstreams.forEach((host, known) -> {
            all.add(new Way(host, "", Backend.GENERIC.name())); // what a rule sends away no mapping can tell
            known.backends().all().forEach(backend -> all.add(new Way(host, "", backend.name())));
            known.balancers().all().forEach(balancer -> addMembers(host, balancer, live));
        });
    }

    private void addMembers(String host, Balancer balancer, LiveBalancers live) {
        live.of(balancer).members().forEach(member -> all.add(new Way(host, balancer.identity(), member.name())));
    }

    boolean has(TunnelFacts tunnel) {
        return all.contains(new Way(tunnel.host(), tunnel.balancer(), tunnel.backend()));
    }
}
