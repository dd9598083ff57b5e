package dev.culvert.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The virtual hosts behind one local address, from which a request's host name chooses. */
public final class HostTable {
    private final List<VirtualHost> hosts;
    private final Map<String, Integer> names = new HashMap<>();
    private final List<WildName> wildNames = new ArrayList<>();

    private record WildName(Glob glob, int host) {}

    /** @param hosts at least one, in file order */
    HostTable(List<VirtualHost> hosts) {
        this.hosts = List.copyOf(hosts);
        for (int i = 0; i < hosts.size(); i++) {
            index(hosts.get(i), i);
        }
    }

    private void index(VirtualHost host, int at) {
        names.putIfAbsent(normal(host.name()), at);
        host.aliases().forEach(alias -> indexAlias(alias, at));
    }

    private void indexAlias(String alias, int at) {
        if (alias.indexOf('*') >= 0 || alias.indexOf('?') >= 0) {
            wildNames.add(new WildName(Glob.hostName(alias), at));
        } else {
            names.putIfAbsent(normal(alias), at);
        }
    }

    /** Decides before a name is known, such as how long a head may be. */
    public VirtualHost first() {
        return hosts.getFirst();
    }

    public List<VirtualHost> hosts() {
        return hosts;
    }

    /**
     * The first host in file order of which a name or alias fits, else the first of all.
     *
     * @param hostName without port or brackets; case and one dot at its end do not count
     */
    public VirtualHost select(Optional<String> hostName) {
        if (hosts.size() == 1 || hostName.isEmpty()) {
            return first();
        }
        String wanted = normal(hostName.get());
        int exact = names.getOrDefault(wanted, Integer.MAX_VALUE);
        int best = firstWild(wanted, exact);
        return best == Integer.MAX_VALUE ? first() : hosts.get(best);
    }

    /** A wildcard of an earlier host beats the exact name of a later one. */
    private int firstWild(String wanted, int before) {
        for (WildName wild : wildNames) {
            if (wild.host >= before) {
                return before;
            }
            if (wild.glob.matches(wanted)) {
                return wild.host;
            }
        }
        return before;
    }

    private static String normal(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
