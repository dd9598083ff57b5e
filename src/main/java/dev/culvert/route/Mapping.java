package dev.culvert.route;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** How paths are held against the left sides of rules. */
final class Mapping {
    private Mapping() {}

    /**
     * How much of a path a prefix matches: a run of slashes in it stands for any run, and it ends with a slash or where
     * a segment ends.
     */
    static OptionalInt prefix(String path, String prefix) {
        int at = 0;
        int i = 0;
        while (i < prefix.length()) {
            char c = prefix.charAt(i);
            if (at >= path.length() || path.charAt(at) != c) {
                return OptionalInt.empty();
            }
            at = c == '/' ? afterSlashes(path, at) : at + 1;
            i = c == '/' ? afterSlashes(prefix, i) : i + 1;
        }
        boolean ends = prefix.endsWith("/") || at == path.length() || path.charAt(at) == '/';
        return ends && !prefix.isEmpty() ? OptionalInt.of(at) : OptionalInt.empty();
    }

    private static int afterSlashes(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) == '/') {
            i++;
        }
        return i;
    }

    /** What {@code mapping=servlet} makes of an encoded path, or nothing if it leads above the root. */
    static Optional<Servlet> servlet(String encoded) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : encoded.substring(1).split("/", -1)) {
            String name = name(segment);
            if (name.equals("..")) {
                if (segments.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!name.equals(".") && !segment.isEmpty()) {
                segments.addLast(segment);
            }
        }
        List<String> kept = new ArrayList<>(segments);
        return Optional.of(new Servlet(kept, encoded.endsWith("/")));
    }

    private static String name(String segment) {
        int semicolon = segment.indexOf(';');
        return semicolon < 0 ? segment : segment.substring(0, semicolon);
    }

    /**
     * A path whose segments may have parameters.
     *
     * @param segments dot segments resolved, parameters in place
     * @param closed whether it ends with a slash
     */
    record Servlet(List<String> segments, boolean closed) {
        /** What is left behind a prefix, parameters in place. */
        Optional<String> behind(String prefix) {
            StringBuilder bare = new StringBuilder();
            segments.forEach(segment -> bare.append('/').append(name(segment)));
            String path = closed || segments.isEmpty() ? bare.append('/').toString() : bare.toString();
            OptionalInt matched = prefix(path, prefix);
            return matched.isPresent() ? Optional.of(from(path, matched.getAsInt())) : Optional.empty();
        }

        private String from(String bare, int matched) {
            int slashes = (int) bare.substring(0, matched).chars().filter(c -> c == '/').count();
            if (bare.charAt(matched - 1) == '/') {
                List<String> left = segments.subList(Math.min(slashes - 1, segments.size()), segments.size());
                return String.join("/", left) + (closed && !left.isEmpty() ? "/" : "");
            }
            List<String> left = segments.subList(slashes, segments.size());
            return left.stream().map(segment -> "/" + segment).collect(Collectors.joining()) + (closed ? "/" : "");
        }
    }

    /** Replaces {@code ${NAME}} by variables of the request; one that is not set is empty. */
    static String interpolate(String text, Map<String, String> env) {
        StringBuilder out = new StringBuilder(text.length());
        int from = 0;
        for (int start = text.indexOf("${"); start >= 0; start = text.indexOf("${", from)) {
            int end = text.indexOf('}', start);
            if (end < 0) {
                break;
            }
            out.append(text, from, start).append(env.getOrDefault(text.substring(start + 2, end), ""));
            from = end + 1;
        }
        return out.append(text, from, text.length()).toString();
    }
}
