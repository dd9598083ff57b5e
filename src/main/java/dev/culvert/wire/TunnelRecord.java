package dev.culvert.wire;

import dev.culvert.balance.Backend;
import dev.culvert.balance.Claim;
import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import dev.culvert.http.Response;
import dev.culvert.http.Version;
import dev.culvert.proxy.Ending;
import dev.culvert.proxy.Exchange;
import dev.culvert.proxy.Outcome.Reuse;
import dev.culvert.http.Peer;
import dev.culvert.world.Level;
import dev.culvert.world.Remark;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is left of an exchange while its tunnel is open: as much as its end has to tell. Where no access log will ask for
 * it, the exchange itself is let go, and an idle tunnel is two sockets and a few small objects.
 */
final class TunnelRecord implements Tunnel.End {
    private final Wire wire;
    private final ServedSite site;
    private final Peer peer;
    private final Optional<Exchange> exchange;
    private final Optional<Backend> backend;
    private final Headers sent;
    private final long received;
    private final long delivered;
    private final Instant started;
    private final long startedNanos;
    private final int keptAlive;
    private final Admission admission;
    private final Optional<Claim> claim;

    /** @param soFar what the exchange would have said, had it ended with the 101 */
    TunnelRecord(Wire wire, ServedSite site, Peer peer, Exchange exchange, Ending soFar, Admission admission) {
        this.wire = wire;
        this.site = site;
        this.peer = peer;
        this.exchange = site.access().isEmpty() ? Optional.empty() : Optional.of(exchange);
        this.backend = exchange.backend();
        this.claim = exchange.claim();
        this.sent = site.access().isEmpty() ? Headers.NONE : soFar.sent().headers();
        this.received = soFar.received();
        this.delivered = soFar.delivered();
        this.started = soFar.started();
        this.startedNanos = System.nanoTime() - soFar.took().toNanos();
        this.keptAlive = soFar.keptAlive();
        this.admission = admission;
        backend.ifPresent(b -> wire.live(b).tunnelOpened());
    }

    @Override
    public void ended(Tunnel tunnel, Tunnel.Reason reason) {
        backend.map(wire::live).ifPresent(live -> {
            live.tunnelClosed();
            live.transferred(tunnel.up().bytes());
            live.read(tunnel.down().bytes());
        });
        wire.tunnelClosed(tunnel);
        admission.leave();
        claim.ifPresent(Claim::release);
        wire.remark(site, peer, new Remark(Level.DEBUG, "proxy_http", "AH10239", "a tunnel ended: " + reason.words()
                + tunnel.notes()));
        exchange.ifPresent(e -> site.access().write(e.ended(ending(tunnel))));
    }

    private Ending ending(Tunnel tunnel) {
        Response head = new Response(101, "", Version.HTTP_1_1, sent, Framing.NONE);
        return new Ending(head, 0, received + tunnel.up().bytes(), delivered + tunnel.down().bytes(), started,
                Duration.ofNanos(System.nanoTime() - startedNanos), Reuse.CLOSED, keptAlive);
    }

    @Override
    public void broken(Throwable cause) {
        wire.broken(cause);
    }
}
