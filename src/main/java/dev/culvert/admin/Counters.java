package dev.culvert.admin;

import dev.culvert.proxy.LiveTunnel;
import dev.culvert.proxy.LiveTunnels;
import dev.culvert.proxy.RequestWatcher;
import dev.culvert.proxy.Settled;
import dev.culvert.proxy.TunnelEnd;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * What is counted as it happens, whether anybody asks for it or not, and told to JDK Flight Recorder while it records.
 * There is one for the whole program: it outlives every generation. Any thread may count.
 */
public final class Counters implements LiveTunnels.Watcher, RequestWatcher {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final RequestCounts requests = new RequestCounts(registry);
    private final TunnelCounts tunnels = new TunnelCounts(registry);
    private final LoopDelays loops = new LoopDelays(registry);
    private final Reloads reloads = new Reloads();

    PrometheusRegistry registry() {
        return registry;
    }

    TunnelCounts tunnels() {
        return tunnels;
    }

    /** Is told how late event loops are. */
    public BiConsumer<Integer, Duration> loops() {
        return loops;
    }

    /** Is told what became of reloads. */
    public Reloads reloads() {
        return reloads;
    }

    /** A new generation is in force, and these are the names of its virtual hosts. */
    public void adopt(Set<String> hosts) {
        requests.adopt(hosts);
        tunnels.adopt(hosts);
    }

    @Override
    public void settled(Settled request) {
        requests.settled(request);
        HandshakeEvent.tell(request);
    }

    @Override
    public void opened(LiveTunnel tunnel) {
        tunnels.opened(tunnel.facts());
    }

    @Override
    public void ended(TunnelEnd end) {
        tunnels.ended(end);
        TunnelEvent.tell(end);
    }
}
