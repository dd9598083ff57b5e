package dev.culvert.proxy;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How a tunnel ended.
 *
 * @param lasted since it was opened
 * @param code of the first Close frame that passed; empty if none did or nobody looked
 * @param by who began to end it
 * @param why in words, for a log line
 */
public record TunnelEnd(TunnelFacts facts, Traffic traffic, Duration lasted, OptionalInt code, By by, String why) {
    /** Who began to end it. */
    public enum By {
        CLIENT("client"),
        BACKEND("backend"),
        PROXY("proxy");

        private final String word;

        By(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }
}
