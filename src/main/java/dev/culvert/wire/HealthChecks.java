package dev.culvert.wire;

import dev.culvert.balance.Backend;
import dev.culvert.balance.Diagnosis;
import dev.culvert.balance.HealthCheck;
import dev.culvert.balance.LiveBalancer;
import dev.culvert.balance.MemberFacts;
import dev.culvert.balance.Member;
import dev.culvert.balance.WorkerStatus;
import dev.culvert.config.VirtualHost;
import dev.culvert.config.Whereabouts;
import dev.culvert.directive.Place;
import dev.culvert.directive.Settings;
import dev.culvert.proxy.Checkup;
import dev.culvert.world.Level;
import io.netty.channel.EventLoop;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks the members of balancers as often as their parameters say at the moment. All of it happens on one event loop;
 * nothing waits. A member is never checked twice at the same time, and no more than ProxyHCTPsize are at once: the
 * others wait for their turn, the one that is longest due first.
 */
public final class HealthChecks {
    /** httpd: begins a second after its start. */
    private static final Duration FIRST = Duration.ofSeconds(1);
    /** How long it may take until changed parameters and new members are noticed. */
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration SOONEST = Duration.ofMillis(5);
    private static final String MODULE = "proxy_hcheck";

    /**
     * A balancer whose members are checked.
     *
     * @param owner the server that it belongs to: its timeouts, its TLS and its log hold where no {@code <Proxy>} says otherwise
     */
    public record Ward(LiveBalancer balancer, ServedSite owner) {
        /** httpd: what the server says, then the balancer's {@code <Proxy>} sections, then the member's own. */
        Settings settings(Backend member) {
            VirtualHost host = owner.site().host();
            return Stream.of(balancer.configured().name() + "/", member.url() + "/")
                    .flatMap(url -> host.covering(Whereabouts.at("/").proxiedTo(url)).stream())
                    .filter(section -> section.place() == Place.PROXY)
                    .reduce(host.settings(), (outer, section) -> outer.with(section.settings(), Place.PROXY), (_, last) -> last);
        }
    }

    /** One member's turns. */
    private static final class Turns {
        private long due;
        private OptionalLong ended = OptionalLong.empty();
        private @Nullable Probe running;

        Turns(long due) {
            this.due = due;
        }

        /** The interval may have been changed since the last check. */
        Turns every(Duration interval) {
            ended.ifPresent(last -> due = last + interval.toNanos());
            return this;
        }
    }

    private record Candidate(Ward ward, MemberFacts member, HealthCheck check, Turns turns) {}

    private final Wire wire;
    private final EventLoop loop;
    private final Alarm alarm;
    private final RandomGenerator random = new SecureRandom();
    private final Map<Member, Turns> turns = new HashMap<>();
    private Collection<Ward> wards = List.of();
    private int atOnce = 1;

    HealthChecks(Wire wire, EventLoop loop) {
        this.wire = wire;
        this.loop = loop;
        this.alarm = new Alarm(loop, this::look);
    }

    /**
     * From now on these are checked and no others. May be called by any thread.
     *
     * @param most how many checks may be on their way at the same time, at least 1
     */
    public void follow(Collection<Ward> now, int most) {
        List<Ward> all = List.copyOf(now);
        if (loop.isShuttingDown()) {
            return;
        }
        loop.execute(() -> {
            wards = all;
            atOnce = most;
            look();
        });
    }

    /** Begins what is due, and comes again when the next is. */
    private void look() {
        alarm.in(LOOK); // whatever goes wrong below, it goes on
        long now = System.nanoTime();
        List<Candidate> candidates = wards.stream()
                .flatMap(ward -> ward.balancer().facts().stream().flatMap(member -> candidate(ward, member, now).stream()))
                .sorted((a, b) -> Long.compare(a.turns.due - now, b.turns.due - now))
                .toList();
        forgetOthers(candidates);
        long next = LOOK.toNanos();
        for (Candidate candidate : candidates) {
            if (candidate.turns.running == null && candidate.turns.due - now <= 0 && running() < atOnce) {
                begin(candidate);
            } else if (candidate.turns.running == null && candidate.turns.due - now > 0) {
                next = Math.min(next, candidate.turns.due - now);
            }
        }
        if (wards.isEmpty()) {
            alarm.stop();
        } else {
            alarm.in(Duration.ofNanos(Math.max(next, SOONEST.toNanos())));
        }
    }

    private long running() {
        return turns.values().stream().filter(each -> each.running != null).count();
    }

    private Optional<Candidate> candidate(Ward ward, MemberFacts member, long now) {
        // httpd: stopped ones are left in peace; disabled ones and those in reserve are not.
        return member.status().contains(WorkerStatus.STOPPED) ? Optional.empty()
                : HealthCheck.of(member.backend().parameters()).map(check -> new Candidate(ward, member, check,
                        turns.computeIfAbsent(member.member(), _ -> new Turns(now + first(check))).every(check.interval())));
    }

    /** A hundred members that begin together are not asked together. */
    private long first(HealthCheck check) {
        return FIRST.toNanos() + random.nextLong(Math.min(check.interval().toNanos(), FIRST.toNanos()));
    }

    private void forgetOthers(List<Candidate> candidates) {
        Map<Member, Turns> kept = new HashMap<>();
        candidates.forEach(candidate -> kept.put(candidate.member.member(), candidate.turns));
        turns.forEach((member, their) -> {
            if (!kept.containsKey(member) && their.running != null) {
                their.running.cancel();
            }
        });
        turns.keySet().retainAll(kept.keySet());
    }

    private void begin(Candidate candidate) {
        Checkup checkup = new Checkup(candidate.member.backend(), candidate.check,
                candidate.ward.settings(candidate.member.backend()), random);
        Probe probe = new Probe(wire, loop, checkup, verdict -> ended(candidate, verdict));
        candidate.turns.running = probe;
        probe.start();
    }

    private void ended(Candidate candidate, Checkup.Verdict verdict) {
        if (turns.get(candidate.member.member()) != candidate.turns) {
            return; // nobody follows it any more
        }
        candidate.turns.running = null;
        candidate.turns.ended = OptionalLong.of(System.nanoTime());
        Diagnosis diagnosis = new Diagnosis(wire.clock().instant(), verdict.isWell(), verdict.words());
        tell(candidate, diagnosis, candidate.ward.balancer().checked(candidate.member.member(), diagnosis, candidate.check));
        loop.execute(this::look);
    }

    private static void tell(Candidate candidate, Diagnosis diagnosis, LiveBalancer.Turn turn) {
        String said = candidate.check.method() + " check of " + candidate.ward.balancer().configured().name() + " member "
                + candidate.member.member().name() + ": " + diagnosis.words();
        switch (turn) {
            case NONE -> log(candidate, Level.DEBUG, "AH03251", (diagnosis.isWell() ? "well, " : "bad, ") + said);
            case DISABLED -> log(candidate, Level.INFO, "AH03303", "DISABLING " + candidate.member.member().name() + " after " + said);
            case ENABLED -> log(candidate, Level.INFO, "AH03302", "ENABLING " + candidate.member.member().name() + " after " + said);
        }
    }

    private static void log(Candidate candidate, Level level, String number, String text) {
        candidate.ward.owner().errors().log(level, MODULE, number, text);
    }
}
