package dev.culvert.balance;

import dev.culvert.directive.Settings;
import java.util.List;

/**
 * What was changed in a balancer while the program ran.
 *
 * @param balancer its own parameters
 * @param members in their order
 */
public record Changes(Settings balancer, List<OfMember> members) {
    /** @param added whether the configuration does not know it */
    public record OfMember(BackendUrl url, Settings edits, boolean added) {}

    public Changes {
        members = List.copyOf(members);
    }

    public boolean isEmpty() {
        return balancer.isEmpty() && members.stream().allMatch(member -> member.edits().isEmpty() && !member.added());
    }
}
