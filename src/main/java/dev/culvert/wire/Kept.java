package dev.culvert.wire;

import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The idle connections to one backend address on one event loop; the one used last is used first, as httpd does. */
final class Kept {
    private record Idle(BackendConnection connection, long since) {}

    private final Deque<Idle> idle = new ArrayDeque<>();
    private final int most;
    private final Duration timeToLive;
    private final Alarm cleaning;
    private List<InetAddress> addresses = List.of();

    /**
     * @param most connections that are kept
     * @param timeToLive after which an idle one is not used again
     */
    Kept(EventLoop loop, int most, Duration timeToLive) {
        this.most = most;
        this.timeToLive = timeToLive;
        this.cleaning = new Alarm(loop, this::dropOld);
    }

    Optional<BackendConnection> take() {
        while (!idle.isEmpty()) {
            Idle last = idle.removeLast();
            if (last.connection.isUsable() && !isOld(last)) {
                return Optional.of(last.connection);
            }
            last.connection.channel().close();
        }
        return Optional.empty();
    }

    /**
     * As {@link #take()}, when the backend's name has these addresses now: connections to others are closed.
     *
     * @param current the same list as before while nothing changed, which then costs nothing
     */
    Optional<BackendConnection> take(List<InetAddress> current) {
        if (!current.equals(addresses)) {
            addresses = current;
            List<Idle> moved = idle.stream().filter(one -> !wants(one.connection)).toList();
            idle.removeAll(moved);
            moved.forEach(one -> one.connection.channel().close());
        }
        return take();
    }

    /** Whether it still leads to where the backend's name points. */
    boolean wants(BackendConnection connection) {
        return addresses.isEmpty()
                || !(connection.channel().remoteAddress() instanceof InetSocketAddress remote)
                || addresses.contains(remote.getAddress());
    }

    void add(BackendConnection connection) {
        if (most == 0) {
            connection.channel().close();
            return;
        }
        if (idle.size() >= most) {
            idle.removeFirst().connection.channel().close();
        }
        if (idle.isEmpty()) {
            cleaning.in(timeToLive);
        }
        idle.addLast(new Idle(connection, System.nanoTime()));
    }

    private void dropOld() {
        while (!idle.isEmpty() && isOld(idle.getFirst())) {
            idle.removeFirst().connection.channel().close();
        }
        if (!idle.isEmpty()) {
            cleaning.in(timeToLive);
        }
    }

    private boolean isOld(Idle one) {
        return System.nanoTime() - one.since >= timeToLive.toNanos();
    }

    void remove(BackendConnection connection) {
        idle.removeIf(one -> one.connection == connection);
    }
}
