package dev.culvert.balance;

import java.util.Optional;

/**
 * What a server sends: {@code v=1&ready=75&busy=2}, and perhaps {@code &port=8080}.
 *
 * @param ready requests it could take now
 * @param busy requests it is at
 */
public record HeartbeatMessage(int ready, int busy, Optional<Integer> port) {
    /** Bytes a message may have. */
    public static final int LONGEST = 1000;

    /** @return nothing if it makes no sense; httpd asks for v, ready and busy, whatever the version is */
    public static Optional<HeartbeatMessage> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            HeartbeatFields fields = HeartbeatFields.of(text.strip());
            boolean whole = fields.has("v") && fields.has("ready") && fields.has("busy");
            return whole
                    ? Optional.of(new HeartbeatMessage(fields.numberOr0("ready"), fields.numberOr0("busy"), fields.port()))
                    : Optional.empty();
        } catch (HeartbeatFields.Malformed _) {
            return Optional.empty();
        }
    }
}
