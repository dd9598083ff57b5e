package dev.culvert.access;

import java.net.InetAddress;
import java.util.Optional;

/** An address in figures, as a protocol writes it. Names are never looked up. */
final class Ip {
    private static final String FOUR = "(?:0|[1-9][0-9]{0,2})(?:\\.(?:0|[1-9][0-9]{0,2})){3}";
    private static final String SIX = "[0-9a-fA-F:]*:[0-9a-fA-F:.]*";
    private static final int LONGEST = 45;

    private Ip() {}

    /** Four decimal numbers, or IPv6 without brackets and zone. An IPv4-mapped one is the IPv4 address. */
    static Optional<InetAddress> parse(String text) {
        if (text.length() > LONGEST || !(text.matches(FOUR) || text.matches(SIX))) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
