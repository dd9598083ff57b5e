package dev.culvert.http;

import java.nio.charset.StandardCharsets;

/** Heads hold one byte per char, the configuration holds text, and so do the names of files. */
public final class Octets {
    private Octets() {}

    /** What the configuration says, as it stands in a head. */
    public static String of(String text) {
        return text.chars().allMatch(c -> c < 0x80)
                ? text : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** What stands in a head, as text. */
    public static String text(String octets) {
        return octets.chars().allMatch(c -> c < 0x80)
                ? octets : new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
