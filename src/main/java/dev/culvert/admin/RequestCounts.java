package dev.culvert.admin;

import dev.culvert.proxy.Fate;
import dev.culvert.proxy.Settled;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Requests and handshakes, by virtual host. No label holds what a client may choose. */
final class RequestCounts {
    private static final int CLASSES = 6;

    private final Counter requests;
    private final Counter handshakes;
    private final Histogram took;
    private final Map<String, OfHost> hosts = new ConcurrentHashMap<>();

    RequestCounts(PrometheusRegistry registry) {
        requests = Counter.builder()
                .name("culvert_requests_total")
                .help("Requests that were answered, by virtual host, method and class of the status; 101 for each tunnel is among them.")
                .labelNames("host", "method", "code").withoutExemplars().register(registry);
        handshakes = Counter.builder()
                .name("culvert_handshakes_total")
                .help("Requests for a tunnel, by virtual host and what became of them.")
                .labelNames("host", "outcome").withoutExemplars().register(registry);
        took = Histogram.builder()
                .name("culvert_handshake_duration_seconds")
                .help("From the head of a request for a tunnel to the 101 that opened it.")
                .labelNames("host").classicOnly().classicUpperBounds(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30)
                .withoutExemplars().register(registry);
    }

    /** From now on these are there, if only with a zero: an alert needs to see that nothing happens. */
    void adopt(Set<String> names) {
        names.forEach(this::of);
    }

    void settled(Settled request) {
        OfHost host = of(request.host());
        host.request(request.method(), request.status());
        request.handshake().ifPresent(fate -> host.handshake(fate, request));
    }

    private OfHost of(String name) {
        OfHost known = hosts.get(name);
        return known == null ? hosts.computeIfAbsent(name, OfHost::new) : known;
    }

    /** The methods that are told from each other; whatever else a client thinks of is one. */
    private enum Method {
        GET, HEAD, POST, PUT, DELETE, OPTIONS, CONNECT, OTHER;

        static Method of(String name) {
            return switch (name) {
                case "GET" -> GET;
                case "HEAD" -> HEAD;
                case "POST" -> POST;
                case "PUT" -> PUT;
                case "DELETE" -> DELETE;
                case "OPTIONS" -> OPTIONS;
                case "CONNECT" -> CONNECT;
                default -> OTHER;
            };
        }
    }

    /** What is counted for one host, found without making a key of its labels. */
    private final class OfHost {
        private final String name;
        /** By the first digit of the status. */
        private final List<Map<Method, CounterDataPoint>> answered =
                Stream.<Map<Method, CounterDataPoint>>generate(ConcurrentHashMap::new)
                        .limit(CLASSES).toList();
        private final Map<Fate, CounterDataPoint> fates = new EnumMap<>(Fate.class);
        private final DistributionDataPoint opening;

        OfHost(String name) {
            this.name = name;
            this.opening = took.labelValues(name);
            for (Fate fate : Fate.values()) {
                fates.put(fate, handshakes.labelValues(name, fate.toString()));
            }
        }

        void request(String method, int status) {
            int hundreds = Math.clamp(status / 100, 0, CLASSES - 1);
            answered.get(hundreds).computeIfAbsent(Method.of(method), of -> requests.labelValues(name, of.name(), hundreds + "xx")).inc();
        }

        void handshake(Fate fate, Settled request) {
            CounterDataPoint counter = fates.get(fate);
            if (counter != null) {
                counter.inc();
            }
            if (fate == Fate.TUNNELLED) {
                opening.observe(Seconds.of(request.took()));
            }
        }
    }
}
