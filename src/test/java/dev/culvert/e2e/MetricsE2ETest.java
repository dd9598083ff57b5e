package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.testing.Exposition;
import dev.culvert.testing.RawConnection;
import dev.culvert.testing.ScriptedBackend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus gets to see of real handshakes, refusals and pages; and that dashboard and documentation know the same names. */
class MetricsE2ETest {
    private static final Pattern NAME = Pattern.compile("\\b(?:culvert|process)_[a-z_]+[a-z]");

    private static final String REFUSED = "HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

    private final HttpClient http = HttpClient.newHttpClient();
    private ScriptedBackend scripted;
    private Running culvert;
    private String backend;
    private String lane;

    @BeforeEach
    void start() throws Exception {
        scripted = ScriptedBackend.tcp();
        backend = "ws://127.0.0.1:" + scripted.port();
        lane = "{backend=\"" + backend + "\",host=\"e2e.test\",mapping=\"balancer://chat\"";
        culvert = Running.with("<Location /metrics>", "SetHandler prometheus-metrics", "</Location>",
                "<Location /secret>", "Require all denied", "</Location>",
                "ProxyPass /metrics !", "ProxyPass /direct/ " + backend + "/", "ProxyPass /gone ws://127.0.0.1:1/",
                "ProxyPass /none balancer://none/",
                "<Proxy balancer://none>", "BalancerMember ws://127.0.0.1:1 status=+D", "</Proxy>",
                "ProxyPass / balancer://chat/", "<Proxy balancer://chat>", "BalancerMember " + backend + " timeout=1", "</Proxy>");
    }

    @AfterEach
    void stop() {
        culvert.close();
        scripted.close();
    }

