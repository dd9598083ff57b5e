package dev.culvert.admin;

import dev.culvert.proxy.TunnelFacts;

/**
 * Where tunnels go that are counted together. All of it comes from the configuration, nothing from a client.
 *
 * @param mapping the identity of the balancer that chose, or the backend itself
 */
record Lane(String host, String mapping, String backend) {
    static Lane of(TunnelFacts facts) {
        return new Lane(facts.host(), facts.balancer().isEmpty() ? facts.backend() : facts.balancer(), facts.backend());
    }

    /** Of the backend, as {@code Backend.identity()} has it. */
    String identity() {
        return mapping.equals(backend) ? backend : mapping + " " + backend;
    }
}
