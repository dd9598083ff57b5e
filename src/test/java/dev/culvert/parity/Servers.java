package dev.culvert.parity;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The servers of the setup that is in use: one of each subject, started when first asked for. */
final class Servers implements AutoCloseable {
    private final Map<Subject, Server> running = new LinkedHashMap<>();
    private Optional<Setup> current = Optional.empty();

    /** The server of that subject with that setup; the servers of another setup are stopped. */
    synchronized Server get(Subject subject, Setup setup) throws IOException {
        if (!current.equals(Optional.of(setup))) {
            close();
            current = Optional.of(setup);
        }
        @Nullable Server known = running.get(subject);
        Server server = known == null ? Server.start(subject, setup) : known;
        running.put(subject, server);
        return server;
    }

    @Override
    public synchronized void close() throws IOException {
        for (Server server : List.copyOf(running.values())) {
            server.close();
        }
        running.clear();
    }
}
