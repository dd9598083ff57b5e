package dev.culvert.admin;

import dev.culvert.balance.MemberFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All that a page, XML or JSON shows.
 *
 * @param desk what there is to say about this server
 * @param host what the client calls it
 * @param path where the page is
 * @param chosen whose form is open
 * @param done what a form has just changed
 * @param refused what it could not change, and why
 * @param refresh the page is to be loaded again after so many seconds
 */
record View(
        Facts desk, String host, String path, List<Seen> balancers, Chosen chosen, List<String> done, List<String> refused,
        OptionalInt refresh, Instant at) {
    /**
     * What there is to say about this server.
     *
     * @param remarks httpd's lines about what is kept and inherited
     */
    record Facts(String product, String built, List<String> remarks) {}

    /** A balancer, or a member of it, or neither. */
    record Chosen(Optional<Seen> balancer, Optional<MemberFacts> member) {
        static final Chosen NOTHING = new Chosen(Optional.empty(), Optional.empty());

        boolean is(Seen one, MemberFacts of) {
            return balancer.filter(known -> known.name().equals(one.name())).isPresent()
                    && member.filter(known -> known.member() == of.member()).isPresent();
        }

        boolean is(Seen one) {
            return member.isEmpty() && balancer.filter(known -> known.name().equals(one.name())).isPresent();
        }
    }
}
