package dev.culvert.syntax;

/**
 * A line after its continuations were joined, trimmed, never empty and no comment.
 *
 * @param at its first physical line
 */
record LogicalLine(String text, Position at) {
}
