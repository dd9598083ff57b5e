package dev.culvert.admin;

import dev.culvert.balance.Balancer;
import dev.culvert.balance.LiveBalancers;
import dev.culvert.config.VirtualHost;
import dev.culvert.directive.Args;
import dev.culvert.directive.Place;
import dev.culvert.proxy.Operations;
import dev.culvert.route.ProxyDirectives;
import dev.culvert.syntax.Node;
import dev.culvert.syntax.Word;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the pages of all virtual hosts have in common. There is one for the whole program: it outlives every generation. */
public final class Desk {
    private final LiveBalancers live;
    private final Keeper keeper;
    private final InstantSource clock;
    private final String built;
    private final Nonces nonces = new Nonces();

    /**
     * @param keeper keeps what is changed where BalancerPersist says so
     * @param built when this program was built, for people
     */
    public Desk(LiveBalancers live, Keeper keeper, InstantSource clock, String built) {
        this.live = live;
        this.keeper = keeper;
        this.clock = clock;
        this.built = built;
    }

    InstantSource clock() {
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
        return new Console(this, new View.Facts(product, built, remarks(host)),
                () -> known.stream().map(live::of)
                        .map(one -> Seen.of(one, nonces.of(one), paths.getOrDefault(one.configured().name(), List.of()))).toList(),
                line(host), persists ? keeper::changed : () -> { });
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
