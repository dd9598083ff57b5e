package dev.culvert.admin;

import dev.culvert.balance.Balancer;
import dev.culvert.balance.LiveBalancers;
import dev.culvert.config.VirtualHost;
import dev.culvert.directive.Args;
import dev.culvert.directive.Place;
import dev.culvert.proxy.LiveTunnels;
import dev.culvert.proxy.Operations;
import dev.culvert.proxy.RequestWatcher;
import dev.culvert.proxy.Totals;
import dev.culvert.route.ProxyDirectives;
import dev.culvert.syntax.Node;
import dev.culvert.syntax.Word;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What the pages of all virtual hosts have in common. There is one for the whole program: it outlives every generation. */
public final class Desk {
    private static final String STATUS = "server-status";

    private final LiveBalancers live;
    private final Keeper keeper;
    private final LiveTunnels tunnels;
    private final Totals totals;
    private final Clock clock;
    private final String built;
    private final Metrics metrics;
    private final Nonces nonces = new Nonces();

    /**
     * @param keeper keeps what is changed where BalancerPersist says so
     * @param built when this program was built, for people
     * @param metrics what programs ask for, where a host has them
     */
    public Desk(LiveBalancers live, Keeper keeper, LiveTunnels tunnels, Totals totals, Clock clock, String built, Metrics metrics) {
        this.tunnels = tunnels;
        this.totals = totals;
        this.metrics = metrics;
        this.live = live;
        this.keeper = keeper;
        this.clock = clock;
        this.built = built;
    }

    Clock clock() {
        return clock;
    }

    Nonces nonces() {
        return nonces;
    }

    /**
     * The pages of one virtual host.
     *
     * @param product what the Server header says
     * @param known the balancers that it can send requests to
     */
    public Operations pages(VirtualHost host, String product, List<Balancer> known) {
        Map<String, List<String>> paths = MappedPaths.of(host);
        boolean persists = host.settings().get(ProxyDirectives.BALANCER_PERSIST);
        if (persists) {
            keeper.keeps(known.stream().map(live::of).toList(), line(host));
        }
        View.Facts facts = new View.Facts(product, built, remarks(host));
        Supplier<List<Seen>> balancers = () -> known.stream().map(live::of)
                .map(one -> Seen.of(one, nonces.of(one), paths.getOrDefault(one.configured().name(), List.of()))).toList();
        Operations manager = new Console(this, facts, balancers, line(host), persists ? keeper::changed : () -> { });
        Operations status = new StatusConsole(tunnels, totals, nonces, clock, facts, balancers);
        return (asked, journal) -> switch (asked.handler()) {
            case STATUS -> status.answer(asked, journal);
            case Metrics.HANDLER -> metrics.answer(asked, journal);
            default -> manager.answer(asked, journal);
        };
    }

    /** Who counts the requests of every host. */
    public RequestWatcher watcher() {
        return metrics.counters();
    }

    /** So that an error reads "The parameter lbset expects …". */
    private static Args line(VirtualHost host) {
        Word name = new Word("The", host.position());
        return new Args(new Node.Statement(name, List.of(), ""), Place.PROXY, Optional.empty(), _ -> { }).knowing(host::settings);
    }

    private static List<String> remarks(VirtualHost host) {
        List<String> remarks = new ArrayList<>();
        remarks.add(host.settings().get(ProxyDirectives.BALANCER_PERSIST)
                ? "Changes are kept over a restart (BalancerPersist On)."
                : "Changes are lost at the next restart (BalancerPersist Off).");
        if (!host.addresses().isEmpty()) {
            remarks.add("The balancers of the main server are here too.");
        }
        return remarks;
    }
}
