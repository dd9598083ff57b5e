package dev.culvert.wire;

import static org.assertj.core.api.Assertions.assertThat;

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
    private static final Optional<Duration> FOR_EVER = Optional.empty();
    private static final Optional<Duration> SHORTLY = Optional.of(Duration.ofMillis(20));

    private final DefaultEventLoop loop = new DefaultEventLoop();
    private final DefaultEventLoop others = new DefaultEventLoop();
    private final Gate gate = new Gate();

    @AfterEach
    void stopLoops() {
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        others.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    private CompletableFuture<Optional<Gate.Pass>> enter(int most, Optional<Duration> patience) {
        CompletableFuture<Optional<Gate.Pass>> answer = new CompletableFuture<>();
        gate.enter(most, patience, loop, answer::complete);
        return answer;
    }

    private static Optional<Gate.Pass> within(CompletableFuture<Optional<Gate.Pass>> answer) {
        return answer.orTimeout(5, TimeUnit.SECONDS).join();
    }

    @Test
    void thereIsRoomForMost() {
        assertThat(enter(2, FOR_EVER).getNow(Optional.empty())).isPresent();
        assertThat(enter(2, FOR_EVER).getNow(Optional.empty())).isPresent();
        assertThat(enter(2, FOR_EVER)).isNotDone();
    }

    @Test
    void whoeverIsNextGetsThePassThatIsGivenBack() {
        Gate.Pass first = within(enter(1, FOR_EVER)).orElseThrow();
        CompletableFuture<Optional<Gate.Pass>> second = enter(1, FOR_EVER);
        CompletableFuture<Optional<Gate.Pass>> third = enter(1, FOR_EVER);
        first.giveBack();
        Gate.Pass handed = within(second).orElseThrow();
        assertThat(third).isNotDone();
        handed.giveBack();
        assertThat(within(third)).isPresent();
    }

    @Test
    void theAnswerComesOnTheLoopOfWhoWaits() {
        Gate.Pass first = within(enter(1, FOR_EVER)).orElseThrow();
        CompletableFuture<Boolean> onLoop = new CompletableFuture<>();
        gate.enter(1, FOR_EVER, loop, _ -> onLoop.complete(loop.inEventLoop()));
        first.giveBack();
        assertThat(onLoop.orTimeout(5, TimeUnit.SECONDS).join()).isTrue();
    }

    @Test
    void patienceRunsOut() {
        Gate.Pass first = within(enter(1, FOR_EVER)).orElseThrow();
        assertThat(within(enter(1, SHORTLY))).isEmpty();
        // Whoever gave up is no longer in line: the room is free again, not handed to nobody.
        first.giveBack();
        assertThat(enter(1, FOR_EVER).getNow(Optional.empty())).isPresent();
    }

    @Test
    void aPassCountsOnce() {
        Gate.Pass first = within(enter(1, FOR_EVER)).orElseThrow();
        first.giveBack();
        first.giveBack();
        assertThat(within(enter(1, FOR_EVER))).isPresent();
        assertThat(enter(1, FOR_EVER)).isNotDone();
    }

    @Test
    void aLineThatIsTooLongTurnsAway() {
        assertThat(within(enter(1, FOR_EVER))).isPresent();
        IntStream.range(0, Gate.LINE_LIMIT).forEach(_ -> enter(1, FOR_EVER));
        assertThat(enter(1, FOR_EVER).getNow(Optional.of(gate.new Pass()))).isEmpty();
    }

    @Test
    void noMoreThanMostAreInsideHoweverManyCome() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            CompletableFuture<Optional<Gate.Pass>> answer = new CompletableFuture<>();
            gate.enter(3, FOR_EVER, loop, pass -> {
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
