package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.culvert.StartFailure;
import dev.culvert.testing.Authority;
import dev.culvert.testing.Credential;
import dev.culvert.testing.FrameClient;
import dev.culvert.testing.Head;
import dev.culvert.testing.RawClient;
import dev.culvert.testing.RawConnection;
import dev.culvert.testing.ScriptedBackend;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One configuration after another in one running server, and its orderly end. */
final class ReloadTest {
    private final ScriptedBackend one = ScriptedBackend.tcp();
    private final ScriptedBackend other = ScriptedBackend.tcp();

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    private static String pass(ScriptedBackend to) {
        return "ProxyPass / ws://127.0.0.1:" + to.port() + "/";
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: e2e.test\r\n\r\n";
    }

    private static RawConnection tunnel(RawConnection client, ScriptedBackend backend) {
        client.send(TunnelsTest.UPGRADE);
        RawConnection end = backend.next();
        end.head();
        end.send(TunnelsTest.AGREED);
        assertThat(client.head().status()).isEqualTo(101);
        return end;
    }

    private static void echo(RawConnection client, RawConnection backend) {
        client.send("ping");
        assertThat(backend.read(4)).isEqualTo("ping");
        backend.send("pong");
        assertThat(client.read(4)).isEqualTo("pong");
    }

    // ---- reload

    @Test
    void theNextRequestGoesWhereTheNewConfigurationSaysAndTunnelsGoOn() throws Exception {
        try (Running culvert = Running.with(pass(one)); RawConnection client = culvert.client();
                RawConnection kept = culvert.client()) {
            RawConnection backend = tunnel(client, one);
            kept.send(get("/a"));
            one.next().send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na");
            assertThat(kept.body(kept.head())).isEqualTo("a");
            int port = culvert.port();
            culvert.reload(pass(other));
            kept.send(get("/b"));
            other.next().send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nb");
            assertThat(kept.body(kept.head())).isEqualTo("b");
            echo(client, backend);
            assertThat(culvert.port()).as("the same socket").isEqualTo(port);
            assertThat(culvert.errorLine("generation 2 is in force")).contains("AH00493", "tunnels: 1 go on, of which 1 lead where nothing"
                    + " is mapped any more and are kept");
        }
    }

    @Test
    void aRequestUnderWayEndsAsItBegan() throws Exception {
        try (Running culvert = Running.with(pass(one)); RawConnection client = culvert.client()) {
            client.send(get("/slow"));
            RawConnection backend = one.next();
            backend.head();
            culvert.reload("Redirect / http://elsewhere.test/");
            backend.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            assertThat(client.body(client.head())).isEqualTo("ok");
            client.send(get("/next"));
            assertThat(client.head().status()).isEqualTo(302);
        }
    }

    @Test
    void aConfigurationWithAMistakeChangesNothingAndSaysWhy() throws Exception {
        try (Running culvert = Running.with(pass(one)); RawConnection client = culvert.client()) {
            assertThatThrownBy(() -> culvert.reload("ProxyPas / ws://127.0.0.1/")).isInstanceOf(StartFailure.class)
                    .hasMessageContaining("e2e.conf").hasMessageContaining("ProxyPas");
            assertThat(culvert.errorLine("AH00020")).contains("nothing has changed", "line 6", "ProxyPas");
            echo(client, tunnel(client, one));
        }
    }

