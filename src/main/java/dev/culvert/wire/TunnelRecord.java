package dev.culvert.wire;

import dev.culvert.balance.Claim;
import dev.culvert.balance.Live;
import dev.culvert.log.ErrorLog;
import dev.culvert.log.TunnelLines;
import dev.culvert.proxy.Ending;
import dev.culvert.proxy.Exchange;
import dev.culvert.proxy.Tally;
import dev.culvert.proxy.TunnelEnd;
import dev.culvert.proxy.TunnelFacts;
import dev.culvert.world.Level;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * What is left of an exchange while its tunnel is open: as much as its end has to tell. Neither the exchange nor anything
 * of the configuration it came by is kept, so that a tunnel of years holds no generation of years ago.
 */
final class TunnelRecord implements Tunnel.End {
    private final Wire wire;
    private final ErrorLog errors;
    private final SocketAddress client;
    private final TunnelLines lines;
    private final Optional<Live> backend;
    private final Tally soFar;
    private final long startedNanos;
    private final Admission admission;
    private final Optional<Claim> claim;

    /** @param soFar what the exchange came to with the 101 */
    TunnelRecord(Wire wire, ServedSite site, SocketAddress client, Exchange exchange, Ending soFar, TunnelFacts facts,
            Admission admission) {
        this.wire = wire;
        this.errors = site.errors();
        this.client = client;
        this.lines = site.access().begin(exchange.account().opened(soFar, facts));
        this.backend = exchange.backend().map(wire::live);
        this.claim = exchange.claim();
        this.soFar = soFar.tally();
        this.startedNanos = System.nanoTime() - soFar.tally().took().toNanos();
        this.admission = admission;
        backend.ifPresent(Live::tunnelOpened);
    }

    @Override
    public void ended(Tunnel tunnel, Tunnel.Reason reason) {
        backend.ifPresent(live -> {
            live.tunnelClosed();
            live.transferred(tunnel.up().bytes());
            live.read(tunnel.down().bytes());
        });
        Duration took = Duration.ofNanos(System.nanoTime() - startedNanos);
        TunnelEnd end = new TunnelEnd(tunnel.facts(), tunnel.traffic(), took.minus(tunnel.facts().handshake()), tunnel.code(),
                tunnel.by(reason), reason.words() + tunnel.notes());
        wire.tunnels().ended(end);
        admission.leave();
        claim.ifPresent(Claim::release);
        errors.log(Level.DEBUG, "proxy_http", Optional.of(client), "AH10239", "a tunnel ended: " + end.why());
        Tally tally = new Tally(soFar.received() + tunnel.up().bytes(), soFar.delivered() + tunnel.down().bytes(), soFar.started(), took,
                Optional.of(end));
        wire.totals().ended(tally);
        lines.finish(tally);
    }

    @Override
    public void noticed(Level level, String sentence) {
        errors.log(level, "culvert", Optional.of(client), "", sentence);
    }

    @Override
    public void broken(Throwable cause) {
        wire.broken(cause);
    }
}
