package dev.culvert.wire;

import dev.culvert.frame.CloseCode;
import dev.culvert.frame.Sender;
import dev.culvert.proxy.Action;
import dev.culvert.proxy.Farewell;
import dev.culvert.proxy.LiveTunnel;
import dev.culvert.proxy.Traffic;
import dev.culvert.proxy.TunnelEnd.By;
import dev.culvert.proxy.TunnelFacts;
import dev.culvert.world.Level;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Two sockets and what flows between them. It ends when both directions have ended, when either socket is gone, when
 * nothing has come from either side for its idle time, or when it is ended from here: politely, where frames are followed.
 */
final class Tunnel implements LiveTunnel {
    /** Who wants to know. Called once, when both sockets are closed or closing. */
    interface End {
        void ended(Tunnel tunnel, Reason reason);

        void broken(Throwable cause);

        /** Something to tell before it ends. */
        void noticed(Level level, String sentence);
    }

    /** Why a tunnel ended. */
    enum Reason {
        CLIENT_DONE("both sides were done", By.CLIENT),
        BACKEND_DONE("both sides were done", By.BACKEND),
        CLIENT_GONE("the client was gone", By.CLIENT),
        BACKEND_GONE("the backend was gone", By.BACKEND),
        CLIENT_TLS("TLS with the client broke", By.CLIENT),
        BACKEND_TLS("TLS with the backend broke", By.BACKEND),
        IDLE("nothing came from either side", By.PROXY),
        LIMIT("a limit was broken", By.PROXY),
        SILENT("a ping was not answered", By.PROXY),
        AGED("it had lasted as long as it may", By.PROXY),
        STOPPED("it was stopped", By.PROXY);

        private final String words;
        private final By by;

        Reason(String words, By by) {
            this.words = words;
            this.by = by;
        }

        By by() {
            return by;
        }

        String words() {
            return words;
        }
    }

    /** For what is still to be written when the tunnel is over, if its idle time is not shorter. */
    private static final Duration LAST_WRITES = Duration.ofSeconds(30);

    private final Relay up;
    private final Relay down;
    private final Channel client;
    private final Channel backend;
    private final Alarm deadline;
    private final Duration limit;
    private final @Nullable Alarm lifetime;
    private final @Nullable FrameTalk talk;
    private final TunnelFacts facts;
    private final boolean endsTogether;
    private final End end;
    private String notes = "";
    private Reason first = Reason.CLIENT_DONE;
    private @Nullable Reason parting;
    private boolean over;

    Tunnel(Channel client, Channel backend, Action.Limits limits, TunnelFacts facts, End end) {
        this.facts = facts;
        this.client = client;
        this.backend = backend;
        FrameTalk talking = limits.frames().map(rules -> new FrameTalk(this, rules, client, backend)).orElse(null);
        this.talk = talking;
        this.up = new Relay(this, client, backend, talking == null ? null : talking.up());
        this.down = new Relay(this, backend, client, talking == null ? null : talking.down());
        this.limit = limits.idle();
        this.endsTogether = limits.halfClose() == Action.HalfClose.ENDS_BOTH;
        this.deadline = new Alarm(client.eventLoop(), this::timeIsUp);
        this.lifetime = limits.lifetime().map(time -> alarm(time, client.eventLoop())).orElse(null);
        this.end = end;
    }

    private Alarm alarm(Duration time, EventLoop loop) {
        Alarm alarm = new Alarm(loop, () -> part(Parting.of(Reason.AGED, new Farewell(CloseCode.GOING_AWAY, "too old"))));
        alarm.in(time);
        return alarm;
    }

    Relay up() {
        return up;
    }

    Relay down() {
        return down;
    }

    /** From now on the two sockets belong to the tunnel. */
    void start(ByteBuf fromClient, ByteBuf fromBackend) {
        touched(System.nanoTime());
        if (talk != null) {
            talk.start();
        }
        up.start(fromClient);
        down.start(fromBackend);
    }

    /** @param now as the clock of {@link System#nanoTime} has it */
    void touched(long now) {
        if (parting == null) {
            deadline.in(limit, now);
        }
    }

