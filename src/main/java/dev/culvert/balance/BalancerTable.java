package dev.culvert.balance;

import dev.culvert.directive.Place;
import dev.culvert.directive.Settings;
import dev.culvert.syntax.Diagnostic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The balancers of one server, made from its directives in their order. Immutable. */
public final class BalancerTable {
    public static final BalancerTable NONE = new BalancerTable(Map.of(), List.of());

    private final Map<String, Balancer> byName;
    private final List<Diagnostic> remarks;

    private BalancerTable(Map<String, Balancer> byName, List<Diagnostic> remarks) {
        this.byName = byName;
        this.remarks = List.copyOf(remarks);
    }

    /**
     * @param server see {@link Balancer#server}
     * @param directives those about balancers; others are left alone
     */
    public static BalancerTable of(String server, List<BackendDirective> directives) {
        Map<String, Building> building = new LinkedHashMap<>();
        List<Diagnostic> remarks = new ArrayList<>();
        for (BackendDirective directive : directives) {
            if (directive instanceof BackendDirective.Adjustment && directive.isOfBalancer()
                    && !building.containsKey(directive.url().origin())) {
                remarks.add(Diagnostic.directive(directive.at(), "ProxySet expects a balancer that a line before it defines, but '"
                        + directive.url() + "' is none"));
            } else if (directive.isOfBalancer()) {
                building.computeIfAbsent(directive.url().origin(), name -> new Building(server, name)).add(directive, remarks);
            }
        }
        Map<String, Balancer> finished = new LinkedHashMap<>();
        building.forEach((name, one) -> finished.put(name, one.finished()));
        return new BalancerTable(finished, remarks);
    }

    /** The main server's and a virtual host's. httpd: where both have the name, the main server's is found. */
    public BalancerTable with(BalancerTable own) {
        Map<String, Balancer> both = new LinkedHashMap<>(byName);
        own.byName.forEach(both::putIfAbsent);
        return new BalancerTable(both, own.remarks);
    }

    /** In the order in which they were first named. */
    public List<Balancer> all() {
        return List.copyOf(byName.values());
    }

    /** @param url any that begins with the balancer's name */
    public Optional<Balancer> find(BackendUrl url) {
        return Optional.ofNullable(byName.get(url.origin()));
    }

    /** What went wrong, or is worth knowing, about them. */
    public List<Diagnostic> remarks() {
        return remarks;
    }

    /** A balancer that still grows. */
    private static final class Building {
        private final String server;
        private final String name;
        private final Map<BackendUrl, Backend> members = new LinkedHashMap<>();
        private Settings parameters = Settings.NONE;

        Building(String server, String name) {
            this.server = server;
            this.name = name;
        }

        void add(BackendDirective directive, List<Diagnostic> remarks) {
            if (directive instanceof BackendDirective.Membership membership) {
                enlist(membership, remarks);
            } else {
                parameters = parameters.with(directive.parameters(), Place.PROXY);
            }
        }

        /** httpd: a URL is a member once, with the parameters of its first line. */
        private void enlist(BackendDirective.Membership line, List<Diagnostic> remarks) {
            Backend added = new Backend(Balancer.identity(server, name), line.member(), Backend.Kind.LITERAL, line.parameters());
            Backend known = members.putIfAbsent(line.member(), added);
            if (known != null) {
                remarks.add(Diagnostic.warning(line.at(), "AH01148: " + line.member() + " is a member of " + name
                        + " already; written again it gets no second share, and its parameters have no effect"));
            }
        }

        Balancer finished() {
            return new Balancer(server, name, parameters, List.copyOf(members.values()));
        }
    }
}