    private HttpResponse<String> get(String path, String accept) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + culvert.port() + path))
                .header("Accept", accept).build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Exposition scrape() {
        HttpResponse<String> page = get("/metrics", "text/plain");
        assertThat(page.statusCode()).isEqualTo(200);
        return Exposition.of(page.body());
    }

    /** The scrape that has this, once there is one. */
    private Exposition scrapeWith(String series, double value) {
        return Awaitility.await().atMost(Running.PATIENCE).until(this::scrape, page -> page.value(series) == value);
    }

    /** Asks for a tunnel. */
    private RawConnection asks(String path) {
        RawConnection client = culvert.client();
        client.send(TunnelsTest.UPGRADE.replace("/ws/a", path));
        return client;
    }

    private RawConnection opens(RawConnection client) {
        RawConnection at = scripted.next();
        at.head();
        at.send(TunnelsTest.AGREED);
        assertThat(client.head().status()).isEqualTo(101);
        return at;
    }

    private int answered(String path, String answer) {
        try (RawConnection client = asks(path)) {
            if (!answer.isEmpty()) {
                RawConnection at = scripted.next();
                at.head();
                at.send(answer);
            }
            return client.head().status();
        }
    }

    private static String outcome(String word) {
        return "culvert_handshakes_total{host=\"e2e.test\",outcome=\"" + word + "\"}";
    }

    @Test
    void aTunnelIsSeenWhileItIsOpenAndAfterwards() {
        try (RawConnection client = asks("/ws/a"); RawConnection at = opens(client)) {
            client.send("hello");
            assertThat(at.read(5)).isEqualTo("hello");
            at.send("hello you");
            assertThat(client.read(9)).isEqualTo("hello you");
            Exposition open = scrapeWith("culvert_tunnels_open" + lane + "}", 1);
            assertThat(open.value("culvert_tunnel_bytes_total{backend=\"" + backend + "\",direction=\"from_client\",host=\"e2e.test\","
                    + "mapping=\"balancer://chat\"}")).isEqualTo(5);
            assertThat(open.value(outcome("tunnelled"))).isEqualTo(1);
            assertThat(open.value("culvert_handshake_duration_seconds_count{host=\"e2e.test\"}")).isEqualTo(1);
            assertThat(open.value("culvert_requests_total{code=\"1xx\",host=\"e2e.test\",method=\"GET\"}")).isEqualTo(1);
            assertThat(open.value("culvert_member_busy{backend=\"" + backend + "\",balancer=\"balancer://chat\"}")).isEqualTo(1);
            assertThat(open.value("culvert_member_up{backend=\"" + backend + "\",balancer=\"balancer://chat\"}")).isEqualTo(1);
            assertThat(open.value("culvert_member_up{backend=\"ws://127.0.0.1:1\",balancer=\"balancer://none\"}")).isZero();
        }
        Exposition ended = scrapeWith("culvert_tunnels_open" + lane + "}", 0);
        assertThat(ended.sum("culvert_tunnels_ended_total{backend=\"" + backend + "\"")).isEqualTo(1);
        assertThat(ended.value("culvert_tunnel_bytes_total{backend=\"" + backend + "\",direction=\"from_backend\",host=\"e2e.test\","
                + "mapping=\"balancer://chat\"}")).isEqualTo(9);
        assertThat(ended.value("culvert_tunnel_duration_seconds_count{host=\"e2e.test\",mapping=\"balancer://chat\"}")).isEqualTo(1);
    }

    /** Not through the balancer, which would leave the member alone after the first. */
    @Test
    void everyHandshakeHasItsOutcome() {
        assertThat(answered("/direct/", REFUSED)).isEqualTo(404);
        assertThat(answered("/direct/", TunnelsTest.AGREED.replaceAll("Accept: .*", "Accept: wrong"))).isEqualTo(502);
        assertThat(answered("/direct/", "nonsense\r\n\r\n")).isIn(500, 502);
        assertThat(answered("/gone", "")).isEqualTo(503);
        assertThat(answered("/none", "")).isEqualTo(503);
        assertThat(answered("/secret", "")).isEqualTo(403);
        assertThat(answered("/metrics", "")).isEqualTo(200);
        Exposition page = scrapeWith(outcome("answered"), 1);
        for (String word : Set.of("refused", "unverified", "broken", "unreachable", "no_backend", "denied")) {
            assertThat(page.value(outcome(word))).as(word).isEqualTo(1);
        }
        assertThat(page.value(outcome("tunnelled"))).isZero();
        assertThat(page.has(outcome("abandoned"))).as("a zero is there from the start").isTrue();
    }

    @Test
    void silenceAndAClientThatLeavesAreToldApart() {
        try (RawConnection client = asks("/a"); RawConnection at = scripted.next()) {
            at.head();
            assertThat(client.head().status()).as("timeout=1").isEqualTo(502);
        }
        RawConnection leaver = asks("/a");
        scripted.next().head();
        leaver.reset();
        assertThat(scrapeWith(outcome("abandoned"), 1).value(outcome("timed_out"))).isEqualTo(1);
    }

    @Test
    void whatIsNoHandshakeIsARequest() {
        culvert.client().send("BREW /secret HTTP/1.1\r\nHost: e2e.test\r\n\r\n");
        Exposition page = scrapeWith("culvert_requests_total{code=\"4xx\",host=\"e2e.test\",method=\"OTHER\"}", 1);
        assertThat(page.sum("culvert_handshakes_total")).isZero();
    }

    @Test
    void bothTextFormatsAreSpoken() {
        HttpResponse<String> text = get("/metrics", "*/*");
        assertThat(text.headers().firstValue("Content-Type")).hasValueSatisfying(
                type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
        HttpResponse<String> open = get("/metrics", "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3");
        assertThat(open.headers().firstValue("Content-Type")).hasValueSatisfying(
                type -> assertThat(type).startsWith("application/openmetrics-text"));
        assertThat(open.body()).endsWith("# EOF\n");
        Exposition.of(open.body());
    }

    /** One tunnel has to have been there, so that there is something of everything. */
    private Exposition full() {
        try (RawConnection client = asks("/ws/a"); RawConnection at = opens(client)) {
            at.finish();
            client.finish();
        }
        scrapeWith("culvert_tunnels_open" + lane + "}", 0);
        return Awaitility.await().atMost(Running.PATIENCE).until(() -> {
            try (RawConnection client = asks("/ws/a"); RawConnection _ = opens(client)) {
                return scrape();
            }
        }, page -> page.names().contains("culvert_event_loop_delay_seconds_count"));
    }

    private static Set<String> names(String text) {
        return NAME.matcher(text).results().map(found -> found.group()).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theDashboardAsksForNothingThatIsNotThere() throws IOException {
        String dashboard = Files.readString(Path.of("docs", "grafana", "culvert.json"));
        Matcher queries = Pattern.compile("\"(?:expr|query|definition)\": \"((?:[^\"\\\\]|\\\\.)*)\"").matcher(dashboard);
        Set<String> asked = names(queries.results().map(query -> query.group(1)).collect(Collectors.joining("\n")));
        assertThat(asked).hasSizeGreaterThan(15);
        assertThat(full().names()).containsAll(asked);
    }

    @Test
    void theDocumentationHasTheSameNames() throws IOException {
        String page = Files.readString(Path.of("docs", "metrics.md"));
        Set<String> told = page.lines().filter(line -> line.startsWith("| `")).map(line -> line.substring(3, line.indexOf('`', 3)))
                .collect(Collectors.toCollection(TreeSet::new));
        Exposition all = full();
        // The older format has no histogram of what may become less, and says its sums apart.
        Set<String> families = all.families().stream().filter(name -> !name.matches(".*_g(?:sum|count)"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(told).isEqualTo(families);
        String alerts = page.lines().filter(line -> line.strip().startsWith("expr:")).collect(Collectors.joining("\n"));
        assertThat(names(alerts)).isNotEmpty().isSubsetOf(all.names());
    }

    @Test
    void flightRecorderHasHandshakesAndTunnels(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("culvert.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("culvert.Handshake");
            recording.enable("culvert.Tunnel");
            recording.start();
            try (RawConnection client = asks("/ws/a?token=secret"); RawConnection at = opens(client)) {
                client.send("hello");
                assertThat(at.read(5)).isEqualTo("hello");
            }
            assertThat(answered("/secret", "")).isEqualTo(403);
            scrapeWith("culvert_tunnels_open" + lane + "}", 0);
            recording.stop();
            recording.dump(file);
        }
        RecordedEvent tunnel = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals("culvert.Tunnel")).findFirst().orElseThrow();
        assertThat(tunnel.getString("host")).isEqualTo("e2e.test");
        assertThat(tunnel.getString("path")).isEqualTo("/ws/a");
        assertThat(tunnel.getString("backend")).isEqualTo(backend);
        assertThat(tunnel.getLong("up")).isEqualTo(5);
        assertThat(tunnel.getString("by")).isIn("client", "backend");
        assertThat(tunnel.getDuration("lasted")).isPositive();
        assertThat(RecordingFile.readAllEvents(file).stream().filter(event -> event.getEventType().getName().equals("culvert.Handshake"))
                .map(event -> event.getString("outcome")).toList()).containsExactlyInAnyOrder("tunnelled", "denied");
    }
}
