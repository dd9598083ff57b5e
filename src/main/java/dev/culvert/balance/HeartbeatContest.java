package dev.culvert.balance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Whom {@code lbmethod=heartbeat} chooses; who has not been heard of lately is no candidate. */
final class HeartbeatContest implements Contest {
    private final Heartbeats heartbeats;
    private final Instant now;
    private final RandomGenerator random;
    private final List<HeartbeatChoice.Candidate<Member>> candidates = new ArrayList<>();

    HeartbeatContest(Heartbeats heartbeats, Instant now, RandomGenerator random) {
        this.heartbeats = heartbeats;
        this.now = now;
        this.random = random;
    }

    @Override
    public void enter(Member member) {
        Backend backend = member.backend();
        heartbeats.of(backend.host(), backend.port().orElse(0), now)
                .ifPresent(heartbeat -> candidates.add(new HeartbeatChoice.Candidate<>(member, heartbeat)));
    }

    @Override
    public Optional<Member> winner() {
        return HeartbeatChoice.pick(candidates, random);
    }
}
