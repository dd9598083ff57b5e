package dev.culvert;

import dev.culvert.balance.Balancer;
import dev.culvert.balance.BalancerParameters;
import dev.culvert.balance.HeartbeatDirectives;
import dev.culvert.balance.Heartbeats;
import dev.culvert.balance.LbMethod;
import dev.culvert.directive.Settings;
import dev.culvert.wire.Wire;
import java.io.IOException;

/** Heartbeats of servers: begun with the first generation that goes by them, and never changed after that. */
final class Hearing {
    private final Wire wire;
    private final Heartbeats heartbeats;
    private boolean begun;

    Hearing(Wire wire, Heartbeats heartbeats) {
        this.wire = wire;
        this.heartbeats = heartbeats;
    }

    /**
     * Only where a balancer goes by them: httpd has no other use for them either.
     *
     * @throws IOException with a sentence for the administrator
     */
    void begin(Generation next) throws IOException {
        Settings main = next.configuration().main().settings();
        if (begun || next.balancers().stream().noneMatch(Hearing::goesByHeartbeats)) {
            return;
        }
        if (main.get(HeartbeatDirectives.LISTEN).isPresent()) {
            wire.listenForHeartbeats(main.get(HeartbeatDirectives.LISTEN).get(), heartbeats);
        }
        wire.readHeartbeats(next.configuration().serverRoot().resolve(main.get(HeartbeatDirectives.STORAGE)), heartbeats);
        begun = true;
    }

    private static boolean goesByHeartbeats(Balancer balancer) {
        return balancer.parameters().get(BalancerParameters.LB_METHOD) == LbMethod.HEARTBEAT;
    }
}
