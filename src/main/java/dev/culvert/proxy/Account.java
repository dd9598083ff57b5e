package dev.culvert.proxy;

import dev.culvert.balance.Backend;
import dev.culvert.http.Peer;
import dev.culvert.http.Request;
import dev.culvert.route.Scene;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What there is to tell of an exchange: to the logs, to those who count, and to those who look at its tunnel. */
public final class Account {
    private final Site site;
    private final Request arrived;
    private final Scene scene;
    private final Optional<Backend> backend;
    private final Ask ask;
    private final Settling settling;

    Account(Site site, Request arrived, Scene scene, Optional<Backend> backend, Ask ask, Settling settling) {
        this.site = site;
        this.arrived = arrived;
        this.scene = scene;
        this.backend = backend;
        this.ask = ask;
        this.settling = settling;
    }

    /**
     * What there is to know of the tunnel that it became.
     *
     * @param handshake since the head had been read
     */
    public TunnelFacts facts(Action.Tunnel agreed, long id, Instant now, Duration handshake) {
        Backend to = backend.orElseThrow();
        Peer from = scene.peer();
        int query = arrived.target().indexOf('?');
        return new TunnelFacts(id, from.ip(), from.address().getPort(), site.serverName(),
                query < 0 ? arrived.target() : arrived.target().substring(0, query), to.balancer(), to.name(), arrived.version(),
                agreed.protocol(), agreed.head().headers().first("Sec-WebSocket-Protocol").orElse(""), now, handshake);
    }

    /** It has ended. */
    public Outcome ended(Ending ending) {
        settled(ending);
        return outcome(ending, Optional.empty());
    }

    /** The same of an exchange that has become a tunnel, of which nothing else will be known but its tally. */
    public Outcome opened(Ending soFar, TunnelFacts tunnel) {
        settled(soFar);
        return outcome(soFar, Optional.of(tunnel));
    }

    /** Whoever counts is told once. */
    private void settled(Ending ending) {
        site.watcher().settled(settling.settled(site.serverName(), arrived, ask, backend, ending));
    }

    private Outcome outcome(Ending ending, Optional<TunnelFacts> tunnel) {
        scene.answered(ending.sent());
        return new Outcome(arrived.with(scene.request().headers()), site.serverName(), scene.identity(), scene.peer(), scene,
                scene.file(), backend.map(Backend::name).orElse(""), ending.sent().status(), ending.sent().headers(),
                ending.bodyBytes(), ending.tally(), ending.reuse(), ending.keptAlive(), tunnel);
    }
}
