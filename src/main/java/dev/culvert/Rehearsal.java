package dev.culvert;

import dev.culvert.demo.EchoBackend;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * What the build does once, so that every start after it is quick: a server serves what servers serve, and the JVM that looks
 * on ({@code -XX:AOTCacheOutput}) writes down which classes that took and which methods were busy. {@code ./culvert} reads it.
 */
public final class Rehearsal {
    /** Enough for the JIT to have its opinion about what is done for each request and message. */
    private static final int ROUNDS = 1500;
    private static final String FILE = "httpd.conf";
    /** One of everything that many have: what is here need not be loaded, read and verified at the next start. */
    private static final String PLAY = """
            Listen 127.0.0.1:0
            ServerName localhost
            PidFile culvert.pid
            ErrorLog error.log
            LogFormat "%h %l %u %t \\"%r\\" %>s %b \\"%{User-Agent}i\\"" combined
            CustomLog access.log combined
            ProxyTimeout 60
            ProxyPreserveHost On
            RequestHeader set X-Forwarded-Proto expr=%{REQUEST_SCHEME}
            RewriteEngine On
            RewriteCond %{HTTP:Upgrade} =websocket [NC]
            RewriteRule ^/rule/(.*)$ ws://${BACKEND}/$1 [P]
            <Location /server-status>
                SetHandler server-status
                Require ip 127.0.0.1
            </Location>
            <Proxy balancer://pool>
                BalancerMember ws://${BACKEND}
            </Proxy>
            ProxyPass /server-status !
            ProxyPass /pool/ balancer://pool/
            ProxyPass /ws/ ws://${BACKEND}/
            ProxyPassMatch ^/(match/.*)$ ws://${BACKEND}/$1
            ProxyPass / http://${BACKEND}/
            """;
    private static final String SECURE = """
            Protocols h2 http/1.1
            H2WebSockets On
            SSLEngine On
            SSLCertificateFile cert.pem
            SSLCertificateKeyFile key.pem
            """;

    private final Path folder;
    private final int rounds;
    private final PrintStream out;

    private Rehearsal(Path folder, int rounds, PrintStream out) {
        this.folder = folder;
        this.rounds = rounds;
        this.out = out;
    }

    /** Ends with 0 if all went as it should; otherwise with 1 and a line that says what did not. */
    public static void main(String[] args) {
        PrintStream out = Main.stream(FileDescriptor.out);
        PrintStream err = Main.stream(FileDescriptor.err);
        System.exit(run(ROUNDS, out, err));
    }

    /**
     * Plays it, in a folder of its own that is gone afterwards.
     *
     * @param rounds how often each thing is asked for
     * @return the exit code
     */
    public static int run(int rounds, PrintStream out, PrintStream err) {
        try {
            Path folder = Files.createTempDirectory("culvert-rehearsal");
            try {
                new Rehearsal(folder, rounds, out).play();
            } finally {
                remove(folder);
            }
            return 0;
        } catch (IOException | StartFailure | GeneralSecurityException | RuntimeException trouble) {
            err.println("culvert: the rehearsal failed: " + trouble);
            return 1;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static void remove(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(folder)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path one : all) {
            Files.delete(one);
        }
    }

    private void play() throws IOException, StartFailure, GeneralSecurityException, InterruptedException {
        try (EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, transport()); EchoBackend backend = EchoBackend.start(loop)) {
            String define = "Define BACKEND 127.0.0.1:" + backend.port();
            serve(define, PLAY, Optional.empty());
            Optional<SSLContext> clients = SelfSigned.in(folder);
            if (clients.isPresent()) {
                serve(define, PLAY + SECURE, clients);
            }
        }
    }

    /** The one that the server has too: with two kinds of socket in one JVM, the JIT would think that there always are. */
    private static IoHandlerFactory transport() {
        return Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    }

    private void serve(String define, String lines, Optional<SSLContext> clients)
            throws IOException, StartFailure, InterruptedException {
        Path file = Files.writeString(folder.resolve(FILE), lines);
        if (!(CommandLine.parse("-f", file.toString(), "-C", define) instanceof CommandLine.Understood(CommandLine line))) {
            throw new StartFailure("the command line was not understood");
        }
        Supplier<Loading> source = () -> Loading.of(line);
        Loading loading = source.get();
        PidFile pidFile = new PidFile(loading.configuration());
        try (Server server = Server.start(loading, source, out, out)) {
            pidFile.write();
            server.relieve();
            try (Audience audience = new Audience(server.address().getPort(), clients)) {
                audience.ask(rounds);
            }
            server.reload();
        } finally {
            pidFile.delete();
        }
    }
}
