package dev.culvert.balance;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The protocols that a backend can be spoken to in. */
public enum Scheme {
    HTTP(80),
    HTTPS(443),
    WS(80),
    WSS(443);

    private static final List<Optional<Scheme>> ALL = Stream.of(values()).map(Optional::of).toList();

    private final int defaultPort;

    Scheme(int defaultPort) {
        this.defaultPort = defaultPort;
    }

    /** @param text compared without case */
    public static Optional<Scheme> of(String text) {
        for (Optional<Scheme> scheme : ALL) {
            if (scheme.orElseThrow().name().equalsIgnoreCase(text)) {
                return scheme;
            }
        }
        return Optional.empty();
    }

    public int defaultPort() {
        return defaultPort;
    }

    public boolean isTls() {
        return this == HTTPS || this == WSS;
    }

    public boolean isWebSocket() {
        return this == WS || this == WSS;
    }

    /** In lower case, as in a URL. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
