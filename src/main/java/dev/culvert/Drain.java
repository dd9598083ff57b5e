package dev.culvert;

import dev.culvert.proxy.Farewell;
import dev.culvert.proxy.LiveTunnel;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Ends tunnels one after another, evenly over a time, so that their clients do not all come back at once. */
final class Drain {
    private final ScheduledExecutorService clock;
    private final Duration over;
    private final Farewell farewell;
    private final Set<Long> told = new HashSet<>();

    Drain(ScheduledExecutorService clock, Duration over, Farewell farewell) {
        this.clock = clock;
        this.over = over;
        this.farewell = farewell;
    }

    /** The first goes now, the last when the time is over. Those that were told before are not told again. */
    synchronized void tell(Collection<LiveTunnel> tunnels) {
        List<LiveTunnel> all = tunnels.stream().filter(tunnel -> told.add(tunnel.facts().id())).toList();
        for (int i = 0; i < all.size(); i++) {
            LiveTunnel tunnel = all.get(i);
            clock.schedule(() -> tunnel.end(farewell), over.toNanos() * i / all.size(), TimeUnit.NANOSECONDS);
        }
    }
}
