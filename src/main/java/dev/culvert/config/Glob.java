package dev.culvert.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A shell pattern: {@code *}, {@code ?}, {@code [a-z]}, and a backslash before what stands for itself. Never slow. */
final class Glob {
    private final List<Part> parts;

    private Glob(List<Part> parts) {
        this.parts = parts;
    }

    static boolean isPattern(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || (text.indexOf('[') >= 0 && text.indexOf(']') >= 0);
    }

    static Glob of(String pattern) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < pattern.length(); i++) {
            i = read(pattern, i, parts);
        }
        return new Glob(List.copyOf(parts));
    }

    /** As {@link #of}, for host names: only {@code *} and {@code ?}, without case. */
    static Glob hostName(String pattern) {
        List<Part> parts = new ArrayList<>();
        pattern.toLowerCase(Locale.ROOT).chars().forEach(c -> parts.add(simple((char) c)));
        return new Glob(List.copyOf(parts));
    }

    /** Whether the whole text fits. Goes back to the last star only, so the time is at most length by length. */
    boolean matches(String text) {
        int star = -1;
        int resume = 0;
        int part = 0;
        int i = 0;
        while (i < text.length()) {
            if (part < parts.size() && parts.get(part) instanceof Part.Star) {
                star = part++;
                resume = i;
            } else if (part < parts.size() && parts.get(part).fits(text.charAt(i))) {
                part++;
                i++;
            } else if (star >= 0) {
                part = star + 1;
                i = ++resume;
            } else {
                return false;
            }
        }
        return parts.subList(part, parts.size()).stream().allMatch(Part.Star.class::isInstance);
    }

    private static int read(String pattern, int at, List<Part> parts) {
        char c = pattern.charAt(at);
        int close = c == '[' ? pattern.indexOf(']', at + 2) : -1;
        if (close > 0) {
            parts.add(oneOf(pattern.substring(at + 1, close)));
            return close;
        }
        if (c == '\\' && at + 1 < pattern.length()) {
            parts.add(new Part.Letter(pattern.charAt(at + 1)));
            return at + 1;
        }
        parts.add(simple(c));
        return at;
    }

    private static Part simple(char c) {
        return switch (c) {
            case '*' -> new Part.Star();
            case '?' -> new Part.Any();
            default -> new Part.Letter(c);
        };
    }

    private static Part oneOf(String set) {
        boolean negated = set.length() > 1 && (set.charAt(0) == '!' || set.charAt(0) == '^');
        Part.OneOf positive = new Part.OneOf(negated ? set.substring(1) : set);
        return negated ? new Part.NoneOf(positive) : positive;
    }

    private sealed interface Part {
        boolean fits(char c);

        record Star() implements Part {
            @Override
            public boolean fits(char c) {
                return false;
            }
        }

        record Any() implements Part {
            @Override
            public boolean fits(char c) {
                return true;
            }
        }

        record Letter(char letter) implements Part {
            @Override
            public boolean fits(char c) {
                return c == letter;
            }
        }

        /** @param set letters, and ranges such as {@code a-z} */
        record OneOf(String set) implements Part {
            @Override
            public boolean fits(char c) {
                for (int i = 0; i < set.length(); i++) {
                    boolean range = i + 2 < set.length() && set.charAt(i + 1) == '-';
                    char last = range ? set.charAt(i + 2) : set.charAt(i);
                    if (set.charAt(i) <= c && c <= last) {
                        return true;
                    }
                    i += range ? 2 : 0;
                }
                return false;
            }
        }

        record NoneOf(OneOf set) implements Part {
            @Override
            public boolean fits(char c) {
                return !set.fits(c);
            }
        }
    }
}
