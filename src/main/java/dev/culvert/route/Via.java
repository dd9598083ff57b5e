package dev.culvert.route;

/** What is written into the Via header: the values of {@code ProxyVia}. */
public enum Via {
    OFF("Off"),
    ON("On"),
    /** With the name of the program. */
    FULL("Full"),
    /** And those that others wrote are taken out of the request. */
    BLOCK("Block");

    private final String spelling;

    Via(String spelling) {
        this.spelling = spelling;
    }

    @Override
    public String toString() {
        return spelling;
    }
}
