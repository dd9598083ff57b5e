package dev.culvert.balance;

import dev.culvert.directive.Settings;
import java.util.List;

/**
 * Several backends that share one load, as the configuration describes them. What becomes of them is a
 * {@link LiveBalancer}'s.
 *
 * @param server whose it is: empty for the main server's, which virtual hosts share
 * @param name such as {@code balancer://chat}, in lower case
 * @param parameters see {@link BalancerParameters}
 * @param members in the order of their lines
 */
public record Balancer(String server, String name, Settings parameters, List<Backend> members) {
    public Balancer {
        members = List.copyOf(members);
    }

    /** What it is known by from one generation to the next. */
    public String identity() {
        return identity(server, name);
    }

    static String identity(String server, String name) {
        return server.isEmpty() ? name : server + " " + name;
    }
}
