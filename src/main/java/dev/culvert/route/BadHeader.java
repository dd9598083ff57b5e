package dev.culvert.route;

/** What to do about a line in a backend's head that is no header: the values of {@code ProxyBadHeader}. */
public enum BadHeader {
    IS_ERROR("IsError"),
    IGNORE("Ignore"),
    START_BODY("StartBody");

    private final String spelling;

    BadHeader(String spelling) {
        this.spelling = spelling;
    }

    @Override
    public String toString() {
        return spelling;
    }
}
