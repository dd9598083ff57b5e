package dev.culvert.route;

/** What becomes of a {@code %2F} in a path: the values of {@code AllowEncodedSlashes}. */
public enum EncodedSlashes {
    /** The request is answered 404. */
    OFF,
    /** It becomes a slash. */
    ON,
    /** It stays as it is. */
    NO_DECODE
}
