package dev.culvert.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.balance.MemberFacts;
import dev.culvert.world.Remark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A request to a balancer: which member it goes to, and what follows when that one cannot be used. */
final class BalancingTest {
    private static final String[] UPGRADE = {"Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="};

    private static Conversation pool(String parameters, String... members) {
        List<String> lines = new ArrayList<>(List.of("<Proxy balancer://pool>"));
        Arrays.stream(members).map(member -> "BalancerMember " + member).forEach(lines::add);
        if (!parameters.isEmpty()) {
            lines.add("ProxySet " + parameters);
        }
        lines.addAll(List.of("</Proxy>", "ProxyPass / balancer://pool/", "ProxyPassReverse / balancer://pool/",
                "Header add Set-Cookie \"R=.%{BALANCER_WORKER_ROUTE}e; path=/\" env=BALANCER_ROUTE_CHANGED"));
        return Conversation.under(lines.toArray(String[]::new));
    }

    private static List<String> numbers(Conversation it) {
        return it.remarks().stream().map(Remark::number).toList();
    }

    @Test
    void aMembersOwnPathStandsBeforeTheRest() {
        Conversation it = pool("", "ws://a:81/base", "http://b:82");
        assertThat(it.asks("GET /x?y=1").ends().asks("GET /x?y=1").ends().lines()).containsExactly(
                "> GET /x?y=1", "< Connect ws://a:81/base/x?y=1", "> GET /x?y=1", "< Connect http://b:82/x?y=1");
    }

    @Test
    void whatCannotBeReachedIsPassedOver() {
        Conversation it = pool("", "ws://a:81", "ws://b:82", "ws://c:83");
        it.asks("GET /chat", UPGRADE).fails(new Failure.Unreachable("refused")).fails(new Failure.NameUnknown("b"));
        assertThat(it.lines()).filteredOn(line -> line.startsWith("<")).containsExactly(
                "< Connect ws://a:81/chat", "< Connect ws://b:82/chat", "< Connect ws://c:83/chat");
        it.connected().answers("101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Accept: ${accept}");
        assertThat(it.last()).isInstanceOf(Action.Tunnel.class);
        it.ends().asks("GET /chat");
        assertThat(it.lines().getLast()).isEqualTo("< Connect ws://c:83/chat");
        assertThat(numbers(it)).containsExactly("AH00957", "AH00959", "AH00898", "AH00959");
    }

    @Test
    void whereNoneIsLeftTheLastFailureIsTold() {
        Conversation it = pool("", "ws://a:81", "ws://b:82");
        it.asks("GET /").fails(new Failure.Unreachable("refused")).fails(new Failure.Unreachable("refused"));
        assertThat(it.lines().getLast()).isEqualTo("< Reply 503 Service Unavailable");
    }

    @Test
    void maxattemptsBoundsTheSearch() {
        Conversation it = pool("maxattempts=1", "ws://a:81", "ws://b:82", "ws://c:83", "ws://d:84");
        it.asks("GET /").fails(new Failure.Unreachable("no")).fails(new Failure.Unreachable("no"));
        assertThat(it.lines().getLast()).isEqualTo("< Reply 503 Service Unavailable");
        it.ends().asks("GET /").fails(new Failure.Unreachable("no"));
        assertThat(it.lines().getLast()).isEqualTo("< Connect ws://d:84/");
    }

    @Test
    void aMemberThatMayHaveBegunIsTheLast() {
        Conversation it = pool("", "ws://a:81", "ws://b:82");
        it.asks("GET /chat", UPGRADE).connected().fails(new Failure.NoAnswer("reset"));
        assertThat(it.lines().getLast()).isEqualTo("  because Error reading from remote server");
        it.ends().asks("GET /chat", UPGRADE).ends().asks("GET /chat", UPGRADE);
        assertThat(it.lines().getLast()).as("and it is not in error").isEqualTo("< Connect ws://a:81/chat");
    }

    /** The kept connection may have died after the application had read the handshake. */
    @Test
    void aHandshakeThatWentOutTwiceIsNobodyElses() {
        Conversation it = pool("", "ws://a:81", "ws://b:82");
        it.asks("GET /chat", UPGRADE).connectedAgain().fails(new Failure.NoAnswer("reset"));
        assertThat(it.lines().getLast()).isEqualTo("< Connect ws://a:81/chat afresh");
        it.fails(new Failure.Unreachable("refused"));
        assertThat(it.lines()).noneMatch(line -> line.contains("ws://b:82"));
    }

