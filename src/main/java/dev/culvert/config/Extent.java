package dev.culvert.config;

import dev.culvert.expr.Regex;
import java.util.ArrayList;
import java.util.List;

/** What a section covers: request paths for {@code <Location>}, target URLs for {@code <Proxy>}. */
public sealed interface Extent {
    /** @throws Regex.BudgetSpent if a pattern could not be decided in time */
    boolean covers(String pathOrUrl);

    /** {@code <Location /x>}: the path itself and everything below it; with a slash at its end, only what is below. */
    record Branch(String root) implements Extent {
        @Override
        public boolean covers(String path) {
            int end = root.length();
            return path.startsWith(root)
                    && (path.length() == end || end == 0 || root.charAt(end - 1) == '/' || path.charAt(end) == '/');
        }
    }

    /** {@code <Proxy ws://host>}: every URL that begins so, wherever the prefix ends. */
    record Prefix(String prefix) implements Extent {
        @Override
        public boolean covers(String url) {
            return url.startsWith(prefix);
        }
    }

    /** {@code <Location /x/*>}: a whole path, its wildcards kept between two slashes. */
    record WildPath(String source, List<Glob> segments) implements Extent {
        static WildPath of(String source) {
            return new WildPath(source, split(source).stream().map(Glob::of).toList());
        }

        @Override
        public boolean covers(String path) {
            List<String> parts = split(path);
            if (parts.size() != segments.size()) {
                return false;
            }
            for (int i = 0; i < parts.size(); i++) {
                if (!segments.get(i).matches(parts.get(i))) {
                    return false;
                }
            }
            return true;
        }

        private static List<String> split(String path) {
            List<String> parts = new ArrayList<>();
            int from = 0;
            for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', from)) {
                parts.add(path.substring(from, slash));
                from = slash + 1;
            }
            parts.add(path.substring(from));
            return parts;
        }
    }

    /** {@code <Proxy http://h/sec*>}: a whole URL, its wildcards crossing slashes. */
    record WildUrl(String source, Glob glob) implements Extent {
        @Override
        public boolean covers(String url) {
            return glob.matches(url);
        }
    }

    /** {@code <LocationMatch>}, {@code <ProxyMatch>} and {@code ~}: found anywhere unless anchored. */
    record Pattern(Regex regex) implements Extent {
        @Override
        public boolean covers(String pathOrUrl) {
            return regex.find(pathOrUrl).isPresent();
        }
    }
}
