package dev.culvert.proxy;

import dev.culvert.balance.Backend;
import dev.culvert.http.Request;
import java.util.Optional;

/** What a handshake comes to, as far as it is known yet. Confined to the event loop of its client. */
final class Settling {
    /** Of a client that left, while it had no answer: nginx's number for it. */
    private static final int CLIENT_GONE = 499;

    private Optional<Fate> known = Optional.empty();
    private boolean closed;

    /** The backend failed. The next one may do better. */
    void failed(Failure failure) {
        now(Fate.of(failure));
    }

    /** The backend answered as if it had been asked for a page. */
    void refused() {
        now(Fate.REFUSED);
    }

    /** A document for the answer is asked for: what becomes of that is another matter. */
    void close() {
        closed = true;
    }

    private void now(Fate fate) {
        known = closed ? known : Optional.of(fate);
    }

    /** The request has its answer. */
    Settled settled(String host, Request request, Ask ask, Optional<Backend> backend, Ending ending) {
        int status = ending.sent().status();
        boolean handshake = ask instanceof Ask.Upgrade || request.insists() || request.asksFor("websocket");
        return new Settled(host, request.method(), status, handshake ? Optional.of(fate(status)) : Optional.empty(),
                backend.map(Backend::name).orElse(""), ending.tally().took());
    }

    private Fate fate(int status) {
        return switch (status) {
            case 101 -> Fate.TUNNELLED;
            case CLIENT_GONE -> Fate.ABANDONED;
            default -> known.orElseGet(() -> Fate.answeredHere(status));
        };
    }
}
