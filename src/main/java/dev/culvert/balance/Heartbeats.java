package dev.culvert.balance;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The latest heartbeat of every server, heard or read from a file. Any thread may tell and ask. */
public final class Heartbeats {
    /** Servers that are remembered where HeartbeatMaxServers is 0, which sets no bound of its own. */
    static final int MOST = 1000;
    /** A server that has been silent for longer than this makes room for another. */
    private static final Duration FORGOTTEN = Duration.ofSeconds(30);

    /** @param at nothing for what stands in a file, where lastseen is what it says */
    private record Latest(Heartbeat beat, Optional<Instant> at) {
        Heartbeat asOf(Instant now) {
            return at.map(then -> beat.seen(Duration.between(then, now).toSeconds())).orElse(beat);
        }

        boolean isForgotten(Instant now) {
            return at.isPresent() && Duration.between(at.get(), now).compareTo(FORGOTTEN) > 0;
        }

        boolean isOf(String address, Optional<Integer> port) {
            return beat.address().equals(address) && beat.port().equals(port);
        }
    }

    private final int most;
    private volatile Map<String, List<Latest>> heard = Map.of();
    private volatile Map<String, List<Latest>> stored = Map.of();

    /** @param most servers that are remembered, as HeartbeatMaxServers says; 0 for {@value #MOST} */
    public Heartbeats(int most) {
        this.most = most == 0 ? MOST : most;
    }

    /**
     * Remembers what a server said of itself.
     *
     * @param address the sender's, in figures
     * @return whether there was room for it
     */
    public synchronized boolean heard(String address, HeartbeatMessage message, Instant now) {
        String from = canonical(address);
        List<Latest> all = new ArrayList<>(heard.values().stream().flatMap(Collection::stream).toList());
        all.removeIf(one -> one.isOf(from, message.port()) || one.isForgotten(now));
        boolean room = all.size() < most;
        if (room) {
            all.add(new Latest(new Heartbeat(from, message.ready(), message.busy(), 0, message.port()), Optional.of(now)));
        }
        heard = byAddress(all);
        return room;
    }

    /** Replaces what was in the file before. */
    public void stored(List<Heartbeat> heartbeats) {
        // httpd: lastseen is not counted on, so a file that nobody writes any more stays as good as it was.
        stored = byAddress(heartbeats.stream().map(beat -> new Latest(beat, Optional.empty())).toList());
    }

    /**
     * What a server said last, if it was within the last {@value Heartbeat#SILENT_SECONDS} seconds. What was heard outweighs
     * what a file says. Several servers may share an address: if one of them said this port, it is that one; if none did, it is
     * the latest, since httpd compares nothing but addresses.
     *
     * @param address of a member: its host as the configuration has it
     */
    public Optional<Heartbeat> of(String address, int port, Instant now) {
        String key = canonical(address);
        List<Latest> known = Optional.ofNullable(heard.get(key)).or(() -> Optional.ofNullable(stored.get(key))).orElse(List.of());
        return known.stream().filter(one -> one.beat.port().equals(Optional.of(port))).reduce((_, last) -> last)
                .or(() -> known.stream().reduce(Heartbeats::later))
                .map(one -> one.asOf(now))
                .filter(Heartbeat::isRecent);
    }

    private static Latest later(Latest one, Latest other) {
        Comparator<Latest> bySight = Comparator.comparing((Latest latest) -> latest.at.orElse(Instant.MIN))
                .thenComparing(latest -> latest.beat.lastSeenSeconds(), Comparator.reverseOrder());
        return bySight.compare(one, other) > 0 ? one : other;
    }

    private static Map<String, List<Latest>> byAddress(List<Latest> all) {
        Map<String, List<Latest>> sorted = new HashMap<>();
        all.forEach(one -> sorted.computeIfAbsent(canonical(one.beat.address()), _ -> new ArrayList<>()).add(one));
        return Map.copyOf(sorted);
    }

    /** One spelling for each address; names as they are, since nobody looks them up. */
    private static String canonical(String address) {
        boolean isName = address.chars().anyMatch(c -> Character.digit(c, 16) < 0 && ".:[]".indexOf(c) < 0);
        try {
            return isName ? address.toLowerCase(Locale.ROOT) : InetAddress.ofLiteral(address).getHostAddress();
        } catch (IllegalArgumentException _) {
            return address.toLowerCase(Locale.ROOT);
        }
    }
}
