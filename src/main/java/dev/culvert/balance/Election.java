package dev.culvert.balance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Finds the member that is next, set by set: regular members, then as many spares as regular ones are missing, then the
 * standbys (httpd: {@code ap_proxy_balancer_get_best_worker}).
 */
final class Election {
    /** Whether members that start slowly sit some elections out; hashing gives them less of the keys instead. */
    enum Starters { IN_PART, ALWAYS }

    private final Set<Member> excluded;
    private final Instant now;
    private final Starters starters;

    /** @param excluded members that this request has tried already */
    Election(Set<Member> excluded, Instant now, Starters starters) {
        this.excluded = excluded;
        this.now = now;
        this.starters = starters;
    }

    Optional<Member> among(List<Member> members, Supplier<Contest> contests) {
        for (int set : members.stream().mapToInt(Member::lbSet).distinct().sorted().toArray()) {
            Optional<Member> winner = within(members.stream().filter(member -> member.lbSet() == set).toList(), contests.get());
            if (winner.isPresent()) {
                return winner;
            }
        }
        return Optional.empty();
    }

    private Optional<Member> within(List<Member> set, Contest contest) {
        List<Member> regular = new ArrayList<>();
        List<Member> spares = new ArrayList<>();
        List<Member> standbys = new ArrayList<>();
        int missing = 0;
        for (Member member : set) {
            boolean isRegular = !member.is(WorkerStatus.HOT_SPARE) && !member.is(WorkerStatus.HOT_STANDBY);
            if (isFit(member)) {
                (isRegular ? regular : member.is(WorkerStatus.HOT_SPARE) ? spares : standbys).add(member);
            } else if (isRegular) {
                missing++;
            }
        }
        List<Member> candidates = new ArrayList<>(standing(regular));
        candidates.addAll(spares.subList(0, Math.min(missing, spares.size())));
        (candidates.isEmpty() ? standbys : candidates).forEach(contest::enter);
        return contest.winner();
    }

    private boolean isFit(Member member) {
        if (member.is(WorkerStatus.DRAIN) || excluded.contains(member)) {
            return false;
        }
        if (!member.isUsable()) {
            member.retry(now);
        }
        return member.isUsable();
    }

    /** Those of them that stand this time; all of them if it would be none. */
    private List<Member> standing(List<Member> fit) {
        if (starters == Starters.ALWAYS) {
            return fit;
        }
        List<Member> standing = fit.stream().filter(member -> member.stands(now)).toList();
        return standing.isEmpty() ? fit : standing;
    }
}
