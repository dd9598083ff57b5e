package dev.culvert.balance;

import dev.culvert.directive.Place;
import dev.culvert.directive.Settings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A balancer while the program runs: the same object from one generation to the next. Every event loop asks it, so all
 * that it does is short and under its own lock.
 */
public final class LiveBalancer {
    /** @param hashKey what {@code lbmethod=hash} looks at; any other method does not */
    public record Asked(Optional<Session> session, String hashKey, Set<Member> tried) {}

    private final LiveBackends backends;
    private final InstantSource clock;
    private final Heartbeats heartbeats;
    private Balancer configured;
    private Settings edits = Settings.NONE;
    private Settings parameters;
    private final List<Member> members = new ArrayList<>();

    LiveBalancer(Balancer configured, LiveBackends backends, InstantSource clock, Heartbeats heartbeats) {
        this.configured = configured;
        this.parameters = configured.parameters();
        this.backends = backends;
        this.clock = clock;
        this.heartbeats = heartbeats;
        configured.members().forEach(member -> members.add(new Member(member, backends.of(member))));
    }

    // ---- choosing

    /** Takes a member, if there is one, and keeps it busy until the claim is given back. */
    public synchronized Choice choose(Asked asked) {
        Instant now = clock.instant();
        forceRecovery(now);
        String route = asked.session().map(Session::route).orElse("");
        Optional<Member> own = new Routes(members, asked.tried(), now).find(route);
        if (own.isPresent()) {
            chargeForSticky(own.get());
            return taken(own.get(), !own.get().route().equals(route));
        }
        if (!route.isEmpty() && parameters.get(BalancerParameters.NO_FAILOVER)
                && members.stream().anyMatch(member -> member.route().equals(route))) {
            return new Choice.RouteDown(route);
        }
        return elect(asked, now)
                .<Choice>map(member -> taken(member, parameters.get(BalancerParameters.STICKY_SESSION).isPresent()))
                .orElseGet(() -> members.isEmpty() ? new Choice.NoMembers() : new Choice.NoneUsable());
    }

    private Optional<Member> elect(Asked asked, Instant now) {
        LbMethod method = parameters.get(BalancerParameters.LB_METHOD);
        Election.Starters starters = method == LbMethod.HASH ? Election.Starters.ALWAYS : Election.Starters.IN_PART;
        return new Election(asked.tried(), now, starters).among(members, () -> switch (method) {
            case BYREQUESTS -> new Contest.ByRequests();
            case BYBUSYNESS -> new Contest.ByBusyness();
            case BYTRAFFIC -> new Contest.ByTraffic();
            case HASH -> new HashContest(asked.hashKey(), now);
            case HEARTBEAT -> new HeartbeatContest(heartbeats, now, RandomGenerator.getDefault());
        });
    }

    /** If every member has failed: each gets another chance, since refusing all is worse than trying one. */
    private void forceRecovery(Instant now) {
        for (Member member : members) {
            member.retry(now);
            if (!member.isFailed()) {
                return;
            }
        }
        if (parameters.get(BalancerParameters.FORCE_RECOVERY)) {
            members.forEach(member -> member.forceRecovery(now));
        }
    }

    /** httpd: who comes back counts in the shares of all who could have been chosen. */
    private void chargeForSticky(Member hit) {
        long total = 0;
        for (Member member : members) {
            if (member.isUsable()) {
                member.load(member.load() + member.factor());
                total += member.factor();
            }
        }
        hit.load(hit.load() - total);
    }

    private Choice taken(Member member, boolean routeChanged) {
        member.elect();
        member.claim();
        return new Choice.Taken(new Claim(this, member), routeChanged);
    }

    synchronized void release(Claim claim) {
        if (claim.isFirstRelease()) {
            claim.member().release();
        }
    }

    /** @return whether it counts as failed from now on; one whose errors are ignored does not */
    public synchronized boolean failed(Member member) {
        return member.fail(clock.instant());
    }

    // ---- what checks say

    /** What a check has changed. */
    public enum Turn { NONE, DISABLED, ENABLED }

    /** This came of a check of this member. */
    public synchronized Turn checked(Member member, Diagnosis diagnosis, HealthCheck check) {
        member.health().last(diagnosis);
        return checked(member, diagnosis.isWell(), check.passes(), check.fails());
    }

