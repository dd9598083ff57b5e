package dev.culvert.balance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Backends by the beginning of their URLs. Ten thousand on one host cost a look-up per length of path. */
final class UrlIndex {
    private final Map<String, Backend> all = new LinkedHashMap<>();
    private final Map<String, Origin> origins = new HashMap<>();
    /** Those whose host or port is not known before a request comes. */
    private final Map<String, Backend> anywhere = new LinkedHashMap<>();

    /** The backends of one scheme, host and port: the longest paths first, then those with {@code $1} in the path. */
    private record Origin(NavigableMap<Integer, Map<String, Backend>> literal, Map<String, Backend> wild) {
        Origin() {
            this(new TreeMap<>(Comparator.reverseOrder()), new LinkedHashMap<>());
        }

        Optional<Backend> longest(String path) {
            for (Map.Entry<Integer, Map<String, Backend>> paths : literal.tailMap(path.length(), true).entrySet()) {
                Backend found = paths.getValue().get(path.substring(0, paths.getKey()));
                if (found != null) {
                    return Optional.of(found);
                }
            }
            return Optional.empty();
        }
    }

    /** Adds a backend, or puts it in the place of the one with its identity. */
    void put(Backend backend) {
        BackendUrl url = backend.url();
        all.put(backend.identity(), backend);
        if (backend.kind() == Backend.Kind.LITERAL || !(url.hasWildOrigin() || url.hasWildPath())) {
            origin(url).literal.computeIfAbsent(url.path().length(), _ -> new HashMap<>()).put(url.path(), backend);
        } else {
            (url.hasWildOrigin() ? anywhere : origin(url).wild).put(backend.identity(), backend);
        }
    }

    private Origin origin(BackendUrl url) {
        return origins.computeIfAbsent(url.origin(), _ -> new Origin());
    }

    List<Backend> all() {
        return List.copyOf(all.values());
    }

    Optional<Backend> exactly(BackendUrl url) {
        return Optional.ofNullable(all.get(url.toString()));
    }

    /** httpd: the longest name wins, wherever the rule stood that brought the request here. */
    Optional<Backend> longest(BackendUrl url) {
        Origin origin = origins.get(url.origin());
        List<Backend> wild = new ArrayList<>(anywhere.values());
        Optional<Backend> best = Optional.empty();
        if (origin != null) {
            wild.addAll(origin.wild.values());
            best = origin.longest(url.path());
        }
        return wild.isEmpty() ? best : longest(best, wild, url.toString());
    }

    private static Optional<Backend> longest(Optional<Backend> literal, List<Backend> wild, String url) {
        Optional<Backend> best = literal;
        for (Backend candidate : wild) {
            int length = candidate.identity().length();
            if (best.map(known -> known.identity().length() < length).orElse(true) && begins(url, candidate.identity())) {
                best = Optional.of(candidate);
            }
        }
        return best;
    }

    /** Whether a URL begins like a pattern: since anything may follow, the first place of each piece is good enough. */
    private static boolean begins(String url, String pattern) {
        String[] pieces = BackendUrl.BACK_REFERENCE.split(pattern, -1);
        if (!url.startsWith(pieces[0])) {
            return false;
        }
        int from = pieces[0].length();
        for (int i = 1; i < pieces.length; i++) {
            int found = url.indexOf(pieces[i], from);
            if (found < 0) {
                return false;
            }
            from = found + pieces[i].length();
        }
        return true;
    }
}
