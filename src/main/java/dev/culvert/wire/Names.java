package dev.culvert.wire;

import io.netty.channel.EventLoop;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Addresses of host names, looked up off the event loops by the system's own resolver, so that hosts files and
 * nsswitch mean what they mean to httpd.
 */
final class Names {
    /** Look-ups on their way at once; further ones wait on their own virtual thread. */
    private static final int AT_ONCE = 32;
    /** Names that are remembered; beyond it all are forgotten, which costs a look-up each. */
    private static final int REMEMBERED = 10_000;

    private record Known(List<InetAddress> addresses, long since) {}

    private final ConcurrentHashMap<String, Known> known = new ConcurrentHashMap<>();
    private final Semaphore running = new Semaphore(AT_ONCE);

    /**
     * @param timeToLive how old an earlier answer may be; nothing for any age, as httpd's addressttl=-1
     * @param answer is given the addresses on the loop; none if there are none
     */
    void find(String host, Optional<Duration> timeToLive, EventLoop loop, Consumer<List<InetAddress>> answer) {
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(host);
        Known before = known.get(host);
        if (literal != null) {
            answer.accept(List.of(address(literal)));
        } else if (before != null && isFresh(before, timeToLive)) {
            answer.accept(before.addresses);
        } else {
            Thread.ofVirtual().name("name-lookup").start(() -> {
                List<InetAddress> found = lookUp(host);
                loop.execute(() -> answer.accept(found));
            });
        }
    }

    private static boolean isFresh(Known before, Optional<Duration> timeToLive) {
        return timeToLive.map(ttl -> System.nanoTime() - before.since < ttl.toNanos()).orElse(true);
    }

    private List<InetAddress> lookUp(String host) {
        running.acquireUninterruptibly();
        try {
            List<InetAddress> found = List.of(InetAddress.getAllByName(host));
            if (known.size() >= REMEMBERED) {
                known.clear();
            }
            known.put(host, new Known(found, System.nanoTime()));
            return found;
        } catch (UnknownHostException _) {
            return List.of();
        } finally {
            running.release();
        }
    }

    private static InetAddress address(byte[] literal) {
        try {
            return InetAddress.getByAddress(literal);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four or sixteen bytes are an address", e);
        }
    }
}