    @Test
    void aHandshakeWithoutAnAnswerTakesItsMemberOut() {
        Conversation it = pool("", "ws://a:81", "ws://b:82");
        it.asks("GET /chat", UPGRADE).connected().fails(new Failure.Silent(Duration.ofSeconds(1))).ends();
        assertThat(numbers(it)).containsExactly("AH01102", "AH02460");
        it.asks("GET /chat", UPGRADE).ends().asks("GET /chat", UPGRADE);
        assertThat(it.lines().getLast()).isEqualTo("< Connect ws://b:82/chat");
    }

    @Test
    void aPlainRequestWithoutAnAnswerDoesSoOnlyWithFailontimeout() {
        Conversation off = pool("", "http://a:81", "http://b:82");
        off.asks("GET /").connected().fails(new Failure.Silent(Duration.ofSeconds(1)));
        assertThat(numbers(off)).containsExactly("AH01102");
        Conversation on = pool("failontimeout=On", "http://a:81", "http://b:82");
        on.asks("GET /").connected().fails(new Failure.Silent(Duration.ofSeconds(1)));
        assertThat(numbers(on)).containsExactly("AH01102", "AH02460");
    }

    @Test
    void aBusyMemberIsPassedOverButNotInError() {
        Conversation it = pool("", "ws://a:81 max=1", "ws://b:82");
        Action.Connect first = (Action.Connect) it.asks("GET /").last();
        it.fails(new Failure.NoneFree(first.backend()));
        assertThat(it.lines().getLast()).isEqualTo("< Connect ws://b:82/");
        it.ends().asks("GET /").ends().asks("GET /");
        assertThat(it.lines().getLast()).isEqualTo("< Connect ws://a:81/");
    }

    @Test
    void aBodyThatIsHalfGoneIsNotSentToAnother() {
        Conversation it = pool("", "http://a:81", "http://b:82");
        it.asks("POST /", "Content-Length: 5").failsWithHalfABody(new Failure.Unreachable("refused"));
        assertThat(it.lines().getLast()).isEqualTo("< Reply 503 Service Unavailable");
    }

    @Test
    void errorsOfAMemberCanBeIgnored() {
        Conversation it = pool("", "ws://a:81 status=+I", "ws://b:82");
        it.asks("GET /").fails(new Failure.Unreachable("refused"));
        assertThat(it.lines().getLast()).isEqualTo("< Reply 503 Service Unavailable");
    }

    @Test
    void anAnswerCanTakeItsMemberOut() {
        Conversation it = pool("failonstatus=503,404", "http://a:81", "http://b:82");
        it.asks("GET /").connected().answers("404 Not Found", "Content-Length: 0").ends();
        assertThat(it.lines()).contains("< Relay 404 Not Found and 0 bytes");
        assertThat(numbers(it)).containsExactly("AH01174");
        it.asks("GET /").ends().asks("GET /");
        assertThat(it.lines().getLast()).isEqualTo("< Connect http://b:82/");
    }

    @Test
    void whereTimeoutIsSetARequestWaitsForAMember() {
        Conversation it = pool("timeout=1 forcerecovery=Off", "ws://a:81 status=D");
        it.asks("GET /");
        assertThat(it.lines().getLast()).isEqualTo("< Pause 10 ms");
        it.resumed();
        assertThat(it.lines().getLast()).isEqualTo("< Pause 10 ms");
    }

    @Test
    void nobodyIsThere() {
        Conversation out = pool("", "ws://a:81 status=D").asks("GET /");
        assertThat(out.lines().getLast()).isEqualTo("< Reply 503 Service Unavailable");
        assertThat(numbers(out)).containsExactly("AH01170");
        assertThat(numbers(pool("").asks("GET /"))).containsExactly("AH01171");
        assertThat(numbers(pool("stickysession=R nofailover=On", "ws://a:81 route=a status=D", "ws://b:82 route=b")
                .asks("GET /", "Cookie: R=x.a"))).containsExactly("AH01167");
        Conversation unnamed = Conversation.under("ProxyPass / balancer://b").asks("GET /y");
        assertThat(numbers(unnamed)).containsExactly("AH01144");
        assertThat(unnamed.lines().getLast()).isEqualTo("< Reply 500 Internal Server Error");
    }

