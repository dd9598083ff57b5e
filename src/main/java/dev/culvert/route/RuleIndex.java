package dev.culvert.route;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Rules in their order, with a shortcut past all prefixes that cannot match: ten thousand cost as much as ten. */
final class RuleIndex {
    private static final int FEW = 4;

    private final List<ProxyPass> rules;
    private final Map<String, int[]> byPrefix = new HashMap<>();
    private int[] others = {};
    private int longest;

    RuleIndex(List<ProxyPass> rules) {
        this.rules = List.copyOf(rules);
        Map<String, List<Integer>> prefixes = new HashMap<>();
        List<Integer> rest = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            (isPlain(rules.get(i)) ? prefixes.computeIfAbsent(key(rules.get(i)), _ -> new ArrayList<>()) : rest).add(i);
        }
        prefixes.forEach(this::put);
        others = numbers(rest);
    }

    private void put(String prefix, List<Integer> indexes) {
        byPrefix.put(prefix, numbers(indexes));
        longest = Math.max(longest, prefix.length());
    }

    private static int[] numbers(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    private static boolean isPlain(ProxyPass rule) {
        return switch (rule.from()) {
            case ProxyPass.From.Prefix _ ->
                    !rule.has(ProxyPass.Flag.INTERPOLATE) && rule.form() != ProxyPass.Form.SERVLET;
            case ProxyPass.From.Pattern _ -> false;
        };
    }

    private static String key(ProxyPass rule) {
        return switch (rule.from()) {
            case ProxyPass.From.Prefix(String path) -> merged(path);
            case ProxyPass.From.Pattern _ -> "";
        };
    }

    private static String merged(String path) {
        return path.contains("//") ? path.replaceAll("/+", "/") : path;
    }

    /** The rules that may match a path, in their order; each is still to be held against it. */
    List<ProxyPass> candidates(String path) {
        if (rules.size() <= FEW) {
            return rules; // which are looked at sooner than sorted out
        }
        PriorityQueue<Integer> found = new PriorityQueue<>();
        Arrays.stream(others).forEach(found::add);
        collect(merged(path), found);
        List<ProxyPass> inOrder = new ArrayList<>(found.size());
        while (!found.isEmpty()) {
            inOrder.add(rules.get(found.remove()));
        }
        return inOrder;
    }

    /** Every beginning of the path that ends before or behind a slash, and the whole of it. */
    private void collect(String path, PriorityQueue<Integer> found) {
        int end = Math.min(path.length(), longest + 1);
        for (int i = path.indexOf('/'); i >= 0 && i < end; i = path.indexOf('/', i + 1)) {
            collectExactly(path.substring(0, i), found);
            collectExactly(path.substring(0, i + 1), found);
        }
        if (path.length() <= longest && !path.endsWith("/")) {
            collectExactly(path, found);
        }
    }

    private void collectExactly(String prefix, PriorityQueue<Integer> found) {
        int[] indexes = byPrefix.get(prefix);
        if (indexes != null) {
            Arrays.stream(indexes).forEach(found::add);
        }
    }
}
