package dev.culvert.http;

/** Where a message's body ends (RFC 9112 §6.3). */
public sealed interface Framing {
    Framing NONE = new None();
    Framing CHUNKED = new Chunked();
    Framing UNTIL_CLOSE = new UntilClose();

    static Framing length(long bytes) {
        return new Length(bytes);
    }

    /** There is no body. */
    record None() implements Framing {}

    /** @param bytes not negative */
    record Length(long bytes) implements Framing {}

    /** In chunks; trailers may follow the last. */
    record Chunked() implements Framing {}

    /** Everything until the peer closes: responses only. */
    record UntilClose() implements Framing {}
}