    private void timeIsUp() {
        if (over) {
            closeNow();
        } else {
            over(parting == null ? Reason.IDLE : parting);
        }
    }

    /** When something came from that side. */
    long heardAt(Sender who) {
        return (who == Sender.CLIENT ? up : down).heardAt();
    }

    /** Whether what that side sends is read, and not left lying because the other side does not take it. */
    boolean listensTo(Sender who) {
        return (who == Sender.CLIENT ? up : down).isReading();
    }

    /** Whether that side takes more of what is sent to it. */
    boolean takesMore(Sender who) {
        return (who == Sender.CLIENT ? down : up).takesMore();
    }

    void noticed(Level level, String sentence) {
        end.noticed(level, sentence);
    }

    Relay opposite(Relay relay) {
        return relay == up ? down : up;
    }

    void directionEnded(Relay which) {
        if (parting != null) {
            settle();
            return;
        }
        Relay other = opposite(which);
        if (!other.hasEnded()) {
            first = which == up ? Reason.CLIENT_DONE : Reason.BACKEND_DONE;
        }
        if (other.hasEnded() || endsTogether) {
            over(first);
        }
    }

    /** One side has said goodbye in TLS, whose engines write nothing after that (RFC 5246 §7.2.1): the other need not go on. */
    void unanswerable() {
        if (parting == null) {
            over(first);
        }
    }

    void closed(Relay side) {
        if (over) {
            stopWhenClosed();
        } else if (parting == null) {
            over(side == up ? Reason.CLIENT_GONE : Reason.BACKEND_GONE);
        } else {
            settle();
        }
    }

    // ---- ended from here

    /** Says goodbye where that can be said, and ends when both have answered, or soon. */
    void part(Parting how) {
        if (over || parting != null) {
            return;
        }
        parting = how.why();
        if (talk == null) {
            over(how.why());
        } else {
            talk.goodbye(how);
            deadline.in(talk.patience());
            settle();
        }
    }

    boolean isParting() {
        return over || parting != null;
    }

    /** Both have answered, or can not any more: then nobody is left to wait for. */
    void settle() {
        Reason why = parting;
        if (why != null && !over && up.isDone() && down.isDone()) {
            up.finish();
            down.finish();
            over(why);
        }
    }

    /** Of the first Close frame, whoever sent it. */
    OptionalInt code() {
        return talk == null ? OptionalInt.empty() : talk.code();
    }

    /** Who began to end it: the first who said so in a Close frame. */
    By by(Reason reason) {
        return talk == null ? reason.by() : talk.closer().orElse(reason.by());
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

    @Override
    public TunnelFacts facts() {
        return facts;
    }

    @Override
    public Traffic traffic() {
        return new Traffic(up.flow(), down.flow(), Duration.ofNanos(System.nanoTime() - Math.max(up.heardAt(), down.heardAt())));
    }

    @Override
    public void end(Farewell farewell) {
        client.eventLoop().execute(() -> part(Parting.of(Reason.STOPPED, farewell)));
    }

    @Override
    public void insist(Farewell farewell) {
        client.eventLoop().execute(() -> insistNow(farewell));
    }

    private void insistNow(Farewell farewell) {
        if (parting == null) {
            part(Parting.of(Reason.STOPPED, farewell));
        } else {
            over(parting);
        }
    }

    private void over(Reason reason) {
        if (over) {
            return;
        }
        over = true;
        stopTimers();
        up.closeTarget();
        down.closeTarget();
        if (reason.by() == By.PROXY && !(up.isDone() && down.isDone())) {
            closeNow(); // whoever has not read until now will not begin to
        }
        deadline.in(limit.compareTo(LAST_WRITES) < 0 ? limit : LAST_WRITES);
        stopWhenClosed();
        end.ended(this, reason);
    }

    private void closeNow() {
        client.close();
        backend.close();
    }

    private void stopWhenClosed() {
        if (!client.isOpen() && !backend.isOpen()) {
            deadline.stop();
        }
    }

    private void stopTimers() {
        if (lifetime != null) {
            lifetime.stop();
        }
        if (talk != null) {
            talk.release();
        }
    }
}
