package dev.culvert.access;

/** What one rule says of one request. */
enum Standing {
    GRANTED,
    DENIED,
    /** Denied as long as nobody knows who asks. */
    NEEDS_USER,
    /** A negated rule that did not match: it can refuse, but never let in. */
    NEUTRAL,
    /** The rule is about other methods, as if it were not there. */
    ABSENT;

    /** httpd: what is denied only for want of a user becomes neutral too, so {@code not user} lets the nameless pass. */
    Standing negated() {
        return switch (this) {
            case GRANTED -> DENIED;
            case DENIED, NEEDS_USER, NEUTRAL -> NEUTRAL;
            case ABSENT -> ABSENT;
        };
    }

    /** Both must hold: the gravest counts. */
    Standing and(Standing other) {
        return rank(DENIED, NEEDS_USER, GRANTED, NEUTRAL, other);
    }

    /** One is enough: the kindest counts. */
    Standing or(Standing other) {
        return rank(GRANTED, NEEDS_USER, DENIED, NEUTRAL, other);
    }

    private Standing rank(Standing first, Standing second, Standing third, Standing fourth, Standing other) {
        for (Standing each : new Standing[] {first, second, third, fourth}) {
            if (this == each || other == each) {
                return each;
            }
        }
        return ABSENT;
    }
}
