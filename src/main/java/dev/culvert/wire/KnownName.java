package dev.culvert.wire;

import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** One host name: what was found last, and who waits for the look-up that is under way. Event loops share it. */
final class KnownName {
    /** @param asked when it was found or tried in vain, in nanoseconds of the clock */
    private record Answer(List<InetAddress> addresses, long asked) {}

    /** Who wants addresses, to be told on that loop; none if there are none. */
    record Waiter(EventLoop loop, Consumer<List<InetAddress>> answer) {
        private void tell(List<InetAddress> addresses) {
            if (!loop.isShuttingDown()) { // else all is over, and nobody waits any more
                loop.execute(() -> answer.accept(addresses));
            }
        }
    }

    private final LongSupplier clock;
    private final List<Waiter> waiters = new ArrayList<>();
    private volatile Answer last = new Answer(List.of(), 0);
    private boolean lost;

    /** @param clock in nanoseconds, as {@link System#nanoTime} */
    KnownName(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * The addresses that are known, none if they have to be looked up. It is the same list as before while nothing changed.
     *
     * @param timeToLive how old they may be; nothing for any age
     */
    List<InetAddress> fresh(Optional<Duration> timeToLive) {
        Answer now = last;
        return timeToLive.isEmpty() || clock.getAsLong() - now.asked < timeToLive.get().toNanos() ? now.addresses : List.of();
    }

    /** @return whether a look-up has to be begun, because none is under way */
    boolean await(Waiter waiter, Optional<Duration> timeToLive) {
        List<InetAddress> meanwhile;
        synchronized (this) {
            meanwhile = fresh(timeToLive);
            if (meanwhile.isEmpty()) {
                waiters.add(waiter);
                return waiters.size() == 1;
            }
        }
        waiter.tell(meanwhile);
        return false;
    }

    /** @return whether the name had been lost until now */
    synchronized boolean found(List<InetAddress> addresses) {
        boolean wasLost = lost;
        lost = false;
        last = new Answer(addresses.equals(last.addresses) ? last.addresses : addresses, clock.getAsLong());
        return wasLost;
    }

    /**
     * The old addresses stay, and count as new: they are all there is, until it is tried again.
     *
     * @return whether the name was not lost until now, and has old addresses
     */
    synchronized boolean failed() {
        if (last.addresses.isEmpty()) {
            return false;
        }
        boolean wasLost = lost;
        lost = true;
        last = new Answer(last.addresses, clock.getAsLong());
        return !wasLost;
    }

    /** The look-up is over: everybody gets what is known now. */
    void tellAll() {
        List<Waiter> all;
        List<InetAddress> addresses;
        synchronized (this) {
            all = List.copyOf(waiters);
            waiters.clear();
            addresses = last.addresses;
        }
        all.forEach(waiter -> waiter.tell(addresses));
    }

    /** Of the last look-up that found any. */
    List<InetAddress> addresses() {
        return last.addresses;
    }
}