    /** A check of this member went well, or did not. */
    synchronized Turn checked(Member member, boolean well, int passes, int fails) {
        if (!well) {
            // httpd: what failed in use is out already, and its checks count only for it.
            return !member.isFailed() && member.health().failedOnce(fails) ? Turn.DISABLED : Turn.NONE;
        }
        if ((member.health().isFailed() || member.isFailed()) && member.health().passedOnce(passes)) {
            member.recover(clock.instant());
            return Turn.ENABLED;
        }
        return Turn.NONE;
    }

    // ---- what holds

    public synchronized Balancer configured() {
        return configured;
    }

    /** The balancer's own parameters, with what was changed since. */
    public synchronized Settings parameters() {
        return parameters;
    }

    /** Those there are now, those that were added included. */
    public synchronized List<Member> members() {
        return List.copyOf(members);
    }

    public synchronized List<MemberFacts> facts() {
        return members.stream().map(Member::facts).toList();
    }

    // ---- changes

    /** @param more parameters of a balancer that hold from now on */
    public synchronized void edit(Settings more) {
        boolean otherMethod = more.has(BalancerParameters.LB_METHOD)
                && more.get(BalancerParameters.LB_METHOD) != parameters.get(BalancerParameters.LB_METHOD);
        edits = edits.with(more, Place.PROXY);
        parameters = configured.parameters().with(edits, Place.PROXY);
        if (otherMethod) {
            members.forEach(member -> member.load(0));
        }
    }

    /** @param more parameters of a backend that hold from now on; a status among them replaces all letters */
    public synchronized void edit(Member member, Settings more) {
        member.edit(more, clock.instant());
        if (more.has(WorkerParameters.LOAD_FACTOR)) {
            // httpd: where one share changes, all begin anew with what is theirs.
            members.forEach(each -> each.load(each.factor()));
        }
    }

    /**
     * Adds a member, which begins disabled.
     *
     * @param most how many may be added where the balancer has no {@code growth=}
     * @return nothing if it is a member already, or as many as may be were added
     */
    public synchronized Optional<Member> add(BackendUrl url, int most) {
        int growth = parameters.has(BalancerParameters.GROWTH) ? parameters.get(BalancerParameters.GROWTH) : most;
        boolean known = members.stream().anyMatch(member -> member.backend().url().equals(url));
        if (known || members.size() - configured.members().size() >= growth) {
            return Optional.empty();
        }
        Settings disabled = Settings.NONE.put(WorkerParameters.STATUS, Set.of(WorkerStatus.DISABLED));
        Backend backend = new Backend(configured.identity(), url, Backend.Kind.LITERAL, disabled);
        Member member = new Member(backend, backends.of(backend));
        members.add(member);
        return Optional.of(member);
    }

    /** What was changed since the start, to be kept across restarts. */
    public synchronized Changes changes() {
        List<Changes.OfMember> edited = members.stream()
                .map(member -> new Changes.OfMember(member.backend().url(), member.edits(), !isConfigured(member))).toList();
        return new Changes(edits, edited);
    }

    private boolean isConfigured(Member member) {
        return configured.members().stream().anyMatch(backend -> backend.url().equals(member.backend().url()));
    }

    /** Makes the same changes again. Members that are there no longer are passed over. */
    public synchronized void apply(Changes changes) {
        edit(changes.balancer());
        changes.members().forEach(change -> {
            Optional<Member> member = known(change.url());
            (change.added() && member.isEmpty() ? add(change.url(), Integer.MAX_VALUE) : member)
                    .ifPresent(found -> edit(found, change.edits()));
        });
    }

    private Optional<Member> known(BackendUrl url) {
        return members.stream().filter(member -> member.backend().url().equals(url)).findFirst();
    }

    /** A new generation describes it: members that stay keep what they have become. */
    synchronized void configure(Balancer next) {
        Instant now = clock.instant();
        List<Member> before = List.copyOf(members);
        configured = next;
        edits = Settings.NONE;
        parameters = next.parameters();
        members.clear();
        for (Backend backend : next.members()) {
            Optional<Member> stays = before.stream().filter(member -> member.backend().url().equals(backend.url())).findFirst();
            stays.ifPresent(member -> member.configure(backend, Settings.NONE, now));
            members.add(stays.orElseGet(() -> joining(backend, now)));
        }
    }

    private Member joining(Backend backend, Instant now) {
        Member member = new Member(backend, backends.of(backend));
        member.starts(now);
        return member;
    }
}
