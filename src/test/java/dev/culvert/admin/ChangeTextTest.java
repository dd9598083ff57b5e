package dev.culvert.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.balance.BackendUrl;
import dev.culvert.balance.BalancerParameters;
import dev.culvert.balance.Changes;
import dev.culvert.balance.LbMethod;
import dev.culvert.balance.WorkerParameters;
import dev.culvert.balance.WorkerStatus;
import dev.culvert.directive.Args;
import dev.culvert.directive.Place;
import dev.culvert.directive.Settings;
import dev.culvert.syntax.Node;
import dev.culvert.syntax.Position;
import dev.culvert.syntax.Word;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangeTextTest {
    private static final Args LINE = new Args(new Node.Statement(new Word("The", new Position("test", 1)), List.of(), ""),
            Place.PROXY, Optional.empty(), _ -> { });
    private static final Map<String, Args> KNOWN = Map.of("balancer://chat", LINE, "site [*:80] balancer://own", LINE);

    private static final Changes NOTHING = new Changes(Settings.NONE, List.of());

    private final List<String> wrong = new ArrayList<>();

    private Map<String, Changes> read(String text) {
        return ChangeText.read(text.lines().toList(), KNOWN, (line, why) -> wrong.add(line + ": " + why));
    }

    private static BackendUrl url(String text) {
        return BackendUrl.parse(text).orElseThrow();
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Settings member = Settings.NONE.put(WorkerParameters.LOAD_FACTOR, 3.5).put(WorkerParameters.ROUTE, Optional.empty())
                .put(WorkerParameters.REDIRECT, Optional.of("b c")).put(WorkerParameters.LB_SET, 4)
                .put(WorkerParameters.STATUS, Set.of(WorkerStatus.DRAIN, WorkerStatus.STOPPED));
        Settings balancer = Settings.NONE.put(BalancerParameters.LB_METHOD, LbMethod.BYBUSYNESS)
                .put(BalancerParameters.TIMEOUT, Duration.ZERO).put(BalancerParameters.STICKY_SESSION, Optional.empty())
                .put(BalancerParameters.MAX_ATTEMPTS, Optional.of(3)).put(BalancerParameters.NO_FAILOVER, true);
        String text = ChangeText.of(Map.of("balancer://chat", new Changes(balancer, List.of(
                new Changes.OfMember(url("ws://a:1/base"), member, false),
                new Changes.OfMember(url("ws://untouched:1"), Settings.NONE, false),
                new Changes.OfMember(url("ws://new:1"), Settings.NONE, true)))));
        Changes again = read(text).getOrDefault("balancer://chat", NOTHING);
        assertThat(wrong).isEmpty();
        assertThat(ChangeText.of(Map.of("balancer://chat", again))).isEqualTo(text);
        assertThat(again.members()).extracting(one -> one.url() + " " + one.added())
                .containsExactly("ws://a:1/base false", "ws://new:1 true");
        Settings edits = again.members().getFirst().edits();
        assertThat(edits.get(WorkerParameters.LOAD_FACTOR)).isEqualTo(3.5);
        assertThat(edits.has(WorkerParameters.ROUTE)).as("that a route was taken away is a change").isTrue();
        assertThat(edits.get(WorkerParameters.STATUS)).containsExactlyInAnyOrder(WorkerStatus.DRAIN, WorkerStatus.STOPPED);
        assertThat(again.balancer().get(BalancerParameters.TIMEOUT)).isZero();
        assertThat(again.balancer().get(BalancerParameters.STICKY_SESSION)).isEmpty();
    }

    @Test
    void whatHasHappenedToAMemberIsNotKept() {
        Settings edits = Settings.NONE.put(WorkerParameters.STATUS, Set.of(WorkerStatus.HEALTH_CHECK_FAILED, WorkerStatus.DISABLED));
        assertThat(ChangeText.of(Map.of("balancer://chat", new Changes(Settings.NONE,
                List.of(new Changes.OfMember(url("ws://a:1"), edits, false)))))).contains("status=D\n");
    }

    @Test
    void aBrokenLineSaysWhereAndTheOthersHold() {
        Map<String, Changes> changes = read("""
                # a comment
                timeout=5
                balancer=balancer://chat
                timeout=soon
                nonsense
                route=x
                lbmethod=hash
                member=ws://a:1
                loadfactor=1000
                status=DX
                lbset=3
                """);
        assertThat(wrong).hasSize(6).satisfiesExactly(
                one -> assertThat(one).startsWith("2: expected a line that begins with balancer="),
                one -> assertThat(one).startsWith("4: The parameter timeout expects"),
                one -> assertThat(one).startsWith("5: expected key=value"),
                one -> assertThat(one).startsWith("6: expected one of lbmethod"),
                one -> assertThat(one).startsWith("9: The parameter loadfactor expects"),
                one -> assertThat(one).startsWith("10: status expects letters"));
        assertThat(changes).containsOnlyKeys("balancer://chat");
        Changes chat = changes.getOrDefault("balancer://chat", NOTHING);
        assertThat(chat.balancer().get(BalancerParameters.LB_METHOD)).isEqualTo(LbMethod.HASH);
        assertThat(chat.members().getFirst().edits().get(WorkerParameters.LB_SET)).isEqualTo(3);
    }

    @Test
    void aBalancerThatIsNoMoreIsPassedOver() {
        assertThat(read("balancer=balancer://gone\ntimeout=nonsense\nbalancer=site [*:80] balancer://own\ntimeout=4\n"))
                .containsOnlyKeys("site [*:80] balancer://own");
        assertThat(wrong).isEmpty();
    }
}
