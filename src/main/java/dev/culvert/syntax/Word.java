package dev.culvert.syntax;

/**
 * One word of the configuration, unquoted and with its variables expanded.
 *
 * @param text what it says
 * @param at where it says so
 */
public record Word(String text, Position at) {
    @Override
    public String toString() {
        return text;
    }
}
