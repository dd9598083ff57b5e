package dev.culvert.admin;

import dev.culvert.proxy.LiveTunnel;
import dev.culvert.proxy.Traffic;
import dev.culvert.proxy.TunnelFacts;
import java.time.Duration;
import java.time.Instant;

/** A tunnel as it is at one moment. */
record TunnelRow(LiveTunnel tunnel, TunnelFacts facts, Traffic traffic, Duration age) {
    static TunnelRow of(LiveTunnel tunnel, Instant now) {
        TunnelFacts facts = tunnel.facts();
        Duration age = Duration.between(facts.opened(), now);
        return new TunnelRow(tunnel, facts, tunnel.traffic(), age.isNegative() ? Duration.ZERO : age);
    }
}
