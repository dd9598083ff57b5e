package dev.culvert.proxy;

import java.util.Optional;

/** What a backend is asked to switch to. */
sealed interface Ask {
    /** The key that was made here because the client sent none. */
    default Optional<String> key() {
        return Optional.empty();
    }

    /** A plain request. */
    record Nothing() implements Ask {}

    /**
     * @param token as it stands in the Upgrade header
     * @param madeKey a Sec-WebSocket-Key of ours, where the client was not asked for one
     */
    record Upgrade(String token, Order order, Optional<String> madeKey) implements Ask {
        @Override
        public Optional<String> key() {
            return madeKey;
        }
    }

    /** httpd's two modules write the two fields in different orders. */
    enum Order {
        CONNECTION_FIRST,
        UPGRADE_FIRST
    }
}
