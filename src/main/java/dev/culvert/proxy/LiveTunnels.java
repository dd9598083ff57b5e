package dev.culvert.proxy;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The tunnels that are open now. There is one for the whole program: it outlives every generation. */
public final class LiveTunnels {
    private final Map<Long, LiveTunnel> open = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();
    private final List<Watcher> watchers;

    /** Who counts tunnels, or tells of them. Called on the event loop of the tunnel: it must not wait. */
    public interface Watcher {
        void opened(LiveTunnel tunnel);

        void ended(TunnelEnd end);
    }

    public LiveTunnels(Watcher... watchers) {
        this.watchers = List.of(watchers);
    }

    /** The number of the next tunnel. */
    public long nextId() {
        return lastId.incrementAndGet();
    }

    public void opened(LiveTunnel tunnel) {
        open.put(tunnel.facts().id(), tunnel);
        watchers.forEach(watcher -> watcher.opened(tunnel));
    }

    public void ended(TunnelEnd end) {
        open.remove(end.facts().id());
        watchers.forEach(watcher -> watcher.ended(end));
    }

    /** A view that changes as tunnels come and go; in no order. */
    public Collection<LiveTunnel> all() {
        return Collections.unmodifiableCollection(open.values());
    }

    public Optional<LiveTunnel> find(long id) {
        return Optional.ofNullable(open.get(id));
    }

    public int size() {
        return open.size();
    }
}
