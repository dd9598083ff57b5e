package dev.culvert.proxy;

/**
 * What is said to both ends of a tunnel that is ended from here, where they speak WebSocket (RFC 6455 §5.5.1).
 *
 * @param code such as 1001 or 1012
 * @param reason at most 123 bytes of UTF-8; may be empty
 */
public record Farewell(int code, String reason) {
    /** The longest reason that fits a control frame, in bytes. */
    public static final int REASON_LIMIT = 123;
}
