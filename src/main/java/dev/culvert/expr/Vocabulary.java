package dev.culvert.expr;

/** What an expression is about, which decides what it may name. */
enum Vocabulary {
    REQUESTS,
    /** {@code hc('body')} is there as well. */
    HEALTH_CHECKS,
    /** {@code SSLRequire}: every way of comparing looks at lengths first. */
    TLS_REQUIREMENTS
}
