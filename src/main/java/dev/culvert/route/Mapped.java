package dev.culvert.route;

import java.util.Optional;

/**
 * What a rule makes of a path, before it is a target.
 *
 * @param url the rule's URL joined to what was left of the path
 * @param form what is still to be done to it
 * @param remark a warning for the log
 */
record Mapped(String url, Form form, Optional<String> remark) {
    /** How much of a URL is ready to be sent. */
    enum Form {
        /** The path is decoded and the query is missing. */
        DECODED,
        /** The path is ready and the query is missing. */
        ENCODED,
        /** All of it is ready. */
        RAW
    }

    Mapped(String url, Form form) {
        this(url, form, Optional.empty());
    }
}
