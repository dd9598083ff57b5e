package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A socket.io session is many requests, then a tunnel: two members that know nothing of each other serve it only if it stays. */
@Tag("npm")
@Timeout(180)
class SocketIoStickyTest {
    private static final String CLIENTS = "6";

    private Member one;
    private Member other;

    @BeforeEach
    void start() throws Exception {
        one = Member.socketIo("one");
        other = Member.socketIo("other");
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
    }

    /** How such clusters are written. */
    enum Recipe {
        UPGRADE_PARAMETER(" upgrade=websocket", "ProxyPass /socket.io/ balancer://http/socket.io/"),
        TWO_BALANCERS("", """
                RewriteEngine On
                RewriteCond %{HTTP:Upgrade} =websocket [NC]
                RewriteRule /(.*) balancer://ws/$1 [P,L]
                ProxyPass /socket.io/ balancer://http/socket.io/""");

        private final String parameters;
        private final String routing;

        Recipe(String parameters, String routing) {
            this.parameters = parameters;
            this.routing = routing;
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachSessionStaysOnItsMember(Recipe recipe) throws Exception {
        try (Front front = front(recipe)) {
            List<String> sessions = sessions(front, "with");
            assertThat(sessions).as(sessions.toString()).hasSize(Integer.parseInt(CLIENTS))
                    .allMatch(session -> session.matches("client \\d (one|other)( \\1){5} websocket"));
            assertThat(sessions).as("both members have some").anyMatch(session -> session.contains(" one "))
                    .anyMatch(session -> session.contains(" other "));
        }
    }

    /** Else the test above would pass with any proxy. */
    @Test
    void aClientThatKeepsNoCookieIsLost() throws Exception {
        try (Front front = front(Recipe.UPGRADE_PARAMETER)) {
            assertThat(sessions(front, "without")).isNotEmpty().allMatch(session -> session.startsWith("failed "));
        }
    }

    private Front front(Recipe recipe) throws Exception {
        return Front.with(
                "Header add Set-Cookie \"ROUTEID=.%{BALANCER_WORKER_ROUTE}e; path=/\" env=BALANCER_ROUTE_CHANGED",
                balancer("http", recipe.parameters),
                balancer("ws", ""),
                recipe.routing);
    }

    private String balancer(String scheme, String parameters) {
        List<String> members = Stream.of(one, other).map(member -> "BalancerMember " + scheme + "://127.0.0.1:" + member.port()
                + " route=" + member.name() + parameters).toList();
        return "<Proxy balancer://" + scheme + ">\n" + String.join("\n", members)
                + "\nProxySet lbmethod=byrequests stickysession=ROUTEID\n</Proxy>";
    }

    private static List<String> sessions(Front front, String cookies) throws Exception {
        String url = "http://127.0.0.1:" + front.port();
        try (Program client = Npm.run("^(client|failed) ", _ -> {}, "sio-client.mjs", url, CLIENTS, cookies)) {
            assertThat(client.end(120)).as(client.printed()).isZero();
            return client.printed().lines().toList();
        }
    }
}
