package dev.culvert.world;

import java.util.HashMap;
import java.util.Map;

/**
 * What is known of the world while one request is decided. What decides is pure: it asks here, and where the answer is
 * not yet known it is left with {@link Unanswered}, to be begun again from the start once the answer has been found.
 */
public final class Answers {
    /** Questions that one request may ask: a rule that loops over files must end. */
    public static final int LIMIT = 1000;

    private final Map<Question<?>, Object> known = new HashMap<>();
    private final boolean immediate;

    private Answers(boolean immediate) {
        this.immediate = immediate;
    }

    /** Knows nothing as yet. */
    public static Answers none() {
        return new Answers(false);
    }

    /** Finds every answer when it is asked for: for those who may wait, such as {@code culvert explain}. */
    public static Answers foundAtOnce() {
        return new Answers(true);
    }

    /** @throws Unanswered if that is not known yet */
    @SuppressWarnings("unchecked") // put() is the only way in, and it takes matching types
    public <V> V to(Question<V> question) {
        Object answer = known.get(question);
        if (answer != null) {
            return (V) answer;
        } else if (immediate) {
            V found = question.find();
            put(question, found);
            return found;
        }
        throw new Unanswered(question);
    }

    public <V> void put(Question<V> question, V answer) {
        known.put(question, answer);
    }

    /** Whether this request has asked more than anyone should. */
    public boolean isFull() {
        return known.size() >= LIMIT;
    }
}
