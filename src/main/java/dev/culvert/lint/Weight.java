package dev.culvert.lint;

/** How sure a finding is. */
public enum Weight {
    /** It cannot do what it was written for. */
    MISTAKE,
    /** It may be meant so, and often is not. */
    DOUBT
}
