package dev.culvert.balance;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the member that a client's route names, or the one that stands in for it (httpd: {@code find_route_worker}). */
final class Routes {
    private final List<Member> members;
    private final Set<Member> excluded;
    private final Instant now;

    Routes(List<Member> members, Set<Member> excluded, Instant now) {
        this.members = members;
        this.excluded = excluded;
        this.now = now;
    }

    /** @param route the empty string names nobody */
    Optional<Member> find(String route) {
        return route.isEmpty() ? Optional.empty() : find(route, members.size());
    }

    /** @param hops redirects that may still follow, so that a circle of them ends */
    private Optional<Member> find(String route, int hops) {
        return find(route, hops, false).or(() -> find(route, hops, true));
    }

    private Optional<Member> find(String route, int hops, boolean standby) {
        return members.stream()
                .filter(member -> member.is(WorkerStatus.HOT_STANDBY) == standby && member.route().equals(route))
                .flatMap(member -> standIn(member, hops).stream()).findFirst();
    }

    private Optional<Member> standIn(Member member, int hops) {
        if (isFit(member)) {
            return Optional.of(member);
        }
        return hops > 1 && !member.redirect().isEmpty() ? find(member.redirect(), hops - 1) : Optional.empty();
    }

    private boolean isFit(Member member) {
        if (excluded.contains(member)) {
            return false;
        }
        member.retry(now);
        return member.isUsable();
    }
}
