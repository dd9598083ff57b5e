package dev.culvert.micro;

import dev.culvert.ConfiguredSite;
import dev.culvert.frame.Follower;
import dev.culvert.frame.Sender;
import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import dev.culvert.http.Peer;
import dev.culvert.http.Request;
import dev.culvert.http.Version;
import dev.culvert.route.Arrival;
import dev.culvert.route.Course;
import dev.culvert.route.Router;
import dev.culvert.world.Answers;
import dev.culvert.world.Journal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What is decided without a socket, timed: {@code bench/micro} runs it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class PureParts {
    private static final Headers BROWSER = Headers.of("Host", "bench.test", "Connection", "Upgrade", "Upgrade", "websocket",
            "Sec-WebSocket-Version", "13", "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==", "Origin", "http://bench.test",
            "User-Agent", "Mozilla/5.0", "Accept-Encoding", "gzip, deflate", "Cookie", "session=0123456789abcdef");

    private static Router router(String lines) {
        return ConfiguredSite.router("ServerName bench.test\n" + lines);
    }

    private static Arrival arrival(String path) {
        InetAddress here = InetAddress.getLoopbackAddress();
        Request request = new Request("GET", path, Version.HTTP_1_1, BROWSER, Framing.NONE);
        return new Arrival(request, new Peer(new InetSocketAddress(here, 50_000), new InetSocketAddress(here, 80)), Instant.EPOCH);
    }

    private static Course route(Router router, Arrival arrival) {
        return router.route(arrival, Answers.none(), Journal.SILENT);
    }

    /** So many mappings, the request for one in their middle. */
    @State(Scope.Benchmark)
    public static class Mappings {
        @Param({"1", "10", "100", "1000", "10000"})
        public int count;
        Router router;
        Arrival arrival;

        @Setup
        public void read() {
            router = router(IntStream.range(0, count).mapToObj(i -> "ProxyPass /app" + i + "/ ws://127.0.0.1:9/app" + i + "/")
                    .collect(Collectors.joining("\n")));
            arrival = arrival("/app" + count / 2 + "/socket");
        }
    }

    @Benchmark
    public Course mappings(Mappings of) {
        return route(of.router, of.arrival);
    }

    /** So many rules that do not match, and behind them one that does. */
    @State(Scope.Benchmark)
    public static class Rules {
        @Param({"1", "200"})
        public int count;
        Router router;
        Arrival arrival;

        @Setup
        public void read() {
            router = router("RewriteEngine On\n" + IntStream.range(1, count).mapToObj(i -> "RewriteRule ^/app" + i + "/(.*)$ /x/$1")
                    .collect(Collectors.joining("\n")) + "\nRewriteCond %{HTTP:Upgrade} =websocket [NC]\n"
                    + "RewriteRule ^/ws/(.*)$ ws://127.0.0.1:9/$1 [P]");
            arrival = arrival("/ws/socket");
        }
    }

    @Benchmark
    public Course rules(Rules of) {
        return route(of.router, of.arrival);
    }

    /** One mapping, and header lines as many have them. */
    @State(Scope.Benchmark)
    public static class Edits {
        Router router;
        Arrival arrival;

        @Setup
        public void read() {
            router = router("""
                    RequestHeader set X-Forwarded-Proto expr=%{REQUEST_SCHEME}
                    RequestHeader set X-Real-IP %{REMOTE_ADDR}s
                    RequestHeader unset Accept-Encoding
                    RequestHeader edit Cookie session=[^;]* session=x
                    RequestHeader append Via culvert
                    ProxyPass / ws://127.0.0.1:9/
                    """);
            arrival = arrival("/socket");
        }
    }

    @Benchmark
    public Course edits(Edits of) {
        return route(of.router, of.arrival);
    }

    /** Masked frames of so many bytes, as a client sends them. */
    @State(Scope.Benchmark)
    public static class Frames {
        @Param({"64", "16384"})
        public int bytes;
        final Follower follower = new Follower(Sender.CLIENT, false);
        byte[] head = {};

        @Setup
        public void write() {
            head = bytes < 126 ? new byte[] {(byte) 0x82, (byte) (0x80 | bytes), 1, 2, 3, 4}
                    : new byte[] {(byte) 0x82, (byte) 0xFE, (byte) (bytes >> 8), (byte) bytes, 1, 2, 3, 4};
        }
    }

    @Benchmark
    public long frame(Frames of) {
        for (byte one : of.head) {
            of.follower.take(one);
        }
        of.follower.skip(of.bytes);
        return of.follower.messages();
    }
}
