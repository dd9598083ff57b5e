package dev.culvert.admin;

import dev.culvert.balance.LiveBalancers;
import dev.culvert.proxy.LiveTunnel;
import dev.culvert.proxy.Traffic;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One walk over all tunnels that are open, for one scrape. Of one thread; its cost grows with their number. */
final class TunnelSurvey {
    private static final String FROM_CLIENT = "from_client";
    private static final String FROM_BACKEND = "from_backend";

    private final TunnelCounts counts;
    private final LiveBalancers live;
    private final Instant now;
    private final Map<Lane, Ended> ended = new HashMap<>();
    private final Map<Lane, Open> open = new HashMap<>();
    private final Map<String, Ages> ages = new TreeMap<>();

    private final Readings number = new Readings("culvert_tunnels_open",
            "Tunnels that are open now.", "host", "mapping", "backend");
    private final Readings bytes = new Readings("culvert_tunnel_bytes",
            "Bytes that tunnels have carried, those that are open included.", "host", "mapping", "backend", "direction");
    private final Readings messages = new Readings("culvert_tunnel_messages",
            "WebSocket messages that tunnels have carried, those that are open included; 0 where frames are not followed.",
            "host", "mapping", "backend", "direction");

    /** What a lane's ended tunnels came to. */
    private record Ended(LaneCounts counts, long upBytes, long downBytes, long upMessages, long downMessages) {
        static Ended of(LaneCounts lane) {
            return new Ended(lane, lane.up().bytes().ofEnded(), lane.down().bytes().ofEnded(), lane.up().messages().ofEnded(),
                    lane.down().messages().ofEnded());
        }
    }

    /** What a lane's open tunnels come to. */
    private static final class Open {
        private long number;
        private long upBytes;
        private long downBytes;
        private long upMessages;
        private long downMessages;

        void add(Traffic traffic) {
            number++;
            upBytes += traffic.up().bytes();
            downBytes += traffic.down().bytes();
            upMessages += traffic.up().messages().orElse(0);
            downMessages += traffic.down().messages().orElse(0);
        }
    }

    TunnelSurvey(TunnelCounts counts, LiveBalancers live, Instant now) {
        this.counts = counts;
        this.live = live;
        this.now = now;
    }

    List<MetricSnapshot> of(Iterable<LiveTunnel> tunnels) {
        // First, so that a tunnel that ends meanwhile is not counted twice.
        counts.lanes().forEach((lane, of) -> ended.put(lane, Ended.of(of)));
        tunnels.forEach(this::add);
        Set<String> current = current();
        ended.forEach((lane, before) -> tell(lane, before, open.getOrDefault(lane, new Open()), current));
        return List.of(number.gauge(), bytes.counter(), messages.counter(), ages());
    }

    private void add(LiveTunnel tunnel) {
        open.computeIfAbsent(Lane.of(tunnel.facts()), _ -> new Open()).add(tunnel.traffic());
        ages.computeIfAbsent(tunnel.facts().host(), _ -> new Ages())
                .add(Math.max(0, Seconds.of(Duration.between(tunnel.facts().opened(), now))));
    }

    private Set<String> current() {
        return Stream.concat(live.backends().current().stream(),
                        live.current().stream().flatMap(balancer -> balancer.members().stream()).map(member -> member.backend()))
                .map(backend -> backend.identity()).collect(Collectors.toSet());
    }

    private void tell(Lane lane, Ended before, Open here, Set<String> current) {
        if (here.number > 0 || (counts.hasHost(lane.host()) && current.contains(lane.identity()))) {
            number.add(here.number, lane.host(), lane.mapping(), lane.backend());
        }
        LaneCounts of = before.counts;
        direction(lane, FROM_CLIENT, of.up().bytes().with(before.upBytes, here.upBytes),
                of.up().messages().with(before.upMessages, here.upMessages));
        direction(lane, FROM_BACKEND, of.down().bytes().with(before.downBytes, here.downBytes),
                of.down().messages().with(before.downMessages, here.downMessages));
    }

    private void direction(Lane lane, String direction, long carried, long whole) {
        bytes.add(carried, lane.host(), lane.mapping(), lane.backend(), direction);
        messages.add(whole, lane.host(), lane.mapping(), lane.backend(), direction);
    }

    private HistogramSnapshot ages() {
        HistogramSnapshot.Builder all = HistogramSnapshot.builder().gaugeHistogram(true)
                .name("culvert_tunnel_age_seconds").help("How old the tunnels are that are open now.");
        ages.forEach((host, of) -> all.dataPoint(HistogramDataPointSnapshot.builder()
                .labels(Labels.of("host", host)).classicHistogramBuckets(of.buckets()).sum(of.sum()).build()));
        return all.build();
    }
}
