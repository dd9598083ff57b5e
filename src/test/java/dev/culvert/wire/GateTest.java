package dev.culvert.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.balance.Live;
import dev.culvert.balance.LiveBackends;
import io.netty.channel.DefaultEventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** No more than max= are inside; the others wait in line. */
final class GateTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORTLY = Duration.ofMillis(20);

    private final DefaultEventLoop loop = new DefaultEventLoop();
    private final DefaultEventLoop others = new DefaultEventLoop();
    private final Live live = new LiveBackends().of("a backend");
    private final Gate gate = new Gate(live);

    @AfterEach
    void stopLoops() {
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        others.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    private CompletableFuture<Optional<Gate.Pass>> enter(int most, Duration patience) {
        CompletableFuture<Optional<Gate.Pass>> answer = new CompletableFuture<>();
        gate.enter(most, patience, loop, answer::complete);
        return answer;
    }

    private static Optional<Gate.Pass> within(CompletableFuture<Optional<Gate.Pass>> answer) {
        return answer.orTimeout(5, TimeUnit.SECONDS).join();
    }

    @Test
    void thereIsRoomForMost() {
        assertThat(enter(2, LONG).getNow(Optional.empty())).isPresent();
        assertThat(enter(2, LONG).getNow(Optional.empty())).isPresent();
        assertThat(enter(2, LONG)).isNotDone();
    }

    @Test
    void whoeverIsNextGetsThePassThatIsGivenBack() {
        Gate.Pass first = within(enter(1, LONG)).orElseThrow();
        CompletableFuture<Optional<Gate.Pass>> second = enter(1, LONG);
        CompletableFuture<Optional<Gate.Pass>> third = enter(1, LONG);
        first.giveBack();
        Gate.Pass handed = within(second).orElseThrow();
        assertThat(third).isNotDone();
        handed.giveBack();
        assertThat(within(third)).isPresent();
    }

    @Test
    void theAnswerComesOnTheLoopOfWhoWaits() {
        Gate.Pass first = within(enter(1, LONG)).orElseThrow();
        CompletableFuture<Boolean> onLoop = new CompletableFuture<>();
        gate.enter(1, LONG, loop, _ -> onLoop.complete(loop.inEventLoop()));
        first.giveBack();
        assertThat(onLoop.orTimeout(5, TimeUnit.SECONDS).join()).isTrue();
    }

    @Test
    void patienceRunsOut() {
        Gate.Pass first = within(enter(1, LONG)).orElseThrow();
        assertThat(within(enter(1, SHORTLY))).isEmpty();
        // Whoever gave up is no longer in line: the room is free again, not handed to nobody.
        first.giveBack();
        assertThat(enter(1, LONG).getNow(Optional.empty())).isPresent();
    }

    @Test
    void thoseInLineAreCounted() {
        Gate.Pass first = within(enter(1, LONG)).orElseThrow();
        assertThat(live.waiting()).isZero();
        CompletableFuture<Optional<Gate.Pass>> second = enter(1, LONG);
        enter(1, LONG);
        assertThat(live.waiting()).isEqualTo(2);
        first.giveBack();
        assertThat(within(second)).isPresent();
        assertThat(live.waiting()).isEqualTo(1);
        assertThat(within(enter(1, SHORTLY))).isEmpty();
        assertThat(live.waiting()).as("whoever gave up does not count").isEqualTo(1);
    }

    @Test
    void whoeverGoesAwayIsOutOfTheLineAtOnce() {
        Gate.Pass first = within(enter(1, LONG)).orElseThrow();
        CompletableFuture<Optional<Gate.Pass>> gone = new CompletableFuture<>();
        Gate.Visit visit = gate.enter(1, LONG, loop, gone::complete);
        CompletableFuture<Optional<Gate.Pass>> next = enter(1, LONG);
        visit.goAway();
        assertThat(live.waiting()).isEqualTo(1);
        first.giveBack();
        assertThat(within(next)).isPresent();
        assertThat(gone).as("nobody is there to be answered").isNotDone();
    }

    @Test
    void goingAwayAfterwardsChangesNothing() {
        CompletableFuture<Optional<Gate.Pass>> entered = new CompletableFuture<>();
        Gate.Visit visit = gate.enter(1, LONG, loop, entered::complete);
        visit.goAway();
        assertThat(within(entered)).isPresent();
        assertThat(enter(1, LONG)).as("the pass is still out").isNotDone();
    }

    @Test
    void aPassCountsOnce() {
        Gate.Pass first = within(enter(1, LONG)).orElseThrow();
        first.giveBack();
        first.giveBack();
        assertThat(within(enter(1, LONG))).isPresent();
        assertThat(enter(1, LONG)).isNotDone();
    }

    @Test
    void aLineThatIsTooLongTurnsAway() {
        assertThat(within(enter(1, LONG))).isPresent();
        IntStream.range(0, Gate.LINE_LIMIT).forEach(_ -> enter(1, LONG));
        assertThat(enter(1, LONG).getNow(Optional.of(gate.new Pass()))).isEmpty();
    }

    @Test
    void noMoreThanMostAreInsideHoweverManyCome() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            CompletableFuture<Optional<Gate.Pass>> answer = new CompletableFuture<>();
            gate.enter(3, LONG, loop, pass -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                answer.complete(pass);
            });
            all.add(answer.thenAcceptAsync(pass -> {
                inside.decrementAndGet();
                pass.orElseThrow().giveBack();
            }, others));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).orTimeout(10, TimeUnit.SECONDS).join();
        assertThat(most.get()).isEqualTo(3);
    }
}
