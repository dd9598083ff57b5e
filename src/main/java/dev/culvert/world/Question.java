package dev.culvert.world;

/**
 * Something about the world outside that takes time to find out, such as a file, a name or a password. A record: two
 * questions that are equal have the same answer while one request is decided.
 */
public interface Question<V> {
    /** Finds the answer. May block; never on an event loop. What fails is an answer too: this does not throw. */
    V find();

    /** The answer for those who must not ask the network: for a name, that there is none. */
    default V withoutNetwork() {
        return find();
    }
}
