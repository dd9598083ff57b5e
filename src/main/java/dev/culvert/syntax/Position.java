package dev.culvert.syntax;

/**
 * Where a word stands.
 *
 * @param file the file as the administrator named it, or {@code -c/-C directives}
 * @param line counted from 1; of a continued line, its first
 */
public record Position(String file, int line) {
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
