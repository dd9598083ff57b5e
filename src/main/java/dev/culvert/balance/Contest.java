package dev.culvert.balance;

import java.util.Optional;

/** One choice among members: each that is looked at enters, and then there is a winner. */
interface Contest {
    void enter(Member member);

    /** Nobody, if nobody entered or nobody is fit. */
    Optional<Member> winner();

    /** What httpd's methods share: every look adds a member's share to its load, and the winner pays for all. */
    abstract class Weighted implements Contest {
        private Optional<Member> best = Optional.empty();
        private long total;

        @Override
        public final void enter(Member member) {
            member.load(member.load() + member.factor());
            total += member.factor();
            if (best.isEmpty() || isBetter(member, best.get())) {
                best = Optional.of(member);
            }
        }

        abstract boolean isBetter(Member member, Member best);

        @Override
        public final Optional<Member> winner() {
            best.ifPresent(member -> member.load(member.load() - total));
            return best;
        }
    }

    /** The one that waited longest for its share. */
    final class ByRequests extends Weighted {
        @Override
        boolean isBetter(Member member, Member best) {
            return member.load() > best.load();
        }
    }

    /** The one with the fewest requests and tunnels right now. */
    final class ByBusyness extends Weighted {
        @Override
        boolean isBetter(Member member, Member best) {
            return member.busy() < best.busy() || (member.busy() == best.busy() && member.load() > best.load());
        }
    }

    /** The one that moved the fewest bytes for its share. */
    final class ByTraffic implements Contest {
        private Optional<Member> best = Optional.empty();
        private long least;

        @Override
        public void enter(Member member) {
            long traffic = member.live().transferred() / member.factor() + member.live().read() / member.factor();
            if (best.isEmpty() || traffic < least) {
                best = Optional.of(member);
                least = traffic;
            }
        }

        @Override
        public Optional<Member> winner() {
            return best;
        }
    }
}
