package dev.culvert.balance;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Whom {@code lbmethod=heartbeat} chooses: anybody who is ready, the readier the more often. */
public final class HeartbeatChoice {
    private HeartbeatChoice() {}

    /** @param heartbeat a recent one, as {@link Heartbeats#of} has it; who has none is no candidate */
    public record Candidate<T>(T member, Heartbeat heartbeat) {
        private int share() {
            return heartbeat.share();
        }
    }

    /** @return nothing if nobody is ready */
    public static <T> Optional<T> pick(List<Candidate<T>> candidates, RandomGenerator random) {
        long all = candidates.stream().mapToLong(Candidate::share).sum();
        if (all == 0) {
            return Optional.empty();
        }
        long ticket = random.nextLong(all);
        for (Candidate<T> candidate : candidates) {
            ticket -= candidate.share();
            if (ticket < 0) {
                return Optional.of(candidate.member);
            }
        }
        throw new IllegalStateException("a ticket below the sum of all shares belongs to somebody");
    }
}
