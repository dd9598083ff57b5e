package dev.culvert;

import dev.culvert.balance.LiveBackends;
import dev.culvert.config.Configuration;
import dev.culvert.config.ConnectionDirectives;
import dev.culvert.config.Listen;
import dev.culvert.world.Level;
import dev.culvert.log.LogFailure;
import dev.culvert.log.LogFiles;
import dev.culvert.wire.Wire;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A running Culvert. Also the way to embed one in a program: start it with a configuration, close it when done. */
public final class Server implements AutoCloseable {
    private final LogFiles logs;
    private final Wire wire;
    private final Generation generation;
    private final List<InetSocketAddress> addresses = new ArrayList<>();

    private Server(LogFiles logs, Generation generation) {
        this.logs = logs;
        this.generation = generation;
        this.wire = new Wire(Runtime.getRuntime().availableProcessors(), () -> generation, new LiveBackends(),
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
            Server server = new Server(logs, Generation.of(configuration, logs));
            server.open(configuration);
            return server;
        } catch (LogFailure failure) {
            logs.close();
            throw new StartFailure(String.valueOf(failure.getMessage()) + "\nAH00015: Unable to open logs");
        }
    }

    private void open(Configuration configuration) throws StartFailure {
        if (configuration.listens().isEmpty()) {
            close();
            throw new StartFailure("no Listen names a port: there is nothing to serve\nAH00015: Unable to open logs");
        }
        int backlog = configuration.main().settings().get(ConnectionDirectives.LISTEN_BACKLOG);
        for (Listen listen : configuration.listens()) {
            try {
                addresses.add(wire.listen(listen.address(), backlog));
            } catch (IOException e) {
                close();
                throw new StartFailure("AH00072: cannot listen on " + listen + ": " + e.getMessage());
            }
        }
        note("AH00489", "Culvert/" + Version.number() + " serves " + addresses + " (" + Wire.description() + ")");
    }

    /** The addresses that are listened on, with the ports that were chosen where 0 was asked for. */
    public List<InetSocketAddress> addresses() {
        return List.copyOf(addresses);
    }

    /** Tunnels that are open now. */
    public int openTunnels() {
        return wire.openTunnels();
    }

    private void note(String number, String text) {
        generation.main().errors().log(Level.NOTICE, "core", Optional.empty(), number, text);
    }

    /** Ends every connection, writes what the logs still have to say, and closes them. */
    @Override
    public void close() {
        wire.close();
        note("AH00491", "stopped");
        logs.close();
    }
}
