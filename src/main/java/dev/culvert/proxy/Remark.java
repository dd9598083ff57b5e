package dev.culvert.proxy;

/**
 * One line for the error log.
 *
 * @param number httpd's {@code AHnnnnn} for the same event, or empty
 */
public record Remark(Severity severity, String module, String number, String text) {
    /** The log levels an exchange uses, in httpd's names. */
    public enum Severity {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }

    static Remark error(String module, String number, String text) {
        return new Remark(Severity.ERROR, module, number, text);
    }
}
