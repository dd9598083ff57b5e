package dev.culvert.admin;

import dev.culvert.proxy.TunnelEnd;
import dev.culvert.proxy.TunnelFacts;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tunnels, by where they go. What is counted stays when a reload takes a lane away; what is open does not. */
final class TunnelCounts {
    private final Counter opened;
    private final Counter ended;
    private final Counter closes;
    private final Histogram lasted;
    private final Map<Lane, LaneCounts> lanes = new ConcurrentHashMap<>();
    private volatile Set<String> hosts = Set.of();

    TunnelCounts(PrometheusRegistry registry) {
        opened = Counter.builder()
                .name("culvert_tunnels_opened_total")
                .help("Tunnels that were opened.")
                .labelNames("host", "mapping", "backend").withoutExemplars().register(registry);
        ended = Counter.builder()
                .name("culvert_tunnels_ended_total")
                .help("Tunnels that have ended, by who began to end them: client, backend or proxy.")
                .labelNames("host", "mapping", "backend", "by").withoutExemplars().register(registry);
        closes = Counter.builder()
                .name("culvert_tunnel_closes_total")
                .help("Tunnels that have ended, by the code of their first Close frame: none if there was none, or nobody looked.")
                .labelNames("host", "code").withoutExemplars().register(registry);
        lasted = Histogram.builder()
                .name("culvert_tunnel_duration_seconds")
                .help("How long tunnels lasted that have ended.")
                .labelNames("host", "mapping").classicOnly().classicUpperBounds(Ages.bounds())
                .withoutExemplars().register(registry);
    }

    void adopt(Set<String> now) {
        hosts = Set.copyOf(now);
    }

    boolean hasHost(String name) {
        return hosts.contains(name);
    }

    /** Every lane that ever had a tunnel. */
    Map<Lane, LaneCounts> lanes() {
        return lanes;
    }

    void opened(TunnelFacts facts) {
        of(Lane.of(facts)).opened().inc();
    }

    void ended(TunnelEnd end) {
        of(Lane.of(end.facts())).ended(end);
        closes.labelValues(end.facts().host(), code(end.code())).inc();
    }

    private LaneCounts of(Lane lane) {
        LaneCounts known = lanes.get(lane);
        return known == null ? lanes.computeIfAbsent(lane, this::begun) : known;
    }

    private LaneCounts begun(Lane lane) {
        Map<TunnelEnd.By, CounterDataPoint> by = new EnumMap<>(TunnelEnd.By.class);
        for (TunnelEnd.By who : TunnelEnd.By.values()) {
            by.put(who, ended.labelValues(lane.host(), lane.mapping(), lane.backend(), who.toString()));
        }
        return new LaneCounts(opened.labelValues(lane.host(), lane.mapping(), lane.backend()), by,
                lasted.labelValues(lane.host(), lane.mapping()), new LaneCounts.Way(), new LaneCounts.Way());
    }

    /** A peer may send any number: those that RFC 6455 §7.4 gives a meaning are told, of others the class. */
    private static String code(OptionalInt code) {
        if (code.isEmpty()) {
            return "none";
        }
        int known = code.getAsInt();
        if (known >= 1000 && known <= 1015) {
            return String.valueOf(known);
        }
        return switch (known / 1000) {
            case 3 -> "3xxx";
            case 4 -> "4xxx";
            default -> "other";
        };
    }
}
