package dev.culvert.config;

import dev.culvert.expr.Regex;
import java.util.ArrayList;
import java.util.List;

/**
 * What a section covers: request paths for {@code <Location>}, target URLs for {@code <Proxy>}, files for {@code
 * <Directory>}, their names for {@code <Files>}.
 */
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

        static List<String> split(String path) {
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

    /** {@code <Directory /home/*>}: whatever lies in a directory whose steps fit, one by one. */
    record WildBranch(String source, List<Glob> steps) implements Extent {
        static WildBranch of(String source) {
            String path = source.length() > 1 && source.endsWith("/") ? source.substring(0, source.length() - 1) : source;
            return new WildBranch(source, WildPath.split(path).stream().map(Glob::of).toList());
        }

        @Override
        public boolean covers(String file) {
            List<String> parts = WildPath.split(file);
            // The last part is the name of a file, or empty for a directory.
            if (parts.size() <= steps.size()) {
                return false;
            }
            for (int i = 0; i < steps.size(); i++) {
                if (!steps.get(i).matches(parts.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    /** {@code <Proxy http://h/sec*>}, {@code <Files *.html>}: a whole URL or name, its wildcards crossing slashes. */
    record Wild(String source, Glob glob) implements Extent {
        @Override
        public boolean covers(String url) {
            return glob.matches(url);
        }
    }

    /** {@code <If>}: a condition alone decides. */
    record Everywhere() implements Extent {
        @Override
        public boolean covers(String pathOrUrl) {
            return true;
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
