package dev.culvert.route;

/** How much the status page tells about backends: the values of {@code ProxyStatus}. */
public enum StatusDetail {
    OFF("Off"),
    ON("On"),
    FULL("Full");

    private final String spelling;

    StatusDetail(String spelling) {
        this.spelling = spelling;
    }

    @Override
    public String toString() {
        return spelling;
    }
}
