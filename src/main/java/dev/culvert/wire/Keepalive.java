package dev.culvert.wire;

import dev.culvert.frame.Sender;
import dev.culvert.proxy.FrameRules.Pings;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Pings whoever has been quiet for a while. Any byte counts as an answer: a side that sends a large frame cannot put a pong
 * into it. One timer serves both sides.
 */
final class Keepalive {
    private final FrameTalk talk;
    private final Tunnel tunnel;
    private final long interval;
    private final long timeout;
    private final Alarm alarm;
    private final List<Side> sides = new ArrayList<>();

    /** What is known of one side. */
    private final class Side {
        private final Sender who;
        private boolean asked;
        /** When the first ping went out that nothing has come after, and when the last one did. */
        private long askedAt;
        private long lastAskedAt;

        Side(Sender who) {
            this.who = who;
        }

        /** Does what is due; how long until something may be due again, in nanoseconds. */
        long look(long now) {
            if (!tunnel.listensTo(who)) {
                asked = false; // its answer may lie there unread
                return interval;
            }
            long heard = tunnel.heardAt(who);
            asked &= heard - askedAt < 0;
            if (asked && now - askedAt >= timeout) {
                talk.silent(who);
                return interval;
            }
            long since = now - (asked ? Math.max(heard, lastAskedAt) : heard);
            if (since >= interval) {
                ask();
                return Math.min(interval, timeout);
            }
            return Math.min(interval - since, asked ? timeout - (now - askedAt) : interval);
        }

        void pinged(long now) {
            askedAt = asked ? askedAt : now;
            lastAskedAt = now;
            asked = true;
        }

        /** Who does not read has not become silent: a ping would only wait with all the rest. */
        private void ask() {
            if (tunnel.takesMore(who)) {
                talk.ping(who);
            }
        }
    }

    Keepalive(FrameTalk talk, Tunnel tunnel, Pings how, EventLoop loop) {
        this.talk = talk;
        this.tunnel = tunnel;
        this.interval = how.interval().toNanos();
        this.timeout = how.timeout().map(Duration::toNanos).orElse(Long.MAX_VALUE);
        this.alarm = new Alarm(loop, this::look);
    }

    void start() {
        for (Sender who : Sender.values()) {
            if (talk.pings(who)) {
                sides.add(new Side(who));
            }
        }
        alarm.in(Duration.ofNanos(interval));
    }

    private void look() {
        long now = System.nanoTime();
        long next = interval;
        for (Side side : sides) {
            next = Math.min(next, side.look(now));
        }
        if (!tunnel.isParting()) {
            alarm.in(Duration.ofNanos(next));
        }
    }

    /** A ping has gone out, at once or when there was a boundary. */
    void pinged(Sender whom) {
        sides.stream().filter(side -> side.who == whom).forEach(side -> side.pinged(System.nanoTime()));
        alarm.in(Duration.ZERO); // when something is due is different now
    }

    void stop() {
        alarm.stop();
    }
}
