package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.testing.RawConnection;
import dev.culvert.testing.ScriptedBackend;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The balancer manager over real sockets: spec 3.6, T-198, T-199. */
class ManagerE2ETest {
    private static final String BALANCER = """
            <Proxy balancer://chat>
              BalancerMember ws://127.0.0.1:1 route=a loadfactor=2
              BalancerMember ws://127.0.0.1:2/base route=b redirect=a status=+H
              ProxySet growth=2 timeout=3 stickysession=ROUTEID|jsession %s
            </Proxy>
            <Location /bm>
              SetHandler balancer-manager
            </Location>
            ProxyPass /bm !
            ProxyPass /chat/ balancer://chat/
            """;
    private static final String MEMBER = "b=chat&w=ws://127.0.0.1:1&nonce=";

    private final HttpClient http = HttpClient.newHttpClient();

    private static Running running(String parameters) throws Exception {
        return Running.with(BALANCER.formatted(parameters));
    }

    private HttpRequest.Builder request(Running culvert, String target) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + culvert.port() + target));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(Running culvert, String target, String... headers) throws Exception {
        HttpRequest.Builder request = request(culvert, target);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private String xml(Running culvert) throws Exception {
        return get(culvert, "/bm?xml=1", "Referer", "http://127.0.0.1/bm").body();
    }

    private HttpResponse<String> post(Running culvert, String referer, String form) throws Exception {
        HttpRequest.Builder request = request(culvert, "/bm").POST(BodyPublishers.ofString(form))
                .header("Content-Type", "application/x-www-form-urlencoded");
        return send(referer.isEmpty() ? request : request.header("Referer", referer));
    }

    private HttpResponse<String> post(Running culvert, String form) throws Exception {
        return post(culvert, "http://127.0.0.1:" + culvert.port() + "/bm", form);
    }

    private static String status(String xml, int member) {
        Matcher status = Pattern.compile("<httpd:status>([^<]*)").matcher(xml);
        for (int i = 0; i <= member; i++) {
            assertThat(status.find()).isTrue();
        }
        return status.group(1);
    }

    private String nonce(Running culvert) throws Exception {
        Matcher nonce = Pattern.compile("b=chat&amp;nonce=([^\"]*)").matcher(get(culvert, "/bm").body());
        assertThat(nonce.find()).as("httpd's scripts find the nonce in a link").isTrue();
        return nonce.group(1);
    }

    @Test
    void thePageIsHttpds() throws Exception {
        try (Running culvert = running("")) {
            HttpResponse<String> page = get(culvert, "/bm");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
            assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
            assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(page.body()).contains("<title>Balancer Manager</title>", "<h1>Load Balancer Manager for 127.0.0.1</h1>",
                    "LoadBalancer Status for <a href", ">4 [2 Used]<", ">ROUTEID|jsession<", ">Init Stby Ok <", ">/chat/<");
        }
    }

    @Test
    void editsNeedAPostTheNonceAndTheOwnPage() throws Exception {
        try (Running culvert = running("")) {
            String nonce = nonce(culvert);
            String edit = MEMBER + nonce + "&w_status_D=1";
            assertThat(post(culvert, MEMBER + "wrong&w_status_D=1").statusCode()).isEqualTo(200);
            assertThat(post(culvert, "", edit).statusCode()).isEqualTo(200);
            assertThat(post(culvert, "http://elsewhere.test/", edit).statusCode()).isEqualTo(200);
            assertThat(post(culvert, "http://elsewhere.test/?127.0.0.1", edit).statusCode()).isEqualTo(200);
            assertThat(get(culvert, "/bm?" + edit, "Referer", "http://127.0.0.1/bm").statusCode()).isEqualTo(200);
            assertThat(status(xml(culvert), 0)).as("nothing of that has changed it").isEqualTo("Init Ok ");
            assertThat(culvert.errorLine("AH10187")).contains("proxy_balancer:error");

            HttpResponse<String> done = post(culvert, edit);
            assertThat(done.statusCode()).isEqualTo(200);
            assertThat(done.body()).contains("Done: balancer://chat: ws://127.0.0.1:1: Disabled on");
            assertThat(status(xml(culvert), 0)).isEqualTo("Init Dis ");
            assertThat(culvert.errorLine("Disabled on")).contains("proxy_balancer:notice", "by 127.0.0.1");
        }
    }

    @Test
    void everyFieldOfAMemberIsEdited() throws Exception {
        try (Running culvert = running("nonce=abc")) {
            post(culvert, MEMBER + "abc&w_lf=3.5&w_ls=7&w_wr=zz&w_rr=b&w_status_N=1");
            assertThat(xml(culvert)).contains("<httpd:loadfactor>3.50<", "<httpd:lbset>7<", "<httpd:route>zz<", "<httpd:redirect>b<",
                    "<httpd:status>Init Drn Ok <");
            HttpResponse<String> second = post(culvert, MEMBER + "abc&w_lf=999&w_ls=700&w_wr=&w_status_N=0&w_status_I=1");
            assertThat(second.statusCode()).isEqualTo(200);
            assertThat(second.body()).contains("Not done: w_lf: The"
                    + " parameter loadfactor expects a number between 1 and 100, but was &#39;999&#39;");
            assertThat(xml(culvert)).contains("<httpd:loadfactor>3.50<", "<httpd:lbset>7<", "<httpd:route></httpd:route>",
                    "<httpd:status>Init Ign Ok <");
        }
    }

    @Test
    void everyFieldOfABalancerIsEdited() throws Exception {
        try (Running culvert = running("nonce=abc")) {
            post(culvert, "b=chat&nonce=abc&b_lbm=bybusyness&b_tmo=9&b_max=5&b_sforce=1&b_ss=A%7CB");
            assertThat(xml(culvert)).contains("<httpd:lbmethod>bybusyness<", "<httpd:timeout>9<", "<httpd:maxattempts>5<",
                    "<httpd:nofailover>On<", "<httpd:stickysession>A<");
            post(culvert, "b=chat&nonce=abc&b_lbm=nix&b_tmo=0&b_ss=-");
            assertThat(xml(culvert)).contains("<httpd:lbmethod>bybusyness<", "<httpd:timeout>0<").doesNotContain("stickysession");
        }
    }

    @Test
    void membersAreAddedAsFarAsGrowthGoes() throws Exception {
        try (Running culvert = running("nonce=abc")) {
            String add = "b=chat&nonce=abc&b_wyes=1&b_nwrkr=";
            assertThat(post(culvert, add + "ws://127.0.0.1:9").statusCode()).isEqualTo(200);
            assertThat(status(xml(culvert), 2)).isEqualTo("Init Dis ");
            assertThat(post(culvert, add + "ws://127.0.0.1:9/").statusCode()).as("it is one already").isEqualTo(400);
            assertThat(post(culvert, add + "ws://127.0.0.1:99999").statusCode()).as("no such port").isEqualTo(400);
            assertThat(post(culvert, add + "garbage").statusCode()).isEqualTo(400);
            assertThat(post(culvert, add + "ws://127.0.0.1:10").statusCode()).isEqualTo(200);
            assertThat(post(culvert, add + "ws://127.0.0.1:11").statusCode()).as("growth=2").isEqualTo(400);
            assertThat(culvert.errorLine("AH10163")).contains("99999");
        }
    }

    @Test
    void nobodyEditsWithoutANonce() throws Exception {
        try (Running culvert = running("nonce=None")) {
            assertThat(post(culvert, MEMBER + "&w_status_D=1").body()).contains("nonce=None forbids edits").doesNotContain("<form");
            assertThat(status(xml(culvert), 0)).isEqualTo("Init Ok ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH"})
    void nothingButGetAndPost(String method) throws Exception {
        try (Running culvert = running("")) {
            HttpResponse<String> answer = send(request(culvert, "/bm").method(method, BodyPublishers.ofString("b=chat")));
            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).hasValue("POST,OPTIONS,HEAD,GET,TRACE");
        }
    }

    @Test
    void headIsGetWithoutAPage() throws Exception {
        try (Running culvert = running("")) {
            HttpResponse<String> answer = send(request(culvert, "/bm").method("HEAD", BodyPublishers.noBody()));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void theFirst1024BytesOfAFormCount() throws Exception {
        try (Running culvert = running("nonce=abc")) {
            String pad = "&pad=" + "x".repeat(1100);
            post(culvert, "b=chat&nonce=abc&b_tmo=55" + pad);
            post(culvert, "b=chat&nonce=abc" + pad + "&b_max=77");
            assertThat(xml(culvert)).contains("<httpd:timeout>55<").doesNotContain("<httpd:maxattempts>77<");
        }
    }

    @Test
    void aHugeFormIsNotGathered() throws Exception {
        try (Running culvert = running("nonce=abc"); RawConnection client = culvert.client()) {
            client.send("POST /bm HTTP/1.1\r\nHost: e2e.test\r\nReferer: http://e2e.test/bm\r\nContent-Length: 999999999\r\n\r\n"
                    + "b=chat&nonce=abc&b_tmo=55&pad=" + "x".repeat(40_000));
            assertThat(client.head().status()).isEqualTo(200);
            assertThat(xml(culvert)).contains("<httpd:timeout>55<");
        }
    }

    @Test
    void aFormMayWaitForA100() throws Exception {
        try (Running culvert = running("nonce=abc"); RawConnection client = culvert.client()) {
            String form = "b=chat&nonce=abc&b_tmo=55";
            client.send("POST /bm HTTP/1.1\r\nHost: e2e.test\r\nReferer: http://e2e.test/bm\r\nExpect: 100-continue\r\nContent-Length: "
                    + form.length() + "\r\n\r\n");
            assertThat(client.head().status()).isEqualTo(100);
            client.send(form);
            assertThat(client.head().status()).isEqualTo(200);
            assertThat(xml(culvert)).contains("<httpd:timeout>55<");
        }
    }

    @Test
    void jsonIsForAnybodyWhoMayReadThePage() throws Exception {
        try (Running culvert = running("nonce=abc")) {
            HttpResponse<String> asked = get(culvert, "/bm", "Accept", "application/json");
            assertThat(asked.headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(asked.body()).contains("\"name\" : \"ws://127.0.0.1:1\"", "\"tunnels\" : 0", "\"draining\" : false");
            assertThat(get(culvert, "/bm?json=1").body()).startsWith("{");
            assertThat(get(culvert, "/bm?xml=1").body()).as("httpd: XML is for its own page only").startsWith("<!DOCTYPE html>");
            assertThat(get(culvert, "/bm?xml=1", "Referer", "http://127.0.0.1/bm").headers().firstValue("Content-Type"))
                    .hasValue("text/xml");
        }
    }

    /** What httpd 2.4.71 wrote for the same lines, but for the nonce. */
    @Test
    void theXmlIsHttpdsElementByElement() throws Exception {
        try (Running culvert = Running.with("""
                <Proxy balancer://chat>
                  BalancerMember ws://127.0.0.1:18501 route=a loadfactor=2 max=25
                  ProxySet stickysession=ROUTEID|jsession growth=2 timeout=3 nonce=abc
                </Proxy>
                <Proxy balancer://fix>
                  BalancerMember http://127.0.0.1:18504 keepalive=on max=5 status=+INDSHRC
                  ProxySet nonce=None
                </Proxy>
                <Location /bm>
                  SetHandler balancer-manager
                </Location>
                """)) {
            assertThat(xml(culvert)).isEqualTo(Files.readString(Path.of("src", "test", "resources", "admin", "manager.xml")));
        }
    }

    @Test
    void aWholeFormSentAsItIsShownChangesNothing() throws Exception {
        try (Running culvert = running("nonce=abc")) {
            String form = "&w_lf=2.00&w_ls=0&w_wr=a&w_rr=&w_status_I=0&w_status_N=0&w_status_D=0&w_status_H=0&w_status_R=0&w_status_C=0"
                    + "&w_status_S=0&w_hm=NONE&w_he=&w_hi=&w_hp=&w_hf=&w_hu=";
            assertThat(post(culvert, MEMBER + "abc" + form).body()).contains("<details open").doesNotContain("Done:", "Not done:");
            assertThat(post(culvert, "b=chat&nonce=abc&b_lbm=byrequests&b_tmo=3&b_max=&b_sforce=0&b_ss=ROUTEID%7Cjsession").body())
                    .contains("<details open").doesNotContain("Done:", "Not done:");
        }
    }

    @Test
    void thePageLoadsItselfAgainIfItIsAsked() throws Exception {
        try (Running culvert = running("nonce=abc")) {
            assertThat(get(culvert, "/bm?refresh=5").body()).contains("<meta http-equiv=\"refresh\" content=\"5; url=/bm?refresh=5\">",
                    "name=\"refresh\" value=\"5\"");
            assertThat(get(culvert, "/bm?refresh=0").body()).doesNotContain("http-equiv");
            assertThat(get(culvert, "/bm?refresh=5%22%3E%3Cscript%3E").body()).doesNotContain("http-equiv", "<script");
        }
    }

    @Test
    void thePageIsForWhoMayComeIn() throws Exception {
        try (Running culvert = Running.with(BALANCER.formatted(""), "<Location /bm>", "Require ip 192.0.2.1", "</Location>")) {
            assertThat(get(culvert, "/bm").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void aDrainedMemberKeepsItsTunnelsAndThePageCountsThem() throws Exception {
        try (ScriptedBackend scripted = ScriptedBackend.tcp();
                Running culvert = Running.with("ProxyPass /bm !", "ProxyPass / balancer://ws/", "<Proxy balancer://ws>",
                        "BalancerMember ws://127.0.0.1:" + scripted.port(), "ProxySet nonce=abc", "</Proxy>",
                        "<Location /bm>", "SetHandler balancer-manager", "</Location>");
                RawConnection client = culvert.client()) {
            client.send(TunnelsTest.UPGRADE);
            RawConnection backend = scripted.next();
            backend.head();
            backend.send(TunnelsTest.AGREED);
            assertThat(client.head().status()).isEqualTo(101);
            String drained = post(culvert, "b=ws&w=ws://127.0.0.1:" + scripted.port() + "&nonce=abc&w_status_N=1").body();
            assertThat(drained).contains("draining: 1 tunnel is still open", "Init Drn Ok ");
            assertThat(get(culvert, "/chat").statusCode()).as("nobody new gets in").isEqualTo(503);
            client.finish();
            backend.finish();
            Awaitility.await().atMost(Running.PATIENCE)
                    .until(() -> get(culvert, "/bm").body().contains("drained: nothing is open any more"));
        }
    }

    @Test
    void changesAreKeptOverARestart(@TempDir Path directory) throws Exception {
        String[] lines = {"DefaultRuntimeDir " + directory, "BalancerPersist On", BALANCER.formatted("nonce=abc")};
        try (Running culvert = Running.with(lines)) {
            post(culvert, MEMBER + "abc&w_lf=3.5&w_status_N=1");
            post(culvert, "b=chat&nonce=abc&b_tmo=9&b_ss=-&b_wyes=1&b_nwrkr=ws://127.0.0.1:9");
        }
        try (Running culvert = Running.with(lines)) {
            assertThat(xml(culvert)).contains("<httpd:loadfactor>3.50<", "<httpd:timeout>9<", "<httpd:name>ws://127.0.0.1:9<")
                    .doesNotContain("stickysession");
            assertThat(status(xml(culvert), 0)).isEqualTo("Init Drn Ok ");
            assertThat(status(xml(culvert), 2)).isEqualTo("Init Dis ");
        }
        Files.writeString(directory.resolve("culvert-balancers.persist"), "balancer=balancer://chat\ntimeout=soon\nlbmethod=hash\n");
        try (Running culvert = Running.with(lines)) {
            assertThat(culvert.errorLine("culvert-balancers.persist:2:")).contains("proxy_balancer:warn", "timeout");
            assertThat(xml(culvert)).contains("<httpd:lbmethod>hash<", "<httpd:timeout>3<");
        }
    }
}
