package dev.culvert.route;

/** What becomes of several slashes in a row: the values of {@code MergeSlashes}. */
public enum SlashRuns {
    MERGED,
    KEPT
}