    @Test
    void theRouteGoesWithThe101() {
        Conversation it = pool("stickysession=R", "ws://a:81 route=a", "ws://b:82 route=b");
        it.asks("GET /chat", UPGRADE).connected().answers("101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade",
                "Sec-WebSocket-Accept: ${accept}").ends();
        assertThat(it.got()).contains("Set-Cookie: R=.a; path=/");
        it.asks("GET /chat", "Upgrade: websocket", "Connection: Upgrade", UPGRADE[2], "Cookie: R=.b");
        assertThat(it.lines().getLast()).isEqualTo("< Connect ws://b:82/chat");
        it.connected().answers("101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Accept: ${accept}");
        assertThat(it.got()).noneMatch(field -> field.startsWith("Set-Cookie"));
    }

    @Test
    void whatAMemberSaysOfItselfIsTurnedRound() {
        Conversation it = pool("", "http://a:81", "http://b:82/base");
        it.asks("GET /").connected().answers("302 Found", "Location: http://b:82/base/there", "Content-Length: 0");
        assertThat(it.got()).contains("Location: http://site.test/there");
    }

    @Test
    void theSameClientStaysWithItsMemberByHash() {
        Conversation it = pool("lbmethod=hash hashkey=cookie:U", "ws://a:81", "ws://b:82", "ws://c:83");
        for (int i = 0; i < 20; i++) {
            String cookie = "Cookie: x=1; U=user" + i;
            String first = it.asks("GET /", cookie).ends().lines().getLast();
            assertThat(it.asks("GET /", cookie).ends().lines().getLast()).isEqualTo(first);
        }
        assertThat(it.lines()).contains("< Connect ws://a:81/", "< Connect ws://b:82/", "< Connect ws://c:83/");
    }

    private static Conversation documented(String... more) {
        List<String> lines = new ArrayList<>(List.of("<Proxy balancer://pool>", "BalancerMember ws://a:81", "BalancerMember ws://b:82",
                "</Proxy>", "<Proxy balancer://errors>", "BalancerMember http://e:83", "</Proxy>"));
        lines.addAll(List.of(more));
        lines.addAll(List.of("ProxyPass /errors/ balancer://errors/", "ProxyPass /sorry/ http://sorry:84/",
                "ProxyPass / balancer://pool/"));
        return Conversation.under(lines.toArray(String[]::new));
    }

    private static List<Long> busy(Conversation it) {
        return it.facts("balancer://pool").stream().map(MemberFacts::busy).toList();
    }

    @Test
    void aDocumentOfAnotherBalancerLetsTheFirstMemberGo() {
        Conversation it = documented("ErrorDocument 502 /errors/502");
        it.asks("GET /x").connected().fails(new Failure.NoAnswer("reset"));
        assertThat(it.lines().getLast()).isEqualTo("< Connect http://e:83/502");
        assertThat(busy(it)).containsExactly(0L, 0L);
        it.connected().answers("200 OK", "Content-Length: 0").ends();
        assertThat(it.facts("balancer://errors")).extracting(MemberFacts::busy).containsExactly(0L);
    }

    @Test
    void aDocumentFromElsewhereIsNoBusinessOfTheBalancer() {
        Conversation it = documented("ErrorDocument 503 /sorry/503", "ProxySet balancer://pool failonstatus=404 forcerecovery=Off");
        it.asks("GET /x").fails(new Failure.Unreachable("refused")).fails(new Failure.Unreachable("refused"));
        assertThat(it.lines().getLast()).isEqualTo("< Connect http://sorry:84/503");
        it.connected().answers("404 Not Found", "Content-Length: 0").ends();
        it.asks("GET /x");
        assertThat(it.lines().getLast()).as("no member is left").isEqualTo("< Connect http://sorry:84/503");
        it.fails(new Failure.Unreachable("refused")).ends();
        assertThat(it.lines().getLast()).isEqualTo("< Reply 503 Service Unavailable");
        assertThat(busy(it)).containsExactly(0L, 0L);
    }
}
