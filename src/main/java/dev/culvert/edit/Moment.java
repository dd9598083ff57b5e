package dev.culvert.edit;

/**
 * When a request is being edited, for {@code %t} and {@code %D}.
 *
 * @param began when the request came, in microseconds since 1970
 * @param elapsed microseconds since then
 */
public record Moment(long began, long elapsed) {}
