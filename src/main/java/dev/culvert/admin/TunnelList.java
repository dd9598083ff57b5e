package dev.culvert.admin;

import dev.culvert.proxy.LiveTunnel;
import dev.culvert.proxy.TunnelFacts;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a query finds among the open tunnels.
 *
 * @param query whose offset is that of the last page, if there are fewer than it asked for
 * @param rows as many as it wants
 * @param matching how many it would find without a limit
 * @param all that are open
 * @param hosts of all that are open, with how many are theirs
 * @param backends and balancers, likewise
 * @param up bytes that those which match have carried to backends
 * @param down bytes that they have carried to clients
 */
record TunnelList(
        StatusQuery query, List<TunnelRow> rows, int matching, int all, Map<String, Long> hosts, Map<String, Long> backends, long up,
        long down) {
    static TunnelList of(Collection<LiveTunnel> open, StatusQuery query, Instant now) {
        Stream<TunnelRow> matching = matching(open, query).stream().map(one -> TunnelRow.of(one, now));
        List<TunnelRow> found = query.order().sort(matching, query.direction());
        int last = found.isEmpty() ? 0 : (found.size() - 1) / query.limit() * query.limit();
        StatusQuery shown = query.from(Math.min(query.offset(), last));
        List<TunnelRow> rows = found.subList(shown.offset(), Math.min(found.size(), shown.offset() + query.limit()));
        return new TunnelList(shown, rows, found.size(), open.size(), counted(open, facts -> Stream.of(facts.host())),
                counted(open, facts -> Stream.of(facts.balancer(), facts.backend()).filter(name -> !name.isEmpty())),
                found.stream().mapToLong(row -> row.traffic().up().bytes()).sum(),
                found.stream().mapToLong(row -> row.traffic().down().bytes()).sum());
    }

    private static Map<String, Long> counted(Collection<LiveTunnel> open, Function<TunnelFacts, Stream<String>> names) {
        return open.stream().flatMap(one -> names.apply(one.facts())).collect(Collectors.groupingBy(name -> name, Collectors.counting()));
    }

    static List<LiveTunnel> matching(Collection<LiveTunnel> open, StatusQuery query) {
        return open.stream().filter(one -> query.matches(one.facts())).toList();
    }
}
