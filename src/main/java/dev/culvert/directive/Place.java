package dev.culvert.directive;

import java.util.EnumSet;
import java.util.Set;

/** The places a directive may stand in. */
public enum Place {
    SERVER("server config"),
    VIRTUAL_HOST("virtual host"),
    LOCATION("<Location>"),
    DIRECTORY("<Directory>"),
    FILES("<Files>"),
    PROXY("<Proxy>"),
    IF("<If>");

    /** What httpd's documentation calls "directory": every section that is merged into a request's settings. */
    public static final Set<Place> SECTIONS = Set.copyOf(EnumSet.of(LOCATION, DIRECTORY, FILES, PROXY, IF));

    private final String spelling;

    Place(String spelling) {
        this.spelling = spelling;
    }

    public boolean isSection() {
        return SECTIONS.contains(this);
    }

    @Override
    public String toString() {
        return spelling;
    }
}
