package dev.culvert.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ServerSocketFactory;

/** A server that does what the test says: every connection that comes is handed over, in the order of arrival. */
public final class ScriptedBackend implements AutoCloseable {
    private final Door door;
    private final LinkedBlockingQueue<RawConnection> waiting = new LinkedBlockingQueue<>();
    private final List<RawConnection> all = new ArrayList<>();
    private final Thread acceptor;
    private Consumer<RawConnection> host = waiting::add;

    private ScriptedBackend(Door door) {
        this.door = door;
        this.acceptor = Thread.ofVirtual().name("scripted backend").start(this::accept);
    }

    /** On a free port of 127.0.0.1. */
    public static ScriptedBackend tcp() {
        return tcp(ServerSocketFactory.getDefault());
    }

    /** On a free port of 127.0.0.1, with sockets of that factory: TLS, for instance. */
    public static ScriptedBackend tcp(ServerSocketFactory sockets) {
        try {
            return new ScriptedBackend(new TcpDoor(sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress())));
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }

    /** On a unix-domain socket that is made at that path. */
    public static ScriptedBackend unix(Path path) {
        try {
            ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            channel.bind(UnixDomainSocketAddress.of(path));
            return new ScriptedBackend(new UnixDoor(channel));
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }

    /** The TCP port; 0 for a unix-domain socket. */
    public int port() {
        return door.port();
    }

    /** The next connection that nobody took yet. */
    public RawConnection next() {
        return next(RawConnection.PATIENCE);
    }

    public RawConnection next(Duration patience) {
        try {
            RawConnection connection = waiting.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (connection == null) {
                throw new Unmet("Expected a connection to the backend but none came in time.");
            }
            return connection;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new Unmet("Interrupted while waiting for a connection to the backend.");
        }
    }

    /** How many connections came since the last {@link #forget()}. */
    public synchronized int connections() {
        return all.size();
    }

    /**
     * From now on each connection is served by this, on a thread of its own, instead of waiting for {@link #next()}; so are
     * those that wait already.
     */
    public synchronized void serve(Consumer<RawConnection> how) {
        host = connection -> Thread.ofVirtual().start(() -> untilOver(how, connection));
        var early = new ArrayList<RawConnection>();
        waiting.drainTo(early);
        early.forEach(host);
    }

    private static void untilOver(Consumer<RawConnection> how, RawConnection connection) {
        try {
            how.accept(connection);
        } catch (Unmet over) {
            // nothing more came: the connection has done what it was there for
        }
    }

    /** Closes every connection that came, and starts afresh. */
    public synchronized void forget() {
        all.forEach(RawConnection::close);
        all.clear();
        waiting.clear();
        host = waiting::add;
    }

    /** After this nobody answers there: the door is only shut once its thread has left it. */
    @Override
    public void close() {
        try {
            door.close();
            acceptor.join(RawConnection.PATIENCE);
        } catch (IOException alreadyClosed) {
            // nothing is left to close
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        forget();
    }

    private void accept() {
        try {
            while (true) {
                welcome(new RawConnection(door.accept()));
            }
        } catch (IOException closed) {
            // the backend was closed, which is how this loop ends
        }
    }

    private synchronized void welcome(RawConnection connection) {
        all.add(connection);
        host.accept(connection);
    }

    private sealed interface Door {
        Link accept() throws IOException;

        int port();

        void close() throws IOException;
    }

    private record TcpDoor(ServerSocket socket) implements Door {
        @Override
        public Link accept() throws IOException {
            Socket accepted = socket.accept();
            accepted.setTcpNoDelay(true);
            return new Link.Tcp(accepted);
        }

        @Override
        public int port() {
            return socket.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private record UnixDoor(ServerSocketChannel channel) implements Door {
        @Override
        public Link accept() throws IOException {
            return new Link.Unix(channel.accept());
        }

        @Override
        public int port() {
            return 0;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
