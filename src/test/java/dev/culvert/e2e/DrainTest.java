package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A member is drained by way of the manager while clients come and go all the time. */
@Tag("npm")
@Timeout(300)
class DrainTest {
    private static final int STEADY = 100;
    private static final int RESTLESS = 200;
    private static final int SOME = 600;

    @Test
    void nothingLandsOnADrainedMemberAndItsTunnelsLiveOn() throws Exception {
        try (Cluster cluster = Cluster.with("retry=1", "")) {
            cluster.settle(STEADY);
            Fleet fleet = cluster.fleet();
            Set<Integer> staying = fleet.openOn(cluster.a());
            assertThat(staying).isNotEmpty();
            fleet.joinRestless(RESTLESS, 2);
            fleet.await("coming and going", () -> fleet.handshakes().size() > STEADY + SOME);
            drain(cluster, staying);
            cluster.front().manager().undrain(Cluster.BALANCER, cluster.a());
            fleet.await("newcomers on the member again", () -> fleet.openOn(cluster.a()).size() > staying.size());
            cluster.end();
            assertThat(fleet.closings()).as("nobody was ever closed").isEmpty();
            assertThat(fleet.missed()).isEmpty();
            assertThat(fleet.failed()).isEmpty();
        }
    }

    private static void drain(Cluster cluster, Set<Integer> staying) throws Exception {
        Fleet fleet = cluster.fleet();
        cluster.front().manager().drain(Cluster.BALANCER, cluster.a());
        Instant drained = Instant.now();
        assertThat(cluster.front().manager().status(cluster.a())).contains("Drn");
        fleet.await("many more handshakes", () -> fleet.handshakesSince(drained).size() > SOME);
        assertThat(List.copyOf(fleet.handshakesSince(drained))).as(fleet.toString())
                .allMatch(each -> each.open() && Set.of("b", "c").contains(each.member()));
        assertThat(fleet.openOn(cluster.a())).as("those who were there and had no wish to leave").isEqualTo(staying);
        fleet.awaitRound();
    }
}
