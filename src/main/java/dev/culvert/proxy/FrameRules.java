package dev.culvert.proxy;

import dev.culvert.directive.Settings;
import dev.culvert.http.Headers;
import java.time.Duration;
import java.util.Optional;

/**
 * What holds for the frames of one tunnel.
 *
 * @param closeWait how long the answer to a Close frame of ours is waited for
 * @param frameLimit bytes of payload that a frame may have
 * @param messageLimit the same of all the frames of a message
 * @param rate of messages of the client; empty for any
 * @param extended whether an extension was agreed on, such as permessage-deflate
 */
public record FrameRules(Duration closeWait, Optional<Pings> pings, long frameLimit, long messageLimit, Optional<MessageRate> rate,
        boolean extended) {
    /** Who is pinged. */
    public enum Pinged {
        CLIENT("client"),
        BACKEND("backend"),
        BOTH("both");

        private final String word;

        Pinged(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /**
     * Pings of ours.
     *
     * @param interval without a byte from that side, until it is pinged
     * @param timeout within which something has to come then; empty if it need not
     */
    public record Pings(Pinged who, Duration interval, Optional<Duration> timeout) {}

    /** @param burst how many may come at once */
    public record MessageRate(int perSecond, int burst) {}

    /** Nothing, where frames are not to be followed or are none of WebSocket's. */
    static Optional<FrameRules> of(Settings settings, String protocol, Headers agreed) {
        return settings.get(TunnelDirectives.FRAMES) && protocol.equalsIgnoreCase("websocket")
                ? Optional.of(new FrameRules(settings.get(TunnelDirectives.CLOSE_WAIT), settings.get(TunnelDirectives.PING),
                        limit(settings.get(TunnelDirectives.MAX_FRAME)), limit(settings.get(TunnelDirectives.MAX_MESSAGE)),
                        settings.get(TunnelDirectives.MESSAGE_RATE), agreed.has("Sec-WebSocket-Extensions")))
                : Optional.empty();
    }

    private static long limit(long written) {
        return written == 0 ? Long.MAX_VALUE : written;
    }
}