    @Test
    void aListenerThatCannotBeOpenedChangesNothing() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Running culvert = Running.with(pass(one)); RawConnection client = culvert.client()) {
            assertThatThrownBy(() -> culvert.reload(pass(other), "Listen 127.0.0.1:0", "Listen 127.0.0.1:" + taken.getLocalPort()))
                    .isInstanceOf(StartFailure.class).hasMessageContaining("AH00072");
            assertThat(culvert.server().addresses()).hasSize(1);
            echo(client, tunnel(client, one));
        }
    }

    @Test
    void listenersComeAndGo() throws Exception {
        try (Running culvert = Running.with(pass(one))) {
            culvert.reload(pass(one), "Listen 127.0.0.1:0");
            assertThat(culvert.server().addresses()).hasSize(2);
            int added = culvert.server().addresses().getLast().getPort();
            try (RawConnection client = RawClient.connect(added)) {
                RawConnection backend = tunnel(client, one);
                culvert.reload(pass(one));
                assertThatThrownBy(() -> connect(added)).isInstanceOf(ConnectException.class);
                echo(client, backend);
            }
            assertThat(culvert.errorLine("generation 3 is in force")).contains("closed 1 listeners");
        }
    }

    private static void connect(int port) throws IOException {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
    }

    @Test
    void tunnelsWhoseMappingIsGoneDrainIfAsked() throws Exception {
        String both = "ProxyPass /ws ws://127.0.0.1:" + one.port() + "/ws\nProxyPass /kept ws://127.0.0.1:" + other.port() + "/ws";
        try (Running culvert = Running.with(both); RawConnection gone = culvert.client(); RawConnection stays = culvert.client()) {
            tunnel(gone, one);
            stays.send(TunnelsTest.UPGRADE.replace("/ws/a", "/kept/a"));
            RawConnection backend = other.next();
            backend.head();
            backend.send(TunnelsTest.AGREED);
            assertThat(stays.head().status()).isEqualTo(101);
            culvert.reload("ProxyPass /kept ws://127.0.0.1:" + other.port() + "/ws", "CulvertReload drain", "CulvertDrainTime 0");
            await().atMost(Running.PATIENCE).until(() -> culvert.openTunnels() == 1);
            echo(stays, backend);
        }
    }

    @Test
    void aBalancerThatReadsTheSameIsTheSame() throws Exception {
        String lines = """
                ProxyHCExpr fine {%%{REQUEST_STATUS} =~ /^[234]/}
                <Proxy balancer://chat>
                    BalancerMember http://127.0.0.1:%d route=a loadfactor=3 hcmethod=GET hcuri=/alive hcinterval=3600 hcexpr=fine
                    ProxySet stickysession=SID|sid lbmethod=bybusyness timeout=3 failonstatus=500,503
                </Proxy>
                ProxyPass / balancer://chat/
                """.formatted(one.port());
        try (Running culvert = Running.with(lines)) {
            culvert.reload(lines);
            assertThat(culvert.errorLine("generation 2 is in force")).contains("balancers: 1, of which 0 are new or changed");
            culvert.reload(lines.replace("loadfactor=3", "loadfactor=4"));
            assertThat(culvert.errorLine("generation 3 is in force")).contains("balancers: 1, of which 1 are new or changed");
        }
    }

    @Test
    void aNewCertificateIsTakenWithoutTouchingATunnel(@TempDir Path folder) throws Exception {
        Authority authority = Authority.named("before and after");
        Credential before = authority.issue("localhost", "127.0.0.1");
        Credential after = authority.issue("localhost", "127.0.0.1");
        Path file = before.write(folder.resolve("own.pem"));
        String[] lines = {"SSLEngine on", "SSLCertificateFile " + file, pass(one)};
        try (Running culvert = Running.with(lines); RawConnection client = RawClient.secure(culvert.port(), authority)) {
            RawConnection backend = tunnel(client, one);
            assertThat(serial(culvert.port(), authority)).isEqualTo(before.certificate().getSerialNumber());
            after.write(file);
            culvert.reload(lines);
            assertThat(serial(culvert.port(), authority)).isEqualTo(after.certificate().getSerialNumber());
            echo(client, backend);
        }
    }

    @Test
    void whatIsRefusedTakesNoHostItsTls(@TempDir Path folder) throws Exception {
        Authority authority = Authority.named("still here");
        Credential own = authority.issue("localhost", "127.0.0.1");
        String[] lines = {"SSLEngine on", "SSLCertificateFile " + own.write(folder.resolve("own.pem")), pass(one)};
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()); Running culvert = Running.with(lines)) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> culvert.reload(lines[0], lines[1], pass(other), "Listen 127.0.0.1:0",
                        "Listen 127.0.0.1:" + taken.getLocalPort())).isInstanceOf(StartFailure.class);
            }
            assertThat(serial(culvert.port(), authority)).isEqualTo(own.certificate().getSerialNumber());
            culvert.reload(lines);
            assertThat(serial(culvert.port(), authority)).isEqualTo(own.certificate().getSerialNumber());
        }
    }

    private static java.math.BigInteger serial(int port, Authority believed) throws Exception {
        try (SSLSocket socket = (SSLSocket) believed.trusting().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
            socket.startHandshake();
            return ((java.security.cert.X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
        }
    }

    // ---- the orderly end

    @Test
    void whoLeavesAnswersWhatWasBegunAndNobodyElse() throws Exception {
        try (Running culvert = Running.with(pass(one), "CulvertDrainTime 0"); RawConnection busy = culvert.client();
                RawConnection idle = culvert.client(); RawConnection client = culvert.client()) {
            idle.send(get("/a"));
            one.next().send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na");
            idle.body(idle.head());
            busy.send(get("/b"));
            RawConnection backend = one.next();
            backend.head();
            tunnel(client, one);
            CompletableFuture<Void> empty = culvert.server().leave();
            assertThat(idle.rest()).isEmpty();
            assertThatThrownBy(() -> connect(culvert.port())).isInstanceOf(Exception.class);
            culvert.awaitNoTunnels();
            assertThat(empty).isNotDone();
            backend.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            Head answer = busy.head();
            assertThat(answer.value("Connection")).contains("close");
            assertThat(busy.body(answer)).isEqualTo("ok");
            busy.finish();
            await().atMost(Running.PATIENCE).until(empty::isDone);
            assertThatThrownBy(() -> culvert.reload(pass(one))).hasMessageContaining("about to end");
        }
    }

    @Test
    void theTimeForAGracefulStopIsBounded() throws Exception {
        try (Running culvert = Running.with(pass(one), "GracefulShutdownTimeout 1"); RawConnection stuck = culvert.client()) {
            stuck.send(get("/never"));
            one.next().head();
            CompletableFuture<Void> left = culvert.server().leave();
            await().atMost(Running.PATIENCE).until(left::isDone);
            assertThat(culvert.server().openTunnels()).isZero();
        }
    }

    @Test
    void aClientOfHttp2IsToldToGoAndItsRequestIsAnswered() throws Exception {
        try (Running culvert = Running.with("Protocols h2c http/1.1", pass(one));
                FrameClient client = FrameClient.connect(culvert.port())) {
            int stream = client.ask(dev.culvert.testing.Fields.request("GET", "/slow"));
            RawConnection backend = one.next();
            backend.head();
            CompletableFuture<Void> empty = culvert.server().leave();
            backend.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            assertThat(client.answer(stream).body()).isEqualTo("ok");
            await().atMost(Running.PATIENCE).until(empty::isDone);
        }
    }
}
