package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.e2e.Fleet.Closing;
import dev.culvert.e2e.Fleet.Handshake;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Three hundred clients on three members, of which one goes: who was on another never notices, and the rest are taken in there. */
@Tag("npm")
@Timeout(300)
class FleetTest {
    private static final int CLIENTS = 300;
    /** What a machine with two cores and other work may add to a second. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    @Test
    void aKilledMemberIsReplacedAtOnceAndGetsItsShareWhenItIsBack() throws Exception {
        try (Cluster cluster = Cluster.with("retry=1", "")) {
            cluster.settle(CLIENTS);
            cluster.assertSharesAreFair();
            Set<Integer> victims = cluster.fleet().openOn(cluster.a());
            Instant killed = Instant.now();
            cluster.a().kill();
            onlyTheseMoved(cluster, victims, killed, 1006);
            cluster.a().again();
            itsShareComesBack(cluster);
            cluster.end();
            assertThat(cluster.fleet().closings()).as("nobody else was ever closed").hasSameSizeAs(victims);
            assertThat(cluster.fleet().missed()).isEmpty();
        }
    }

    @Test
    void aMemberThatStopsInGoodOrderIsReplacedAtOnceAndGetsItsShareWhenItIsBack() throws Exception {
        try (Cluster cluster = Cluster.with("retry=1", "")) {
            cluster.settle(CLIENTS);
            Set<Integer> victims = cluster.fleet().openOn(cluster.a());
            Instant stopped = Instant.now();
            cluster.a().stop();
            onlyTheseMoved(cluster, victims, stopped, 1001);
            assertThat(cluster.a().end()).isZero();
            cluster.a().again();
            itsShareComesBack(cluster);
            cluster.end();
            assertThat(cluster.fleet().closings()).as("nobody else was ever closed").hasSameSizeAs(victims);
        }
    }

    /** Those are closed with this code, and every handshake since is answered by one of the others. */
    private static void onlyTheseMoved(Cluster cluster, Set<Integer> victims, Instant since, int code) throws Exception {
        Fleet fleet = cluster.fleet();
        fleet.await("all on the others", () -> fleet.open().size() == CLIENTS && fleet.openOn(cluster.a()).isEmpty());
        fleet.awaitRound();
        assertThat(fleet.closings()).containsExactlyInAnyOrderElementsOf(
                victims.stream().map(client -> new Closing(client, "a", code)).toList());
        assertThat(fleet.missed()).as(fleet.toString()).isEmpty();
        assertThat(fleet.handshakesSince(since)).as(fleet.toString()).hasSameSizeAs(victims)
                .allMatch(each -> each.open() && Set.of("b", "c").contains(each.member()));
    }

    /** Somebody is given to it within its retry, and when all come again it has as many as the others. No handshake fails. */
    private static void itsShareComesBack(Cluster cluster) throws Exception {
        Fleet fleet = cluster.fleet();
        fleet.await("somebody on the member that is back", () -> {
            fleet.renew(1);
            return !fleet.openOn(cluster.a()).isEmpty();
        });
        int before = fleet.handshakes().size();
        fleet.renew(CLIENTS);
        fleet.await("all to come again", () -> fleet.handshakes().size() >= before + CLIENTS && fleet.open().size() == CLIENTS);
        fleet.awaitRound();
        cluster.assertSharesAreFair();
        assertThat(fleet.failed()).isEmpty();
    }

    @Test
    void aMemberThatHangsFailsItsClientsOnlyUntilItsTimeoutHasPassedOnce() throws Exception {
        try (Cluster cluster = Cluster.with("retry=300 timeout=1", "failontimeout=On")) {
            cluster.settle(CLIENTS);
            Fleet fleet = cluster.fleet();
            Set<Integer> victims = fleet.openOn(cluster.a());
            Instant hung = Instant.now();
            cluster.a().hang();
            fleet.await("all on the others", () -> fleet.open().size() == CLIENTS && fleet.openOn(cluster.a()).isEmpty());
            assertThat(cluster.front().manager().status(cluster.a())).contains("Err");
            fleet.renew(CLIENTS / 2);
            fleet.awaitRound();
            failuresEndWithTheFirst(fleet, hung);
            assertThat(fleet.missed()).as(fleet.toString()).hasSameSizeAs(victims).containsOnly("a");
            assertThat(fleet.closings()).as(fleet.toString()).allMatch(each -> each.member().equals("a"));
            cluster.a().goOn();
            cluster.end();
            assertThat(cluster.a().upgraded()).isLessThanOrEqualTo(victims.size() + fleet.failed().size());
        }
    }

    /** All failed within the timeout; who asked after the first had failed was given to a live member. */
    private static void failuresEndWithTheFirst(Fleet fleet, Instant hung) {
        List<Handshake> failed = fleet.failed();
        assertThat(failed).as("handshakes with the hanging member: " + fleet).isNotEmpty().allMatch(each -> each.answer().equals("502"))
                .allMatch(each -> !each.began().isBefore(hung))
                .allMatch(each -> Duration.between(each.began(), each.ended()).minusSeconds(1).compareTo(SLACK) < 0);
        Instant first = failed.stream().map(Handshake::ended).min(Instant::compareTo).orElseThrow();
        assertThat(failed).as("handshakes that began after one had failed").allMatch(each -> !each.began().isAfter(first));
        assertThat(fleet.handshakesSince(first).stream().filter(Handshake::open).map(Handshake::member).collect(Collectors.toSet()))
                .as("who answered").isEqualTo(Stream.of("b", "c").collect(Collectors.toSet()));
    }
}
