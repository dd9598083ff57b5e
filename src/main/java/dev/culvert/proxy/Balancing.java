package dev.culvert.proxy;

import dev.culvert.balance.BalancerParameters;
import dev.culvert.balance.Choice;
import dev.culvert.balance.Claim;
import dev.culvert.balance.LbMethod;
import dev.culvert.balance.LiveBalancer;
import dev.culvert.balance.Member;
import dev.culvert.balance.Session;
import dev.culvert.directive.Settings;
import dev.culvert.expr.Environment;
import dev.culvert.route.Decision;
import dev.culvert.route.Scene;
import dev.culvert.world.Journal;
import dev.culvert.world.Remark;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Finds a member of a balancer for one request, and another where that one cannot be reached. */
final class Balancing {
    /** httpd: a request that waits for a member looks again so many times. */
    private static final int LOOKS = 100;

    /** What to do next. */
    sealed interface Step {
        record To(Decision.Forward member) implements Step {}

        /** Ask again after this long. */
        record Wait(Duration pause) implements Step {}

        /** There is no member to be had. */
        record None(String logLine) implements Step {}
    }

    private final Decision.Balance to;
    private final LiveBalancer balancer;
    private final Scene scene;
    private final InstantSource clock;
    private final Journal journal;
    private final Settings parameters;
    private final Optional<Session> session;
    private final String hashKey;
    private final Set<Member> tried = new HashSet<>();
    private Optional<Instant> patience = Optional.empty();
    private Optional<Claim> claim = Optional.empty();

    /** @throws dev.culvert.world.Unanswered if what is hashed is not known yet */
    Balancing(Decision.Balance to, LiveBalancer balancer, Scene scene, InstantSource clock, Journal journal) {
        this.to = to;
        this.balancer = balancer;
        this.scene = scene;
        this.clock = clock;
        this.journal = journal;
        this.parameters = balancer.parameters();
        this.session = Session.of(parameters, to.path(), scene.request().headers());
        this.hashKey = parameters.get(BalancerParameters.LB_METHOD) == LbMethod.HASH
                ? parameters.get(BalancerParameters.HASH_KEY).map(key -> key.of(scene)).orElse(scene.peer().ip()) : "";
    }

    /** What keeps the member busy that was chosen last. */
    Optional<Claim> claim() {
        return claim;
    }

    Step next() {
        claim.ifPresent(Claim::release);
        claim = Optional.empty();
        return switch (balancer.choose(new LiveBalancer.Asked(session, hashKey, Set.copyOf(tried)))) {
            case Choice.Taken taken -> taken(taken);
            case Choice.RouteDown(String route) -> new Step.None("AH01167: " + to.balancer().name() + ": the member of route '"
                    + route + "' is down, and nofailover keeps its clients from others");
            case Choice.NoMembers() -> new Step.None("AH01171: " + to.balancer().name() + " has no members");
            case Choice.NoneUsable() -> waiting();
        };
    }

    private Step taken(Choice.Taken taken) {
        claim = Optional.of(taken.claim());
        Member member = taken.claim().member();
        Decision.Forward forward = to.to(member.backend());
        Environment variables = scene.environment();
        variables.set("BALANCER_NAME", to.balancer().name());
        variables.set("BALANCER_WORKER_NAME", member.name());
        variables.set("BALANCER_WORKER_ROUTE", member.route());
        session.ifPresent(known -> {
            variables.set("BALANCER_SESSION_STICKY", known.name());
            variables.set("BALANCER_SESSION_ROUTE", known.route());
        });
        if (taken.routeChanged()) {
            variables.set("BALANCER_ROUTE_CHANGED", "1");
        }
        return new Step.To(forward);
    }

    /** httpd: {@code timeout=} of a balancer is how long a request waits until one is usable. */
    private Step waiting() {
        Duration whole = parameters.get(BalancerParameters.TIMEOUT);
        Instant until = patience.orElseGet(() -> clock.instant().plus(whole));
        patience = Optional.of(until);
        if (tried.isEmpty() && clock.instant().isBefore(until)) {
            return new Step.Wait(whole.dividedBy(LOOKS));
        }
        return new Step.None("AH01170: " + to.balancer().name() + ": all members are in error or out of use");
    }

    /**
     * The member could not be used.
     *
     * @return whether another may be tried
     */
    boolean failed(Failure failure, boolean upgrading) {
        Member member = claim.orElseThrow().member();
        tried.add(member);
        boolean ignored = false;
        if (failure.blamesMember()) {
            ignored = !balancer.failed(member);
            remark("AH00959", ignored ? "its errors are ignored" : "is left alone for its retry= time", member);
        } else if (failure instanceof Failure.Silent && (upgrading || parameters.get(BalancerParameters.FAIL_ON_TIMEOUT))
                && balancer.failed(member)) {
            remark("AH02460", "did not answer in time and is left alone for its retry= time", member);
        }
        int most = parameters.get(BalancerParameters.MAX_ATTEMPTS).orElseGet(() -> balancer.members().size() - 1);
        boolean again = failure.untouched() && !ignored && tried.size() <= most;
        if (!again) {
            answered(failure.status());
        }
        return again;
    }

    /** The answer has this status, the member's or one of ours. */
    void answered(int status) {
        Member member = claim.orElseThrow().member();
        if (parameters.get(BalancerParameters.FAIL_ON_STATUS).contains(status) && balancer.failed(member)) {
            remark("AH01174", "answered " + status + " and is left alone for its retry= time", member);
        }
    }

    private void remark(String number, String what, Member member) {
        journal.say(Remark.error(number.equals("AH00959") ? "proxy" : "proxy_balancer", number,
                to.balancer().name() + ": " + member.name() + " " + what));
    }
}
