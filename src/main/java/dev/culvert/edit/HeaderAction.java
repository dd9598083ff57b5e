package dev.culvert.edit;

import dev.culvert.expr.Regex;

/** What a Header line does to a header. */
sealed interface HeaderAction {
    /** Replaces the first and drops the others. */
    record Set(HeaderValue value) implements HeaderAction {}

    /** Sets it where there is none. */
    record SetIfEmpty(HeaderValue value) implements HeaderAction {}

    /** Joins a value to the first. */
    record Append(HeaderValue value) implements HeaderAction {}

    /** Joins a value to the first unless it is in its list. */
    record Merge(HeaderValue value) implements HeaderAction {}

    /** Adds a field of its own. */
    record Add(HeaderValue value) implements HeaderAction {}

    record Unset() implements HeaderAction {}

    /** Replaces in the value of every field what a pattern finds. */
    record Edit(Replacement pattern, HeaderValue by, Extent extent) implements HeaderAction {
        String made(String value, String template) {
            return switch (extent) {
                case FIRST -> pattern.first(value, template);
                case ALL -> pattern.all(value, template);
            };
        }
    }

    /** How much of a value an edit is about. */
    enum Extent {
        FIRST,
        ALL
    }

    /** Adds those of the request's fields whose names have a pattern in them to the answer. */
    record Echo(Regex names) implements HeaderAction {}

    /** Keeps the first value as a note. */
    record Note(HeaderValue name) implements HeaderAction {}
}
