package dev.culvert.wire;

import io.netty.channel.EventLoop;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Addresses of host names, looked up off the event loops by the system's own resolver, so that hosts files and
 * nsswitch mean what they mean to httpd. Of one name there is one look-up at a time; whoever comes meanwhile joins it.
 */
final class Names {
    /** Look-ups on their way at once; further ones wait in line. */
    private static final int AT_ONCE = 32;
    /** Names that are remembered; beyond it all are forgotten, which costs a look-up each. */
    private static final int REMEMBERED = 10_000;

    /** Who knows addresses. It may take its time: it is never asked on an event loop. */
    @FunctionalInterface
    interface Resolver {
        /**
         * @return in the order in which they are to be tried
         * @throws UnknownHostException if there are none, or nobody can say; its message is read by the administrator
         */
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final ConcurrentHashMap<String, KnownName> known = new ConcurrentHashMap<>();
    private final Executor threads = threads();
    private final Resolver resolver;
    private final LongSupplier clock;
    private final Consumer<String> warnings;

    /**
     * @param clock in nanoseconds, as {@link System#nanoTime}
     * @param warnings takes a sentence when a name is lost, and one when it is back; on any thread
     */
    Names(Resolver resolver, LongSupplier clock, Consumer<String> warnings) {
        this.resolver = resolver;
        this.clock = clock;
        this.warnings = warnings;
    }

    /**
     * Finds the addresses of a host. An answer that is known and not too old is given at once; while there is only an older
     * one, everybody waits for the new one, and gets the old one only if the look-up fails.
     *
     * @param timeToLive how old an earlier answer may be; nothing for any age, as httpd's addressttl=-1
     * @param answer is given the addresses on the loop; none if there are none
     */
    void find(String host, Optional<Duration> timeToLive, EventLoop loop, Consumer<List<InetAddress>> answer) {
        KnownName before = known.get(host);
        List<InetAddress> fresh = before == null ? List.of() : before.fresh(timeToLive);
        if (!fresh.isEmpty()) {
            answer.accept(fresh);
            return;
        }
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(host);
        if (literal != null) {
            answer.accept(List.of(address(literal)));
        } else {
            await(host, timeToLive, new KnownName.Waiter(loop, answer));
        }
    }

    /**
     * Threads of the system: its resolver is native code, in which a virtual thread keeps the processor that it was given,
     * so that two hanging name servers would stop all that virtual threads do.
     */
    private static Executor threads() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(AT_ONCE, AT_ONCE, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("name-lookup-", 0).factory());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private void await(String host, Optional<Duration> timeToLive, KnownName.Waiter waiter) {
        if (known.size() >= REMEMBERED) {
            known.clear();
        }
        KnownName name = known.computeIfAbsent(host, _ -> new KnownName(clock));
        if (name.await(waiter, timeToLive)) {
            threads.execute(() -> lookUp(host, name));
        }
    }

    private void lookUp(String host, KnownName name) {
        try {
            found(host, name, List.of(resolver.addresses(host)));
        } catch (UnknownHostException | RuntimeException e) {
            failed(host, name, String.valueOf(e.getMessage()));
        } finally {
            name.tellAll();
        }
    }

    private void found(String host, KnownName name, List<InetAddress> addresses) {
        if (name.found(addresses)) {
            warnings.accept("the name " + host + " can be looked up again: " + words(addresses));
        }
    }

    private void failed(String host, KnownName name, String why) {
        if (name.failed()) {
            warnings.accept("the name " + host + " cannot be looked up any more, so its last addresses stay in use, "
                    + words(name.addresses()) + ": " + why);
        }
        if (name.addresses().isEmpty()) {
            known.remove(host, name); // there is nothing to remember
        }
    }

    private static String words(List<InetAddress> addresses) {
        return addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(" "));
    }

    private static InetAddress address(byte[] literal) {
        try {
            return InetAddress.getByAddress(literal);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four or sixteen bytes are an address", e);
        }
    }
}
