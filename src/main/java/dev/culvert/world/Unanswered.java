package dev.culvert.world;

/** A decision needs an answer that is not known yet. Carries no stack: it is a way to stop, and no mistake. */
public final class Unanswered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never written anywhere
    private final Question<?> question;

    Unanswered(Question<?> question) {
        super("to be found out: " + question, null, false, false);
        this.question = question;
    }

    public Question<?> question() {
        return question;
    }
}
