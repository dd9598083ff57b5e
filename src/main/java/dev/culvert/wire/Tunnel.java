package dev.culvert.wire;

import dev.culvert.proxy.Action;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.io.IOException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/**
 * Two sockets and what flows between them. It ends when both directions have ended, when either socket is gone, or when
 * nothing has come from either side for its idle time.
 */
final class Tunnel {
    /** Who wants to know. Called once, when both sockets are closed or closing. */
    interface End {
        void ended(Tunnel tunnel, Reason reason);

        void broken(Throwable cause);
    }

    /** Why a tunnel ended. */
    enum Reason {
        BOTH_DONE("both sides were done"),
        CLIENT_GONE("the client was gone"),
        BACKEND_GONE("the backend was gone"),
        CLIENT_TLS("TLS with the client broke"),
        BACKEND_TLS("TLS with the backend broke"),
        IDLE("nothing came from either side"),
        STOPPED("it was stopped");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private final Relay up;
    private final Relay down;
    private final Channel client;
    private final Channel backend;
    private final Alarm idle;
    private final Duration limit;
    private final boolean endsTogether;
    private final End end;
    private String notes = "";
    private boolean over;

    Tunnel(Channel client, Channel backend, Action.Limits limits, End end) {
        this.client = client;
        this.backend = backend;
        this.up = new Relay(this, client, backend);
        this.down = new Relay(this, backend, client);
        this.limit = limits.idle();
        this.endsTogether = limits.halfClose() == Action.HalfClose.ENDS_BOTH;
        this.idle = new Alarm(client.eventLoop(), () -> over(Reason.IDLE));
        this.end = end;
    }

    Relay up() {
        return up;
    }

    Relay down() {
        return down;
    }

    /** From now on the two sockets belong to the tunnel. */
    void start(ByteBuf fromClient, ByteBuf fromBackend) {
        touched();
        up.start(fromClient);
        down.start(fromBackend);
    }

    void touched() {
        idle.in(limit);
    }

    Relay opposite(Relay relay) {
        return relay == up ? down : up;
    }

    void directionEnded() {
        if ((up.hasEnded() && down.hasEnded()) || endsTogether) {
            over(Reason.BOTH_DONE);
        }
    }

    /** One side has said goodbye in TLS, whose engines write nothing after that (RFC 5246 §7.2.1): the other need not go on. */
    void unanswerable() {
        over(Reason.BOTH_DONE);
    }

    void closed(Relay side) {
        over(side == up ? Reason.CLIENT_GONE : Reason.BACKEND_GONE);
    }

    /** A reset is an ordinary ending, broken TLS one with a reason; anything else is a mistake of ours. */
    void troubled(Relay side, Throwable cause) {
        if (cause instanceof SSLException || cause.getCause() instanceof SSLException) {
            note(Trouble.words(cause));
            over(side == up ? Reason.CLIENT_TLS : Reason.BACKEND_TLS);
        } else if (!(cause instanceof IOException)) {
            end.broken(cause);
        }
    }

    /** What a person who asks why it ended should know besides. */
    String notes() {
        return notes;
    }

    private void note(String what) {
        notes = notes + "; " + what;
    }

    /** TCP ended, and TLS had not said that it would (RFC 8446 §6.1). What came until then has been passed on. */
    void cutShort(Relay side) {
        note("TLS with the " + (side == up ? "client" : "backend") + " ended without close_notify");
    }

    /** Ends the tunnel from here. Any thread may ask. */
    void stopSoon() {
        client.eventLoop().execute(() -> over(Reason.STOPPED));
    }

    private void over(Reason reason) {
        if (over) {
            return;
        }
        over = true;
        idle.stop();
        up.closeTarget();
        down.closeTarget();
        if (reason == Reason.IDLE || reason == Reason.STOPPED) {
            // Whoever has not read until now will not begin to.
            client.close();
            backend.close();
        }
        end.ended(this, reason);
    }
}
