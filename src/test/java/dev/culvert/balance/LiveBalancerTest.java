package dev.culvert.balance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.directive.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveBalancerTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "1,1,1; 012012012",
        "5,3,2; 01200102100120010210",
        "2.5,1; 01000100100010",
    })
    void requestsGoRoundAsInHttpd(String factors, String sequence) {
        String[] members = factors.split(",");
        for (int i = 0; i < members.length; i++) {
            members[i] = "loadfactor=" + members[i];
        }
        assertThat(new Pool("", members).picks(sequence.length())).isEqualTo(sequence);
    }

    @Test
    void openTunnelsCountAsBusy() {
        Pool pool = new Pool("lbmethod=bybusyness", "", "");
        List<Claim> open = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            open.add(pool.take());
        }
        assertThat(open).extracting(claim -> pool.index(claim.member())).containsExactly(0, 1, 0, 1, 0);
        open.stream().filter(claim -> pool.index(claim.member()) == 0).forEach(Claim::release);
        List<Integer> next = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            next.add(pool.index(pool.take().member()));
        }
        assertThat(next).containsExactly(0, 0, 1, 0);
    }

    @Test
    void aClaimIsGivenBackOnce() {
        Pool pool = new Pool("", "");
        Claim claim = pool.take();
        claim.release();
        claim.release();
        assertThat(pool.live().facts().getFirst().busy()).isZero();
    }

    @Test
    void theOneWithTheFewestBytesForItsShareIsNext() {
        Pool pool = new Pool("lbmethod=bytraffic", "loadfactor=2", "");
        pool.member(0).live().transferred(1000);
        pool.member(1).live().read(400);
        assertThat(pool.picks(1)).isEqualTo("1");
        pool.member(1).live().read(400);
        assertThat(pool.picks(1)).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "lower sets first; lbset=1 , lbset=0 , lbset=1; 1111",
        "the next set when one is out; lbset=1 , lbset=0 status=D , lbset=1; 0202",
        "a spare for each that is missing; status=D , plain , status=+R , status=+R; 1212",
        "two missing; status=D , status=S , plain , status=+R , status=+R , status=+H; 234234",
        "a drained one is missing too; status=+N , plain , status=+R; 1212",
        "no spare while all are there; plain , plain , status=+R; 0101",
        "standbys when all else is out; status=D , status=+H; 1111",
        "nobody; status=D , status=S , status=+N; ---",
        "an error that the configuration begins with is over at once; plain , status=+E retry=100 , plain; 012",
        "what a check would have found stays; plain , status=+C , plain; 0202",
    })
    void setsSparesAndStandbys(String what, String members, String picks) {
        String[] each = members.replace("plain", "").split(",");
        for (int i = 0; i < each.length; i++) {
            each[i] = each[i].strip();
        }
        assertThat(new Pool("", each).picks(picks.length())).as(what).isEqualTo(picks);
    }

    @Test
    void aFailedMemberComesBackAfterItsRetryTime() {
        Pool pool = new Pool("", "retry=10", "");
        assertThat(pool.live().failed(pool.member(0))).isTrue();
        pool.passes(Duration.ofSeconds(10));
        assertThat(pool.picks(4)).isEqualTo("1111");
        pool.passes(Duration.ofMillis(1));
        assertThat(pool.picks(4)).contains("0").contains("1");
        assertThat(pool.live().facts().getFirst().retries()).isEqualTo(1);
    }

    @Test
    void aMemberWhoseErrorsAreIgnoredNeverFails() {
        Pool pool = new Pool("", "status=I", "");
        assertThat(pool.live().failed(pool.member(0))).isFalse();
        assertThat(pool.picks(4)).isEqualTo("0101");
    }

    @Test
    void whereAllHaveFailedAllAreTriedAgain() {
        Pool pool = new Pool("", "", "");
        pool.live().members().forEach(pool.live()::failed);
        assertThat(pool.picks(2)).isEqualTo("01");
    }

    @Test
    void unlessForceRecoveryIsOff() {
        Pool pool = new Pool("forcerecovery=Off", "", "");
        pool.live().members().forEach(pool.live()::failed);
        assertThat(pool.choose("", "", Set.of())).isInstanceOf(Choice.NoneUsable.class);
        assertThat(new Pool("").choose("", "", Set.of())).isInstanceOf(Choice.NoMembers.class);
    }

    @Test
    void whatARequestHasTriedIsNotGivenToItAgain() {
        Pool pool = new Pool("", "retry=0", "retry=0");
        Member first = pool.take().member();
        pool.live().failed(first);
        pool.passes(Duration.ofSeconds(1));
        assertThat(pool.choose("", "", Set.of(first))).isInstanceOfSatisfying(Choice.Taken.class,
                taken -> assertThat(taken.claim().member()).isNotSameAs(first));
        assertThat(pool.choose("", "", Set.copyOf(pool.live().members()))).isInstanceOf(Choice.NoneUsable.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "its own; ''; route=a , route=b; b; 1",
        "a free choice, and told so; stickysession=S; route=a , route=b; zz; 0!",
        "drained members keep who is theirs; stickysession=S; route=a , route=b status=+N; b; 1",
        "a redirect; stickysession=S; route=a redirect=b status=D , route=b; a; 1!",
        "a circle of redirects; stickysession=S; route=a redirect=b status=D , route=b redirect=a status=D , route=c; a; 2!",
        "a standby with the route; stickysession=S; route=a , route=b status=D , route=b status=+H; b; 2",
        "nofailover; stickysession=S nofailover=On; route=a status=D , route=b; a; -",
        "nofailover knows only its own; stickysession=S nofailover=On; route=a , route=b; zz; 0!",
    })
    void aRouteLeadsToItsMember(String what, String parameters, String members, String route, String pick) {
        String[] each = members.split(" , ");
        assertThat(new Pool(parameters, each).pick(route, "")).as(what).isEqualTo(pick);
    }

    @Test
    void whoComesBackCountsInTheSharesOfAll() {
        Pool pool = new Pool("stickysession=S", "route=a", "route=b");
        assertThat(pool.pick("a", "")).isEqualTo("0");
        assertThat(pool.picks(3)).isEqualTo("101");
        assertThat(pool.live().facts().getFirst().elected()).isEqualTo(2);
    }

    @Test
    void aKeyStaysWithItsMemberAndOnlyThoseOfALostOneMove() {
        Pool pool = new Pool("lbmethod=hash", "", "loadfactor=2", "");
        Map<String, String> before = assignment(pool);
        assertThat(assignment(pool)).isEqualTo(before);
        assertThat(before.values()).filteredOn("1"::equals).hasSizeBetween(450, 550);
        pool.live().edit(pool.member(1), Settings.NONE.put(WorkerParameters.STATUS, Set.of(WorkerStatus.DRAIN)));
        Map<String, String> after = assignment(pool);
        before.forEach((key, member) -> {
            if (!member.equals("1")) {
                assertThat(after).containsEntry(key, member);
            }
        });
        assertThat(after.values()).doesNotContain("1");
    }

    private static Map<String, String> assignment(Pool pool) {
        Map<String, String> members = new TreeMap<>();
        for (int i = 0; i < 1000; i++) {
            members.put("192.0.2." + i, pool.pick("", "192.0.2." + i));
        }
        return members;
    }

    @Test
    void aRecoveredMemberStartsSlowly() {
        Pool pool = new Pool("", "slowstart=100 retry=0", "");
        pool.live().failed(pool.member(0));
        pool.passes(Duration.ofMillis(1));
        assertThat(pool.picks(20)).isEqualTo("1".repeat(20));
        pool.passes(Duration.ofSeconds(50));
        assertThat(pool.picks(40).chars().filter(c -> c == '0').count()).isBetween(9L, 11L);
        pool.passes(Duration.ofSeconds(50));
        assertThat(pool.picks(40).chars().filter(c -> c == '0').count()).isBetween(18L, 22L);
    }

    @Test
    void aSlowStarterThatIsAloneTakesAll() {
        Pool pool = new Pool("", "slowstart=100 retry=0", "status=D");
        pool.live().failed(pool.member(0));
        pool.passes(Duration.ofMillis(1));
        assertThat(pool.picks(3)).isEqualTo("000");
    }

    @Test
    void onlyWhoIsHeardOfIsChosenByHeartbeat() {
        Pool pool = new Pool("lbmethod=heartbeat", "", "", "");
        assertThat(pool.picks(1)).isEqualTo("-");
        pool.heartbeats().heard("m0", HeartbeatMessage.parse("v=1&ready=30&busy=1").orElseThrow(), pool.instant());
        pool.heartbeats().heard("m1", HeartbeatMessage.parse("v=1&ready=10&busy=1").orElseThrow(), pool.instant());
        String picks = pool.picks(4000);
        assertThat(picks).doesNotContain("2").doesNotContain("-");
        assertThat(picks.chars().filter(c -> c == '0').count()).isBetween(2800L, 3200L);
        pool.passes(Duration.ofSeconds(11));
        assertThat(pool.picks(1)).isEqualTo("-");
    }

    @Test
    void checksTakeAMemberOutAndBringItBack() {
        Pool pool = new Pool("", "", "");
        assertThat(pool.live().checked(pool.member(0), false, 2, 2)).isEqualTo(LiveBalancer.Turn.NONE);
        assertThat(pool.live().checked(pool.member(0), true, 2, 2)).isEqualTo(LiveBalancer.Turn.NONE);
        assertThat(pool.live().checked(pool.member(0), false, 2, 2)).isEqualTo(LiveBalancer.Turn.DISABLED);
        assertThat(pool.picks(2)).isEqualTo("11");
        assertThat(pool.live().checked(pool.member(0), true, 2, 2)).isEqualTo(LiveBalancer.Turn.NONE);
        assertThat(pool.live().checked(pool.member(0), true, 2, 2)).isEqualTo(LiveBalancer.Turn.ENABLED);
        assertThat(pool.picks(2)).contains("0");
    }

    @Test
    void aCheckAlsoRevivesWhatFailedOtherwise() {
        Pool pool = new Pool("", "retry=1000", "");
        pool.live().failed(pool.member(0));
        assertThat(pool.live().checked(pool.member(0), true, 1, 1)).isEqualTo(LiveBalancer.Turn.ENABLED);
        assertThat(pool.picks(2)).contains("0");
    }

    @Test
    void membersThatStayKeepWhatTheyAreAcrossGenerations() {
        Pool pool = new Pool("lbmethod=bybusyness", "", "");
        Claim tunnel = pool.take();
        Member first = pool.member(0);
        pool.live().failed(pool.member(1));
        pool.adopt(Pool.balancer("lbmethod=bybusyness", "", "", "slowstart=10"));
        assertThat(pool.member(0)).isSameAs(first);
        assertThat(pool.live().facts()).extracting(MemberFacts::busy).containsExactly(1L, 0L, 0L);
        assertThat(pool.live().facts().get(1).status()).containsExactly(WorkerStatus.ERROR);
        tunnel.release();
        assertThat(pool.live().facts().getFirst().busy()).isZero();
    }

    @Test
    void editsHoldAndAreToldAsChanges() {
        Pool pool = new Pool("growth=1", "", "");
        pool.live().edit(pool.member(0), Settings.NONE.put(WorkerParameters.STATUS, Set.of(WorkerStatus.DISABLED)));
        pool.live().edit(Settings.NONE.put(BalancerParameters.LB_METHOD, LbMethod.BYBUSYNESS));
        BackendUrl url = BackendUrl.parse("ws://new:81").orElseThrow();
        assertThat(pool.live().add(url, 5)).isPresent();
        assertThat(pool.live().add(BackendUrl.parse("ws://newer:81").orElseThrow(), 5)).isEmpty();
        assertThat(pool.picks(3)).isEqualTo("111");
        Changes changes = pool.live().changes();
        Pool other = new Pool("growth=1", "", "");
        other.live().apply(changes);
        assertThat(other.picks(3)).isEqualTo("111");
        assertThat(other.live().parameters().get(BalancerParameters.LB_METHOD)).isEqualTo(LbMethod.BYBUSYNESS);
        assertThat(other.live().members()).hasSize(3);
        assertThat(other.live().facts().get(2).status()).containsExactly(WorkerStatus.DISABLED);
    }

    @Test
    void whoIsCheckedNoLongerIsNotKeptOutByTheLastCheck() {
        Pool pool = new Pool("", "hcmethod=TCP", "");
        pool.live().checked(pool.member(0), false, 1, 1);
        assertThat(pool.picks(2)).isEqualTo("11");
        pool.adopt(Pool.balancer("", "hcmethod=TCP", ""));
        assertThat(pool.picks(2)).as("still checked").isEqualTo("11");
        pool.adopt(Pool.balancer("", "", ""));
        assertThat(pool.picks(2)).contains("0");
    }
}
