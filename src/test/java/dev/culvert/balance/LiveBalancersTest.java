package dev.culvert.balance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.directive.Settings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of balancers when a new generation describes them. */
final class LiveBalancersTest {
    private final LiveBalancers live = new LiveBalancers(new LiveBackends(), InstantSource.system(), new Heartbeats(0));

    private static Balancer balancer(String name, Settings parameters, String... members) {
        return new Balancer("", "balancer://" + name, parameters, List.of(members).stream().map(LiveBalancersTest::member).toList());
    }

    private static Backend member(String host) {
        return new Backend("balancer://" + host, new BackendUrl(Optional.empty(), "ws", host, Optional.of(80), ""),
                Backend.Kind.LITERAL, Settings.NONE.put(WorkerParameters.MAX, 7));
    }

    private static Settings timeout(long seconds) {
        return Settings.NONE.put(BalancerParameters.TIMEOUT, Duration.ofSeconds(seconds));
    }

    @Test
    void oneThatReadsTheSameKeepsWhatAPersonHasChanged() {
        assertThat(live.adopt(List.of(balancer("a", timeout(1), "one")))).as("a new one").hasSize(1);
        LiveBalancer before = live.of(balancer("a", timeout(1), "one"));
        before.edit(timeout(5));
        assertThat(live.adopt(List.of(balancer("a", timeout(1), "one")))).isEmpty();
        assertThat(live.of(balancer("a", timeout(1), "one"))).isSameAs(before);
        assertThat(before.parameters().get(BalancerParameters.TIMEOUT)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void oneThatReadsOtherwiseIsTakenAsItReadsAndItsMembersStay() {
        live.adopt(List.of(balancer("a", timeout(1), "one", "two")));
        LiveBalancer before = live.of(balancer("a", timeout(1)));
        Member one = before.members().getFirst();
        before.edit(timeout(5));
        assertThat(live.adopt(List.of(balancer("a", timeout(2), "one", "three")))).containsExactly(before);
        assertThat(before.parameters().get(BalancerParameters.TIMEOUT)).isEqualTo(Duration.ofSeconds(2));
        assertThat(before.members()).hasSize(2).first().isSameAs(one);
    }

    @Test
    void oneThatIsGoneIsForgotten() {
        live.adopt(List.of(balancer("a", timeout(1)), balancer("b", timeout(1))));
        LiveBalancer gone = live.of(balancer("b", timeout(1)));
        live.adopt(List.of(balancer("a", timeout(1))));
        assertThat(live.current()).extracting(each -> each.configured().name()).containsExactly("balancer://a");
        assertThat(live.of(balancer("b", timeout(1)))).isNotSameAs(gone);
    }
}
