package dev.culvert.directive;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A directive as a value: its spellings, where it may stand, how its words are read, its default, how an inner
 * section merges over an outer one, and its documentation.
 *
 * @param <V> what the directive means once it is read
 */
public final class Setting<V> {
    /** Reads one occurrence of a directive. */
    @FunctionalInterface
    public interface Reading<V> {
        /**
         * @param soFar what earlier lines of the same section made, or the default
         * @throws Misread if the words make no sense
         */
        V read(Args args, V soFar);
    }

    /** Joins what an inner section says to what holds outside of it. */
    @FunctionalInterface
    public interface Merge<V> {
        V merge(V outer, V inner, Place inside);
    }

    private final String name;
    private final Family family;
    private final Map<String, Reading<V>> spellings;
    private final Set<Place> places;
    private final V initial;
    private final Merge<V> merge;
    private final String doc;

    private Setting(Draft<V> draft, V initial, String doc) {
        this.family = draft.family;
        this.spellings = Map.copyOf(draft.spellings);
        this.places = Set.copyOf(draft.places);
        this.merge = draft.merge;
        this.initial = initial;
        this.doc = doc;
        this.name = draft.spellings.keySet().iterator().next();
    }

    public String name() {
        return name;
    }

    public Family family() {
        return family;
    }

    /** Every name under which the directive can be written, each with its own way of reading. */
    public Map<String, Reading<V>> spellings() {
        return spellings;
    }

    public Set<Place> places() {
        return places;
    }

    public V initial() {
        return initial;
    }

    public String doc() {
        return doc;
    }

    V merge(V outer, V inner, Place inside) {
        return merge.merge(outer, inner, inside);
    }

    @Override
    public String toString() {
        return name;
    }

    /** A setting that is still being described; {@link #doc} finishes it. */
    public static final class Draft<V> {
        private final Family family;
        private final Map<String, Reading<V>> spellings = new LinkedHashMap<>();
        private final Set<Place> places = EnumSet.noneOf(Place.class);
        private Merge<V> merge = (_, inner, _) -> inner;
        private Optional<V> initial;

        Draft(Family family, String name, Reading<V> reading, Optional<V> initial) {
            this.family = family;
            this.initial = initial;
            spellings.put(name, reading);
        }

        public Draft<V> in(Place... allowed) {
            places.addAll(Set.of(allowed));
            return this;
        }

        /** In every section that is merged into a request's settings. */
        public Draft<V> inSections() {
            places.addAll(Place.SECTIONS);
            return this;
        }

        public Draft<V> initially(V value) {
            initial = Optional.of(value);
            return this;
        }

        public Draft<V> also(String name, Reading<V> reading) {
            spellings.put(name, reading);
            return this;
        }

        public Draft<V> merged(Merge<V> how) {
            merge = how;
            return this;
        }

        public Setting<V> doc(String text) {
            return family.register(new Setting<>(this, initial.orElseThrow(), text));
        }
    }
}
