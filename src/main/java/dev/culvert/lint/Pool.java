package dev.culvert.lint;

import dev.culvert.balance.BackendDirective;
import dev.culvert.balance.Balancer;
import dev.culvert.balance.BalancerTable;
import java.util.List;
import java.util.stream.Stream;

/** A balancer with members, and the lines that name them. */
record Pool(Balancer balancer, List<BackendDirective.Membership> lines) {
    static Stream<Pool> in(Survey survey) {
        return survey.servers().stream().flatMap(Pool::of);
    }

    private static Stream<Pool> of(Server server) {
        return BalancerTable.of("", server.backendLines()).all().stream()
                .map(balancer -> new Pool(balancer, lines(server, balancer))).filter(pool -> !pool.lines.isEmpty());
    }

    private static List<BackendDirective.Membership> lines(Server server, Balancer balancer) {
        return server.backendLines().stream().flatMap(Pool::membership)
                .filter(line -> line.url().origin().equals(balancer.name())).distinct().toList();
    }

    private static Stream<BackendDirective.Membership> membership(BackendDirective line) {
        return line instanceof BackendDirective.Membership member ? Stream.of(member) : Stream.empty();
    }
}
