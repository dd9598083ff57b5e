package dev.culvert.directive;

import java.util.Set;

/**
 * A section such as {@code <Location>}.
 *
 * @param name without brackets
 * @param inside the place that its directives stand in
 * @param places where the section itself may stand
 */
public record Section(String name, Place inside, Set<Place> places, String doc) {
    public Section {
        places = Set.copyOf(places);
    }
}
