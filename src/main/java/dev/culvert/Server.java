package dev.culvert;

import dev.culvert.admin.Desk;
import dev.culvert.admin.Keeper;
import dev.culvert.balance.Balancer;
import dev.culvert.balance.BalancerParameters;
import dev.culvert.balance.HeartbeatDirectives;
import dev.culvert.balance.Heartbeats;
import dev.culvert.balance.LbMethod;
import dev.culvert.balance.LiveBackends;
import dev.culvert.balance.LiveBalancers;
import dev.culvert.config.Configuration;
import dev.culvert.config.ConnectionDirectives;
import dev.culvert.config.Listen;
import dev.culvert.config.ProcessDirectives;
import dev.culvert.directive.Settings;
import dev.culvert.world.Level;
import dev.culvert.log.ErrorLog;
import dev.culvert.log.LogFailure;
import dev.culvert.log.LogFiles;
import dev.culvert.wire.Wire;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A running Culvert. Also the way to embed one in a program: start it with a configuration, close it when done. */
public final class Server implements AutoCloseable {
    private final LogFiles logs;
    private final Wire wire;
    private final Keeper keeper;
    private final Generation generation;
    private final LiveBalancers live;
    private final List<InetSocketAddress> addresses = new ArrayList<>();

    private Server(LogFiles logs, Generation generation, LiveBalancers live, Keeper keeper) {
        this.keeper = keeper;
        this.logs = logs;
        this.generation = generation;
        this.live = live;
        this.wire = new Wire(Runtime.getRuntime().availableProcessors(), () -> generation, live.backends(),
                Clock.system(ZoneId.systemDefault()));
    }

    /**
     * Opens the logs and listeners.
     *
     * @param out where {@code /dev/stdout} goes
     * @param err where {@code /dev/stderr} goes
     * @throws StartFailure with a sentence for the administrator
     */
    public static Server start(Configuration configuration, OutputStream out, OutputStream err) throws StartFailure {
        LogFiles logs = new LogFiles(configuration.serverRoot(), Clock.system(ZoneId.systemDefault()), out, err);
        try {
            LiveBalancers live = new LiveBalancers(new LiveBackends(), Clock.system(ZoneId.systemDefault()),
                    new Heartbeats(configuration.main().settings().get(HeartbeatDirectives.MAX_SERVERS)));
            ErrorLog errors = ErrorLog.of(configuration.main().settings(), logs);
            Keeper keeper = new Keeper(changesOf(configuration), remark -> errors.log(remark.level(), remark.module(), "", remark.text()));
            Desk desk = new Desk(live, keeper, Clock.systemUTC(), Version.built());
            Generation generation = Generation.of(configuration, logs, live, desk);
            live.adopt(generation.balancers());
            Server server = new Server(logs, generation, live, keeper);
            keeper.restore();
            server.open(configuration);
            return server;
        } catch (LogFailure failure) {
            logs.close();
            throw new StartFailure(String.valueOf(failure.getMessage()) + "\nAH00015: Unable to open logs");
        }
    }

    /** Where httpd keeps such files too. */
    private static Path changesOf(Configuration configuration) {
        return configuration.resolve(configuration.main().settings().get(ProcessDirectives.DEFAULT_RUNTIME_DIR).orElse("logs"))
                .resolve("culvert-balancers.persist");
    }

    private void open(Configuration configuration) throws StartFailure {
        if (configuration.listens().isEmpty()) {
            close();
            throw new StartFailure("no Listen names a port: there is nothing to serve\nAH00015: Unable to open logs");
        }
        prepareTls();
        int backlog = configuration.main().settings().get(ConnectionDirectives.LISTEN_BACKLOG);
        for (Listen listen : configuration.listens()) {
            try {
                addresses.add(wire.listen(listen.address(), backlog));
            } catch (IOException e) {
                close();
                throw new StartFailure("AH00072: cannot listen on " + listen + ": " + e.getMessage());
            }
        }
        listenForHeartbeats(configuration);
        generation.follow(wire.checks());
        note("AH00489", "Culvert/" + Version.number() + " serves " + addresses + " (" + Wire.description() + ")");
    }

    private void prepareTls() throws StartFailure {
        try {
            wire.prepare(generation.secured());
        } catch (IOException e) {
            close();
            throw new StartFailure("AH02311: cannot begin TLS: " + e.getMessage());
        }
    }

    /** Only where a balancer goes by them: httpd has no other use for them either. */
    private void listenForHeartbeats(Configuration configuration) throws StartFailure {
        Settings main = configuration.main().settings();
        if (generation.balancers().stream().noneMatch(Server::goesByHeartbeats)) {
            return;
        }
        wire.readHeartbeats(configuration.serverRoot().resolve(main.get(HeartbeatDirectives.STORAGE)), live.heartbeats());
        try {
            if (main.get(HeartbeatDirectives.LISTEN).isPresent()) {
                wire.listenForHeartbeats(main.get(HeartbeatDirectives.LISTEN).get(), live.heartbeats());
            }
        } catch (IOException e) {
            close();
            throw new StartFailure(String.valueOf(e.getMessage()));
        }
    }

    private static boolean goesByHeartbeats(Balancer balancer) {
        return balancer.parameters().get(BalancerParameters.LB_METHOD) == LbMethod.HEARTBEAT;
    }

    /** The addresses that are listened on, with the ports that were chosen where 0 was asked for. */
    public List<InetSocketAddress> addresses() {
        return List.copyOf(addresses);
    }

    /** Tunnels that are open now. */
    public int openTunnels() {
        return wire.openTunnels();
    }

    /**
     * Exchanges that wait because as many as its {@code max=} allows are at the backend.
     *
     * @param identity the backend's URL
     */
    public int waiting(String identity) {
        return Math.toIntExact(live.backends().of(identity).waiting());
    }

    private void note(String number, String text) {
        generation.main().errors().log(Level.NOTICE, "core", Optional.empty(), number, text);
    }

    /** Ends every connection, writes what the logs still have to say, and closes them. */
    @Override
    public void close() {
        wire.close();
        keeper.close();
        note("AH00491", "stopped");
        logs.close();
    }
}
