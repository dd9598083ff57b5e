package dev.culvert.config;

import dev.culvert.directive.Place;
import dev.culvert.directive.Settings;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The sections that hold for one virtual host, in the order in which httpd merges them. Which sections cover a request
 * decides its settings, so those are made once per combination and kept.
 */
final class SectionTable {
    /** Combinations kept; beyond it they are merged anew each time, so that odd paths cannot fill the memory. */
    static final int KEPT = 1024;

    private final Settings base;
    private final List<ScopedSection> sections;
    /** Those that have to be looked at one by one. */
    private final List<Integer> others = new ArrayList<>();
    /** Plain locations by their path: many of them cost no more than one. */
    private final Map<String, BitSet> branches = new HashMap<>();
    /** Those whose pattern names its groups. */
    private final List<ScopedSection> naming;
    private int longest;
    private final Map<BitSet, Settings> kept = new ConcurrentHashMap<>();

    SectionTable(Settings base, List<ScopedSection> declared) {
        this.base = base;
        this.sections = inOrder(declared);
        for (int i = 0; i < sections.size(); i++) {
            index(i);
        }
        this.naming = sections.stream().filter(SectionTable::namesGroups).toList();
    }

    /** httpd: proxies or directories, then files, then locations, then conditions; within each, nested ones at the end. */
    private static List<ScopedSection> inOrder(List<ScopedSection> declared) {
        return Stream.of(
                        of(Place.PROXY, declared),
                        of(Place.DIRECTORY, declared).sorted(Comparator.comparingInt(SectionTable::steps)),
                        of(Place.FILES, declared), of(Place.LOCATION, declared), of(Place.IF, declared))
                .flatMap(kind -> kind).toList();
    }

    private static Stream<ScopedSection> of(Place place, List<ScopedSection> declared) {
        return declared.stream().filter(each -> each.place() == place)
                .sorted(Comparator.comparingInt(each -> each.ground().depth()));
    }

    /** httpd: outer directories first; those that are patterns last, in the order of the file. */
    private static int steps(ScopedSection section) {
        return switch (section.extent()) {
            case Extent.Branch(String root) -> (int) root.chars().filter(c -> c == '/').count() - (root.endsWith("/") ? 1 : 0);
            case Extent.WildBranch(var _, var steps) -> steps.size() - 1;
            case Extent.Prefix _, Extent.WildPath _, Extent.Wild _, Extent.Everywhere _, Extent.Pattern _ -> Integer.MAX_VALUE;
        };
    }

    private static boolean namesGroups(ScopedSection section) {
        return section.extent() instanceof Extent.Pattern(var regex)
                && (regex.source().contains("(?<") || regex.source().contains("(?P<") || regex.source().contains("(?'"));
    }

    private void index(int i) {
        ScopedSection section = sections.get(i);
        if (section.place() == Place.LOCATION && section.ground().outer().isEmpty()
                && section.extent() instanceof Extent.Branch(String root)) {
            branches.computeIfAbsent(root, _ -> new BitSet()).set(i);
            longest = Math.max(longest, root.length());
        } else {
            others.add(i);
        }
    }

    Settings settings(Whereabouts at) {
        if (sections.isEmpty()) {
            return base;
        }
        BitSet covering = marked(at);
        return covering.isEmpty() ? base : merged(covering);
    }

    List<ScopedSection> covering(Whereabouts at) {
        return marked(at).stream().mapToObj(sections::get).toList();
    }

    Map<String, String> captured(Whereabouts at) {
        if (naming.isEmpty()) {
            return Map.of();
        }
        Map<String, String> caught = new LinkedHashMap<>();
        naming.stream().filter(section -> section.ground().covers(at)).forEach(section -> capture(section, at, caught));
        return caught;
    }

    private static void capture(ScopedSection section, Whereabouts at, Map<String, String> caught) {
        if (section.extent() instanceof Extent.Pattern(var regex)) {
            section.ground().text(at).flatMap(regex::find).ifPresent(match -> match.names().forEach(
                    (name, group) -> caught.put("MATCH_" + name.toUpperCase(Locale.ROOT), match.group(group))));
        }
    }

    private BitSet marked(Whereabouts at) {
        BitSet covering = new BitSet(sections.size());
        for (int candidate : others) {
            if (sections.get(candidate).ground().covers(at)) {
                covering.set(candidate);
            }
        }
        markBranches(at.path(), covering);
        return covering;
    }

    private void markBranches(String path, BitSet covering) {
        if (branches.isEmpty()) {
            return;
        }
        int end = Math.min(path.length(), longest);
        for (int i = path.indexOf('/'); i >= 0 && i <= end; i = path.indexOf('/', i + 1)) {
            markBranch(path.substring(0, i), covering);
            markBranch(path.substring(0, i + 1), covering);
        }
        markBranch(path, covering);
    }

    private void markBranch(String root, BitSet covering) {
        BitSet found = branches.get(root);
        if (found != null) {
            covering.or(found);
        }
    }

    private Settings merged(BitSet covering) {
        Settings known = kept.get(covering);
        if (known != null) {
            return known;
        }
        Settings made = covering.stream().mapToObj(sections::get)
                .reduce(base, (outer, section) -> outer.with(section.settings(), section.place()), (_, last) -> last);
        if (kept.size() < KEPT) {
            kept.put(covering, made);
        }
        return made;
    }
}
