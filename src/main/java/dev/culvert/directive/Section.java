package dev.culvert.directive;

import java.util.Optional;
import java.util.Set;

/**
 * A section such as {@code <Location>}.
 *
 * @param name without brackets
 * @param inside the place that its directives stand in
 * @param places where the section itself may stand
 * @param fold for a section such as {@code <RequireAny>} that holds for nothing of its own: what its lines are to the
 *     section around it. Its lines stand in that section's place
 */
public record Section(String name, Place inside, Set<Place> places, Optional<Fold> fold, String doc) {
    public Section {
        places = Set.copyOf(places);
    }

    /** Puts what stands in a group into what stands around it. */
    @FunctionalInterface
    public interface Fold {
        /**
         * @param args the words in the group's brackets
         * @param outer what the section around it has said so far
         * @param inner what the group's lines say
         * @throws Misread if that makes no sense
         */
        Settings fold(Args args, Settings outer, Settings inner);
    }
}
