package dev.culvert.rewrite;

import dev.culvert.directive.Family;
import dev.culvert.directive.Place;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that mod_rewrite's directives say in one server or section.
 *
 * @param place where; nothing where nothing was said
 * @param base {@code RewriteBase}
 * @param directory the section's path with a slash behind it; nothing in a server
 * @param waiting conditions that have not met their rule yet
 */
record Layer(
        Optional<Place> place, Optional<Boolean> engine, Optional<Set<RewriteOption>> options, Optional<String> base,
        Optional<String> directory, List<Rule> rules, Map<String, RewriteMap> maps, List<Condition> waiting) {
    static final Layer NONE = new Layer(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            List.of(), Map.of(), List.of());

    boolean isOn() {
        return engine.orElse(false);
    }

    boolean has(RewriteOption option) {
        return options.isPresent() && options.get().contains(option);
    }

    Layer at(Place where, Optional<String> path) {
        return new Layer(Optional.of(where), engine, options, base, path, rules, maps, waiting);
    }

    Layer withEngine(boolean on) {
        return new Layer(place, Optional.of(on), options, base, directory, rules, maps, waiting);
    }

    Layer withOptions(Set<RewriteOption> more) {
        EnumSet<RewriteOption> all = EnumSet.noneOf(RewriteOption.class);
        options.ifPresent(all::addAll);
        all.addAll(more);
        return new Layer(place, engine, Optional.of(all), base, directory, rules, maps, waiting);
    }

    Layer withBase(String path) {
        return new Layer(place, engine, options, Optional.of(path), directory, rules, maps, waiting);
    }

    Layer withMap(MapReader.Named map) {
        return new Layer(place, engine, options, base, directory, rules, with(maps, Map.of(map.name(), map.map())), waiting);
    }

    Layer withCondition(Condition condition) {
        return new Layer(place, engine, options, base, directory, rules, maps, Family.concat(waiting, List.of(condition)));
    }

    Layer withRule(Rule rule) {
        return new Layer(place, engine, options, base, directory, Family.concat(rules, List.of(rule)), maps, List.of());
    }

    /** What holds where {@code inner} stands inside of this. */
    Layer with(Layer inner) {
        Optional<Set<RewriteOption>> joined = inner.options.or(() -> options);
        Optional<Boolean> on = inner.engine.or(() -> engine);
        Layer own = new Layer(inner.place, on, joined, inner.base, inner.directory, inner.rules, inner.maps, List.of());
        Optional<String> keptBase = own.has(RewriteOption.MERGE_BASE) ? inner.base.or(() -> base) : inner.base;
        boolean listens = !own.has(RewriteOption.IGNORE_INHERIT);
        if (own.has(RewriteOption.INHERIT) || (listens && has(RewriteOption.INHERIT_DOWN))) {
            return own.with(Family.concat(inner.rules, rules), with(maps, inner.maps), keptBase);
        } else if (own.has(RewriteOption.INHERIT_BEFORE) || (listens && has(RewriteOption.INHERIT_DOWN_BEFORE))) {
            return own.with(Family.concat(rules, inner.rules), with(inner.maps, maps), keptBase);
        }
        return own.with(inner.rules, inner.maps, keptBase);
    }

    private Layer with(List<Rule> allRules, Map<String, RewriteMap> allMaps, Optional<String> keptBase) {
        return new Layer(place, engine, options, keptBase, directory, allRules, allMaps, waiting);
    }

    private static Map<String, RewriteMap> with(Map<String, RewriteMap> some, Map<String, RewriteMap> stronger) {
        Map<String, RewriteMap> all = new HashMap<>(some);
        all.putAll(stronger);
        return Map.copyOf(all);
    }
}
