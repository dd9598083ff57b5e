package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.testing.Head;
import dev.culvert.testing.RawConnection;
import dev.culvert.testing.ScriptedBackend;
import dev.culvert.testing.WebSocketPeer;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** T-195 to T-197, and what a check is for: who does not pass gets no requests. */
class HealthChecksTest {
    /** A backend that says its name to everybody, and on /health how it is. */
    private static final class Patient implements AutoCloseable {
        private final ScriptedBackend backend = ScriptedBackend.tcp();
        private final String name;
        private final AtomicInteger checks = new AtomicInteger();
        private volatile String health = "200 OK";

        Patient(String name) {
            this.name = name;
            backend.serve(this::answer);
        }

        private void answer(RawConnection connection) {
            while (connection.speaks(Running.PATIENCE)) {
                Head head = connection.head();
                boolean asked = head.target().endsWith("/health");
                if (asked) {
                    checks.incrementAndGet();
                }
                connection.send("HTTP/1.1 " + (asked ? health : "200 OK") + "\r\nContent-Length: 1\r\n\r\n" + name);
            }
        }

        String member(String parameters) {
            return "BalancerMember http://127.0.0.1:" + backend.port() + " hcinterval=100ms " + parameters;
        }

        /** Until one has begun after this, and so been judged by how it is now. */
        void awaitChecks() {
            int before = checks.get();
            Awaitility.await().atMost(Running.PATIENCE).until(() -> checks.get() > before + 1);
        }

        @Override
        public void close() {
            backend.close();
        }
    }

    private final Patient a = new Patient("a");
    private final Patient b = new Patient("b");
    private Running culvert;

    @AfterEach
    void stop() {
        culvert.close();
        a.close();
        b.close();
    }

    private void run(String... lines) throws Exception {
        culvert = Running.with("LogLevel info proxy_hcheck:debug", "ProxyHCExpr ok {%{REQUEST_STATUS} =~ /^[23]/}",
                "ProxyHCTemplate health hcmethod=GET hcuri=/health hcexpr=ok",
                "<Proxy balancer://pool>", String.join("\n", lines), "</Proxy>", "ProxyPass / balancer://pool/");
    }

    private String ask() {
        try (RawConnection client = culvert.client()) {
            client.send("GET / HTTP/1.1\r\nHost: e2e.test\r\nConnection: close\r\n\r\n");
            Head head = client.head();
            return head.status() == 200 ? client.body(head) : String.valueOf(head.status());
        }
    }

    private Set<String> answerers() {
        Set<String> all = new HashSet<>();
        for (int i = 0; i < 8; i++) {
            all.add(ask());
        }
        return all;
    }

    @Test
    void whoFailsGetsNoRequestsUntilItPassesAgain() throws Exception {
        run(a.member("hctemplate=health hcfails=2 hcpasses=2"), b.member("hctemplate=health"));
        assertThat(answerers()).containsExactlyInAnyOrder("a", "b");
        a.health = "500 Ill";
        String out = culvert.errorLine("AH03303");
        assertThat(out).contains("[proxy_hcheck:info]").contains("DISABLING http://127.0.0.1:" + a.backend.port())
                .contains("balancer://pool").endsWith("status 500, ok does not hold");
        assertThat(answerers()).containsExactly("b");
        b.health = "503 Ill too";
        Awaitility.await().atMost(Running.PATIENCE).until(this::ask, "503"::equals);
        a.health = "204 Well";
        assertThat(culvert.errorLine("AH03302")).contains("ENABLING http://127.0.0.1:" + a.backend.port());
        assertThat(answerers()).containsExactly("a");
        b.health = "200 OK";
        Awaitility.await().atMost(Running.PATIENCE).until(() -> answerers().size() == 2);
        assertThat(answerers()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void aDeadPortIsFoundWithoutARequest() throws Exception {
        a.close();
        run(a.member("hcmethod=TCP"), b.member("hcmethod=TCP"));
        assertThat(culvert.errorLine("AH03303")).contains("TCP check").contains("cannot connect to");
        assertThat(answerers()).containsExactly("b");
        assertThat(culvert.errorLog()).as("no request was tried on it").doesNotContain("AH00957");
    }

    @Test
    void aCheckBringsBackWhomARequestTookOut() throws Exception {
        run(a.member("hctemplate=health status=+E retry=600"), b.member("status=+D"), "ProxySet forcerecovery=off failonstatus=404");
        a.awaitChecks();
        assertThat(ask()).isEqualTo("a");
    }

    @Test
    void theStoppedAreLeftAloneAndTheDisabledAreNot() throws Exception {
        run(a.member("hctemplate=health status=+S"), b.member("hctemplate=health status=+D"));
        b.awaitChecks();
        b.awaitChecks();
        assertThat(a.checks).hasValue(0);
    }

    @Test
    void aSocketThatNobodyServesIsNoSocket() throws Exception {
        AtomicInteger deaf = new AtomicInteger();
        a.backend.serve(connection -> {
            if (deaf.get() == 0) {
                WebSocketPeer.serve(connection);
            } else {
                connection.send(WebSocketPeer.agreement(connection.head()));
                connection.rest();
            }
        });
        run(a.member("hcmethod=WEBSOCKET hcuri=/ws timeout=1"), b.member(""));
        Awaitility.await().atMost(Running.PATIENCE).until(() -> culvert.errorLog().contains("well, WEBSOCKET check"));
        deaf.set(1);
        assertThat(culvert.errorLine("AH03303")).contains("no pong within 1000 ms");
        assertThat(answerers()).containsExactly("b");
        deaf.set(0);
        assertThat(culvert.errorLine("AH03302")).contains("ENABLING");
    }

    @Test
    void aHangingBackendIsNotAskedTwiceAtATime() throws Exception {
        AtomicInteger open = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger all = new AtomicInteger();
        a.backend.serve(connection -> {
            most.accumulateAndGet(open.incrementAndGet(), Math::max);
            all.incrementAndGet();
            connection.rest();
            open.decrementAndGet();
        });
        run(a.member("hcmethod=GET timeout=1 hcfails=3"), b.member(""));
        culvert.errorLine("AH03303");
        assertThat(all.get()).isGreaterThanOrEqualTo(3);
        assertThat(most).hasValue(1);
    }

    @Test
    void noMoreAreOnTheirWayThanMayBe() throws Exception {
        AtomicInteger open = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        a.backend.serve(connection -> {
            most.accumulateAndGet(open.incrementAndGet(), Math::max);
            connection.head();
            open.decrementAndGet();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        });
        StringBuilder members = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            members.append("BalancerMember http://127.0.0.1:").append(a.backend.port()).append("/m").append(i)
                    .append("x hcmethod=GET hcinterval=100ms\n");
        }
        culvert = Running.with("ProxyHCTPsize 2", "<Proxy balancer://pool>", members.toString(), "</Proxy>");
        Awaitility.await().atMost(Running.PATIENCE).until(() -> a.backend.connections() > 60);
        assertThat(most.get()).isBetween(1, 2);
    }

    @Test
    void theServersEndIsTheirEnd() throws Exception {
        run(a.member("hctemplate=health"));
        a.awaitChecks();
        culvert.close();
        int until = a.backend.connections();
        run(b.member("hctemplate=health"));
        b.awaitChecks();
        assertThat(a.backend.connections()).isEqualTo(until);
    }
}
