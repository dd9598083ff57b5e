package dev.culvert.lint;

import dev.culvert.balance.BackendDirective.Membership;
import dev.culvert.balance.BalancerParameters;
import dev.culvert.balance.StickyNames;
import dev.culvert.balance.WorkerParameters;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Sticky sessions whose names and routes do not go together. */
final class StickyRoutes implements Check {
    @Override
    public Stream<Finding> find(Survey survey) {
        return Pool.in(survey).flatMap(pool -> Stream.concat(halves(pool).stream(), twice(pool)));
    }

    private static Optional<Finding> halves(Pool pool) {
        Optional<StickyNames> names = pool.balancer().parameters().get(BalancerParameters.STICKY_SESSION);
        Optional<Membership> routed = pool.lines().stream().filter(line -> !route(line).isEmpty()).findFirst();
        if (names.isPresent()) {
            return routed.isPresent() ? Optional.empty() : Optional.of(withoutRoute(pool.lines().getFirst(), names.get()));
        }
        return routed.map(StickyRoutes::withoutSession);
    }

    private static Finding withoutRoute(Membership line, StickyNames names) {
        return Finding.mistake(line.at(), "sticky-without-route", "stickysession=" + names + " looks for a member's route, and no"
                + " member of " + line.url() + " has one: nobody stays with a member.",
                "on each BalancerMember, another name: route=a");
    }

    private static Finding withoutSession(Membership line) {
        return Finding.doubt(line.at(), "route-without-sticky", "Routes have no effect in " + line.url()
                + ": it has no stickysession that says where a client carries one.", "ProxySet stickysession=ROUTEID");
    }

    private static Stream<Finding> twice(Pool pool) {
        Map<String, Membership> first = new HashMap<>();
        return pool.lines().stream().filter(line -> !route(line).isEmpty()).flatMap(line -> {
            Membership known = first.putIfAbsent(route(line), line);
            return known == null || known.member().equals(line.member()) ? Stream.empty() : Stream.of(shared(known, line));
        });
    }

    /** A hot standby may bear the route of the member it stands in for. */
    private static Finding shared(Membership known, Membership line) {
        return Finding.doubt(line.at(), "same-route", "route=" + route(line) + " is that of " + known.member()
                + " too, and its sessions go to whichever of the two is found first.", "a route that no other member has");
    }

    private static String route(Membership line) {
        return line.parameters().get(WorkerParameters.ROUTE).orElse("");
    }
}
