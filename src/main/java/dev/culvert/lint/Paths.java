package dev.culvert.lint;

/**
 * A set of request paths.
 *
 * @param begin how all of them begin
 */
record Paths(String begin, Ending ending) {
    static final Paths ALL = new Paths("/", Ending.ANY);

    /** What may follow. */
    enum Ending {
        ANY,
        /** Nothing, or a slash and anything. */
        SEGMENT,
        NOTHING
    }

    static Paths below(String prefix) {
        String merged = prefix.replaceAll("/+", "/");
        return new Paths(merged, merged.endsWith("/") ? Ending.ANY : Ending.SEGMENT);
    }

    static Paths from(String begin) {
        return begin.isEmpty() ? ALL : new Paths(begin, Ending.ANY);
    }

    static Paths only(String path) {
        return new Paths(path, Ending.NOTHING);
    }

    /** Whether each path of the other set is one of these. */
    boolean includes(Paths other) {
        return switch (ending) {
            case ANY -> other.begin.startsWith(begin);
            case SEGMENT -> other.begin.startsWith(begin + "/")
                    || (other.begin.equals(begin) && other.ending != Ending.ANY);
            case NOTHING -> other.equals(this);
        };
    }
}
