package dev.culvert.world;

/**
 * One line for the error log.
 *
 * @param module httpd's short name of it, such as {@code proxy} or {@code core}
 * @param number httpd's {@code AHnnnnn} for the same event, or empty
 */
public record Remark(Level level, String module, String number, String text) {
    public static Remark error(String module, String number, String text) {
        return new Remark(Level.ERROR, module, number, text);
    }
}
