package dev.culvert.route;

/** What one round of a walk came to. */
sealed interface Step {
    record Settled(Decision decision) implements Step {}

    /** Another path of this server is asked for instead. */
    record Inside(RequestPath.Path path) implements Step {}
}
