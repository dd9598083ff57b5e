package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.testing.RawConnection;
import dev.culvert.testing.ScriptedBackend;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page server-status over real sockets, with real tunnels on it. */
class StatusE2ETest {
    private static final String LINES = """
            ProxyPass /server-status !
            ProxyPass / ws://127.0.0.1:%d/
            <Location /server-status>
              SetHandler server-status
              %s
            </Location>
            """;

    private final HttpClient http = HttpClient.newHttpClient();

    private static Running running(ScriptedBackend backend, String line) throws Exception {
        return Running.with(LINES.formatted(backend.port(), line));
    }

    private static HttpRequest.Builder request(Running culvert, String query) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + culvert.port() + "/server-status" + query));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private String get(Running culvert, String query) throws Exception {
        HttpResponse<String> answer = send(request(culvert, query));
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> post(Running culvert, String query, String form) throws Exception {
        return send(request(culvert, query).POST(BodyPublishers.ofString(form))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Referer", "http://127.0.0.1:" + culvert.port() + "/server-status"));
    }

    private static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as("Expected %s in %s", pattern, text).isTrue();
        return matcher.group(1);
    }

    private static RawConnection open(Running culvert, ScriptedBackend backend, String path) {
        RawConnection client = culvert.client();
        client.send(TunnelsTest.UPGRADE.replaceFirst("GET \\S+", "GET " + path));
        RawConnection behind = backend.next();
        behind.head();
        behind.send(TunnelsTest.AGREED);
        assertThat(client.head().status()).isEqualTo(101);
        return client;
    }

    @Test
    void everyTunnelIsOnThePageAndItsQueryIsNot() throws Exception {
        try (ScriptedBackend backend = ScriptedBackend.tcp(); Running culvert = running(backend, "");
                RawConnection one = open(culvert, backend, "/one?token=secret");
                RawConnection two = open(culvert, backend, "/two")) {
            one.send("x".repeat(2048));
            await().atMost(Running.PATIENCE).until(() -> get(culvert, "?json&q=one").contains("\"bytes_up\" : 2048"));
            String page = get(culvert, "");
            assertThat(page).contains("<strong>1–2</strong> of 2", "/one<", "/two<", "ws://127.0.0.1:" + backend.port(), ">2.0 KB<")
                    .doesNotContain("secret", "name=\"nonce\"");
            assertThat(page.indexOf("/two<")).as("the newest first").isLessThan(page.indexOf("/one<"));
            String sorted = get(culvert, "?sort=bytes_up");
            assertThat(sorted.indexOf("/one<")).isLessThan(sorted.indexOf("/two<"));
            assertThat(get(culvert, "?q=ONE")).contains("/one<").doesNotContain("/two<");
            assertThat(get(culvert, "?auto")).contains("\nTunnels: 2\n", "\nBusyWorkers: 1\n");
            two.finish();
        }
    }

    @Test
    void theCountersFollowWhatHappens() throws Exception {
        try (ScriptedBackend backend = ScriptedBackend.tcp(); Running culvert = running(backend, "")) {
            get(culvert, "");
            await().atMost(Running.PATIENCE).until(() -> get(culvert, "?auto").contains("ConnsTotal: 1\n"));
            RawConnection client = culvert.client();
            client.send(TunnelsTest.UPGRADE);
            RawConnection behind = backend.next();
            behind.head();
            behind.send(TunnelsTest.AGREED);
            assertThat(client.head().status()).isEqualTo(101);
            assertThat(get(culvert, "?auto")).contains("\nConnsTotal: 2\n", "\nBusyWorkers: 1\n", "\nTunnels: 1\n");
            long before = Long.parseLong(found("Total Accesses: (\\d+)", get(culvert, "?auto")));
            client.close();
            behind.close();
            culvert.awaitNoTunnels();
            await().atMost(Running.PATIENCE).until(() -> get(culvert, "?auto").contains("\nConnsTotal: 1\n"));
            long after = Long.parseLong(found("Total Accesses: (\\d+)", get(culvert, "?auto")));
            assertThat(after).as("the tunnel is one of them").isGreaterThanOrEqualTo(before + 3);
            assertThat(get(culvert, "?auto")).contains("\nBusyWorkers: 1\n");
        }
    }

    @Test
    void oneIsEndedAndTheOtherStays() throws Exception {
        try (ScriptedBackend backend = ScriptedBackend.tcp(); Running culvert = running(backend, "CulvertStatusControl on");
                RawConnection one = open(culvert, backend, "/one");
                RawConnection two = open(culvert, backend, "/two")) {
            String nonce = found("name=\"nonce\" value=\"([^\"]+)\"", get(culvert, ""));
            String id = found("\"id\" : (\\d+)", get(culvert, "?json&q=one"));
            String form = "nonce=" + nonce + "&code=1012&reason=moved&t" + id + "=on";
            assertThat(post(culvert, "", form.replace(nonce, "other")).statusCode()).isEqualTo(403);
            assertThat(culvert.openTunnels()).isEqualTo(2);
            assertThat(post(culvert, "", form).body()).contains("Done: 1 tunnel is told to end with 1012 &#39;moved&#39;");
            await().atMost(Running.PATIENCE).until(() -> culvert.openTunnels() == 1);
            assertThat(get(culvert, "?json")).contains("\"path\" : \"/two\"").doesNotContain("\"path\" : \"/one\"");
            assertThat(culvert.errorLine("told to end")).contains("status:notice", "1012 'moved'", "by 127.0.0.1");
            assertThat(post(culvert, "?q=two", "nonce=" + nonce + "&code=1001&all=1&sure=on").statusCode()).isEqualTo(200);
            culvert.awaitNoTunnels();
            two.finish();
            one.finish();
        }
    }

    @Test
    void withoutTheDirectiveNobodyEndsAnything() throws Exception {
        try (ScriptedBackend backend = ScriptedBackend.tcp(); Running culvert = running(backend, "");
                RawConnection one = open(culvert, backend, "/one")) {
            assertThat(post(culvert, "", "code=1012&all=1&sure=on").statusCode()).isEqualTo(403);
            assertThat(culvert.openTunnels()).isEqualTo(1);
            one.finish();
        }
    }

    @Test
    void proxyStatusShowsTheBalancers() throws Exception {
        try (Running culvert = Running.with("ProxyStatus On", "<Proxy balancer://chat>", "BalancerMember ws://127.0.0.1:1 route=a",
                "</Proxy>", "ProxyPass /chat balancer://chat", "<Location /server-status>", "SetHandler server-status", "</Location>")) {
            assertThat(get(culvert, "?auto")).contains("ProxyBalancer[0]Name: balancer://chat\n",
                    "ProxyBalancer[0]Worker[0]Name: ws://127.0.0.1:1\n", "ProxyBalancer[0]Worker[0]Status: Init Ok \n",
                    "ProxyBalancer[0]Worker[0]Sent: 0K\n");
            assertThat(get(culvert, "")).contains("Proxy LoadBalancer Status for balancer://chat", ">Init Ok<");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?refresh=5", "?auto&refresh=5", "?json&refresh=5"})
    void refreshIsAHeader(String query) throws Exception {
        try (ScriptedBackend backend = ScriptedBackend.tcp(); Running culvert = running(backend, "")) {
            assertThat(send(request(culvert, query)).headers().firstValue("Refresh")).hasValue("5");
        }
    }

    @Test
    void mainServersDirectivesHoldForThePage() throws Exception {
        try (ScriptedBackend backend = ScriptedBackend.tcp();
                Running culvert = Running.with("ExtendedStatus Off\nSeeRequestTail On\n" + LINES.formatted(backend.port(), ""))) {
            assertThat(get(culvert, "?auto")).contains("BusyWorkers:").doesNotContain("Total Accesses", "ReqPerSec");
        }
    }

    @Test
    void thePageIsForWhoMayComeIn() throws Exception {
        try (ScriptedBackend backend = ScriptedBackend.tcp(); Running culvert = running(backend, "Require ip 192.0.2.1")) {
            assertThat(send(request(culvert, "")).statusCode()).isEqualTo(403);
        }
    }
}
