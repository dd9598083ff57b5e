package dev.culvert.expr;

/** What an expression is about, which decides what it may name. */
enum Vocabulary {
    REQUESTS,
    /** {@code hc('body')} is there as well. */
    HEALTH_CHECKS
}
