package dev.culvert.wire;

import dev.culvert.frame.Bucket;
import dev.culvert.frame.CloseCode;
import dev.culvert.frame.ControlFrame;
import dev.culvert.frame.Follower;
import dev.culvert.frame.Opcode;
import dev.culvert.frame.Sender;
import dev.culvert.proxy.Farewell;
import dev.culvert.proxy.FrameRules;
import dev.culvert.proxy.FrameRules.Pinged;
import dev.culvert.proxy.FrameRules.Pings;
import dev.culvert.proxy.TunnelEnd.By;
import dev.culvert.world.Level;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** What a WebSocket tunnel hears of its frames, and says between them. */
final class FrameTalk implements FramePassage.Watcher {
    private static final int TOKEN = 8;

    private final Tunnel tunnel;
    private final FrameRules rules;
    private final FramePassage up;
    private final FramePassage down;
    private final @Nullable Bucket rate;
    private final @Nullable Keepalive keepalive;
    private final byte[] token;
    private int code;
    private By closer = By.PROXY;
    private boolean closing;
    private int ours;
    private Farewell objection = new Farewell(0, "");

    FrameTalk(Tunnel tunnel, FrameRules rules, Channel client, Channel backend) {
        this.tunnel = tunnel;
        this.rules = rules;
        this.up = passage(Sender.CLIENT, backend);
        this.down = passage(Sender.SERVER, client);
        this.rate = rules.rate().map(each -> new Bucket(each.perSecond(), each.burst(), System.nanoTime())).orElse(null);
        this.keepalive = rules.pings().map(how -> new Keepalive(this, tunnel, how, client.eventLoop())).orElse(null);
        this.token = new byte[rules.pings().isPresent() ? TOKEN : 0];
        ThreadLocalRandom.current().nextBytes(token);
    }

    private FramePassage passage(Sender from, Channel to) {
        return new FramePassage(new Follower(from, rules.extended()), to, this, isLimited(from) || pings(from));
    }

    private boolean isLimited(Sender from) {
        return rules.frameLimit() < Long.MAX_VALUE || rules.messageLimit() < Long.MAX_VALUE
                || (from == Sender.CLIENT && rules.rate().isPresent());
    }

    /** Whether that side is pinged. */
    boolean pings(Sender who) {
        Pinged other = who == Sender.CLIENT ? Pinged.BACKEND : Pinged.CLIENT;
        return rules.pings().map(Pings::who).filter(each -> each != other).isPresent();
    }

    FramePassage up() {
        return up;
    }

    FramePassage down() {
        return down;
    }

    private static String name(Sender who) {
        return who == Sender.CLIENT ? "client" : "backend";
    }

    private Sender sender(FramePassage where) {
        return where == up ? Sender.CLIENT : Sender.SERVER;
    }

    // ---- limits

    @Override
    public boolean admits(FramePassage where) {
        Follower frame = where.frames();
        if (frame.opcode().isControl() || tunnel.isParting()) {
            return true;
        }
        if (frame.frameLength() > rules.frameLimit()) {
            return object(CloseCode.TOO_BIG, "a frame of " + frame.frameLength() + " bytes, CulvertMaxFrame is " + rules.frameLimit());
        }
        if (frame.messageLength() > rules.messageLimit()) {
            return object(CloseCode.TOO_BIG, "a message of at least " + frame.messageLength() + " bytes, CulvertMaxMessage is "
                    + rules.messageLimit());
        }
        return where != up || !frame.opcode().beginsMessage() || isInTime();
    }

    private boolean isInTime() {
        Bucket bucket = rate;
        return bucket == null || bucket.take(System.nanoTime())
                || object(CloseCode.POLICY, "more messages than CulvertMessageRate allows");
    }

    private boolean object(int close, String why) {
        objection = new Farewell(close, why);
        return false;
    }

    @Override
    public void refused(FramePassage where) {
        Sender who = sender(where);
        tunnel.noticed(Level.WARN, "the " + name(who) + " sent " + objection.reason() + ": the tunnel ends with " + objection.code());
        tunnel.part(Parting.broken(who, objection));
    }

    // ---- pings

    void start() {
        Keepalive pinging = keepalive;
        if (pinging != null) {
            pinging.start();
        }
    }

    void ping(Sender whom) {
        FramePassage from = whom == Sender.CLIENT ? up : down;
        if (from.frames().isClosed() || !from.frames().error().isEmpty()) {
            return; // its pong would not be found
        }
        from.leaveOut(token);
        // Masked or not, what it says is known to both sides: a key that can be guessed gives nothing away.
        towards(whom).ping(ControlFrame.of(speakingTo(whom), Opcode.PING, token, ThreadLocalRandom.current()));
    }

    private FramePassage towards(Sender whom) {
        return whom == Sender.CLIENT ? down : up;
    }

    private static Sender speakingTo(Sender whom) {
        return whom == Sender.CLIENT ? Sender.SERVER : Sender.CLIENT;
    }

    @Override
    public void pinged(FramePassage where) {
        Keepalive pinging = keepalive;
        if (pinging != null) {
            pinging.pinged(where == down ? Sender.CLIENT : Sender.SERVER);
        }
    }

    void silent(Sender who) {
        tunnel.noticed(Level.INFO, "the " + name(who) + " has not answered a ping in time: the tunnel ends");
        tunnel.part(Parting.silent(who));
    }

    // ---- the end

    void goodbye(Parting parting) {
        ours = parting.code();
        goodbye(Sender.CLIENT, parting.toClient());
        goodbye(Sender.SERVER, parting.toBackend());
    }

    private void goodbye(Sender whom, Farewell farewell) {
        towards(whom).goodbye(ControlFrame.close(speakingTo(whom), farewell.code(), farewell.reason(), ThreadLocalRandom.current()));
    }

    @Override
    public void saidGoodbye(FramePassage where) {
        closed(By.PROXY, ours);
    }

    @Override
    public void lastFrame(FramePassage where) {
        Follower frames = where.frames();
        if (frames.isClosed()) {
            closed(where == up ? By.CLIENT : By.BACKEND, frames.closeCode());
            tunnel.settle();
        }
        if (!frames.error().isEmpty()) {
            lost(where, frames);
        }
    }

    /** What is not followed cannot be limited. */
    private void lost(FramePassage where, Follower frames) {
        if (isLimited(sender(where)) && !frames.isClosed() && !tunnel.isParting()) {
            tunnel.noticed(Level.WARN, frames.error() + ", so that it cannot be limited: the tunnel ends with 1002");
            where.fallSilent();
            tunnel.part(Parting.broken(sender(where), new Farewell(CloseCode.PROTOCOL_ERROR, frames.error())));
        } else {
            tunnel.noticed(Level.DEBUG, frames.error() + "; what follows is passed on unread");
        }
    }

    private void closed(By who, int with) {
        if (!closing) {
            closing = true;
            closer = who;
            code = with;
        }
    }

    /** Of the first Close frame. */
    OptionalInt code() {
        return closing ? OptionalInt.of(code) : OptionalInt.empty();
    }

    /** Who sent it. */
    Optional<By> closer() {
        return closing ? Optional.of(closer) : Optional.empty();
    }

    Duration patience() {
        return rules.closeWait();
    }

    void release() {
        Keepalive pinging = keepalive;
        if (pinging != null) {
            pinging.stop();
        }
        up.fallSilent();
        down.fallSilent();
    }
}
