package dev.culvert.frame;

/** The numbers that a Close frame may carry (RFC 6455 §7.4, and what IANA has registered since). */
public final class CloseCode {
    public static final int GOING_AWAY = 1001;
    public static final int PROTOCOL_ERROR = 1002;
    /** What the last Close frame means if it carries no number; it is never sent itself. */
    public static final int NONE_GIVEN = 1005;
    public static final int POLICY = 1008;
    public static final int TOO_BIG = 1009;
    public static final int BROKEN = 1011;

    private static final int NORMAL = 1000;
    private static final int LAST_REGISTERED = 1014;
    private static final int FIRST_FREE = 3000;
    private static final int LAST_FREE = 4999;

    private CloseCode() {}

    /** Whether a Close frame may carry it. 1004 means nothing as yet, 1005 and 1006 are for those who got none. */
    public static boolean maySend(int code) {
        return (code >= NORMAL && code <= LAST_REGISTERED && (code < 1004 || code > 1006))
                || (code >= FIRST_FREE && code <= LAST_FREE);
    }
}
