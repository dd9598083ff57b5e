package dev.culvert.balance;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The protocols that a backend can be spoken to in. */
public enum Scheme {
    HTTP(80),
    HTTPS(443),
    WS(80),
    WSS(443);

    private final int defaultPort;

    Scheme(int defaultPort) {
        this.defaultPort = defaultPort;
    }

    /** @param text compared without case */
    public static Optional<Scheme> of(String text) {
        return Arrays.stream(values()).filter(scheme -> scheme.name().equalsIgnoreCase(text)).findFirst();
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
