package dev.culvert.balance;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * The same key, the same member: weighted rendezvous hashing. When a member leaves, only its own keys move; when its
 * weight grows, it takes keys from others and gives none up.
 *
 * @see <a href="https://www.snia.org/sites/default/files/SDC15_presentations/dist_sys/Jason_Resch_New_Consistent_Hashings_Rev.pdf">
 *     the weighting, by Resch</a>
 */
final class HashContest implements Contest {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final String key;
    private final Instant now;
    private Optional<Member> best = Optional.empty();
    private double highest = Double.NEGATIVE_INFINITY;

    HashContest(String key, Instant now) {
        this.key = key;
        this.now = now;
    }

    @Override
    public void enter(Member member) {
        double score = member.factor() * member.warmth(now) / -Math.log(unit(key, member.name()));
        if (best.isEmpty() || score > highest) {
            best = Optional.of(member);
            highest = score;
        }
    }

    @Override
    public Optional<Member> winner() {
        return best;
    }

    /** Evenly between 0 and 1, neither included. */
    private static double unit(String key, String name) {
        long bits = mixed(fnv(fnv(FNV_OFFSET, key) * FNV_PRIME, name)) >>> 11;
        return (bits + 0.5) * 0x1.0p-53;
    }

    private static long fnv(long hash, String text) {
        long result = hash;
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            result = (result ^ (octet & 0xff)) * FNV_PRIME;
        }
        return result;
    }

    /** FNV alone leaves neighbours alike; the finish of SplitMix64 does not. */
    private static long mixed(long hash) {
        long z = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
