package dev.culvert.files;

/** A stretch of an answer's body. */
public sealed interface Part {
    /** Words between stretches of a file, one byte per char. */
    record Literal(String octets) implements Part {}

    /** Bytes of the file. */
    record Slice(long offset, long length) implements Part {}

    default long size() {
        return switch (this) {
            case Literal(String octets) -> octets.length();
            case Slice(var _, long length) -> length;
        };
    }
}
