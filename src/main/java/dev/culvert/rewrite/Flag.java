package dev.culvert.rewrite;

/** What a {@code RewriteRule} may be told in its brackets, as far as it is a matter of yes or no. */
enum Flag {
    LAST,
    END,
    PROXY,
    REDIRECT,
    /** The rule answers with a status at once: F, G and R with what is no redirect. */
    STATUS,
    PASS_THROUGH,
    QUERY_APPEND,
    QUERY_DISCARD,
    QUERY_LAST,
    /** The substitution ends in a question mark: there is no query, and none is looked for. */
    QUERY_NONE,
    NO_ESCAPE,
    NO_CASE,
    CHAIN,
    NEXT,
    NOT_IN_SUBREQUESTS,
    DISCARD_PATH_INFO,
    UNSAFE_ALLOW_3F,
    UNSAFE_PREFIX_STAT,
    /** A double slash that a substitution came to stays. */
    UNC
}
