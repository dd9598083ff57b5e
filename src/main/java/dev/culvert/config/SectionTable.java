package dev.culvert.config;

import dev.culvert.directive.Place;
import dev.culvert.directive.Settings;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sections that hold for one virtual host, in the order in which httpd merges them. Which sections cover a request
 * decides its settings, so those are made once per combination and kept.
 */
final class SectionTable {
    /** Combinations kept; beyond it they are merged anew each time, so that odd paths cannot fill the memory. */
    static final int KEPT = 1024;

    private final Settings base;
    private final List<ScopedSection> sections;
    private final List<Integer> proxies = new ArrayList<>();
    private final List<Integer> locations = new ArrayList<>();
    /** Plain locations by their path: many of them cost no more than one. */
    private final Map<String, BitSet> branches = new HashMap<>();
    private int longest;
    private final Map<BitSet, Settings> kept = new ConcurrentHashMap<>();

    SectionTable(Settings base, List<ScopedSection> declared) {
        this.base = base;
        this.sections = new ArrayList<>(declared.stream().filter(each -> each.place() == Place.PROXY).toList());
        sections.addAll(declared.stream().filter(each -> each.place() == Place.LOCATION).toList());
        for (int i = 0; i < sections.size(); i++) {
            index(i);
        }
    }

    private void index(int i) {
        ScopedSection section = sections.get(i);
        if (section.place() == Place.PROXY) {
            proxies.add(i);
        } else if (section.extent() instanceof Extent.Branch(String root)) {
            branches.computeIfAbsent(root, _ -> new BitSet()).set(i);
            longest = Math.max(longest, root.length());
        } else {
            locations.add(i);
        }
    }

    Settings settings(String path, Optional<String> url) {
        if (sections.isEmpty()) {
            return base;
        }
        BitSet covering = new BitSet(sections.size());
        url.ifPresent(target -> mark(proxies, target, covering));
        mark(locations, path, covering);
        markBranches(path, covering);
        return covering.isEmpty() ? base : merged(covering);
    }

    private void mark(List<Integer> candidates, String text, BitSet covering) {
        for (int candidate : candidates) {
            if (sections.get(candidate).extent().covers(text)) {
                covering.set(candidate);
            }
        }
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
