package dev.culvert.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long addresses stay good, and who waits for new ones. */
final class NamesTest {
    private static final Optional<Duration> FOR_EVER = Optional.empty();
    private static final Optional<Duration> A_MINUTE = Optional.of(Duration.ofMinutes(1));
    private static final String HOST = "backend.test";

    private final DefaultEventLoop loop = new DefaultEventLoop();
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // nanoTime() may wrap around
    private final AtomicInteger asked = new AtomicInteger();
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final ConcurrentLinkedQueue<String> warnings = new ConcurrentLinkedQueue<>();
    private final Names names = new Names(this::resolve, now::get, warnings::add);

    @AfterEach
    void stopLoop() {
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    /** Waits until the test has said what the answer is: addresses, or words about the lack of them. */
    private InetAddress[] resolve(String host) throws UnknownHostException {
        asked.incrementAndGet();
        String answer = said();
        if (!answer.startsWith("10.")) {
            throw new UnknownHostException(host + ": " + answer);
        }
        return Stream.of(answer.split(" ", -1)).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
    }

    private String said() {
        try {
            return String.valueOf(answers.poll(5, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private CompletableFuture<List<InetAddress>> find(String host, Optional<Duration> timeToLive) {
        CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
        names.find(host, timeToLive, loop, answer::complete);
        return answer;
    }

    private static String text(CompletableFuture<List<InetAddress>> answer) {
        return String.join(" ", answer.orTimeout(5, TimeUnit.SECONDS).join().stream().map(InetAddress::getHostAddress).toList());
    }

    private String found(Optional<Duration> timeToLive) {
        return text(find(HOST, timeToLive));
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void withoutATimeToLiveTheFirstAnswerHoldsForEver() {
        answers.add("10.0.0.1 10.0.0.2");
        assertThat(found(FOR_EVER)).isEqualTo("10.0.0.1 10.0.0.2");
        pass(Duration.ofDays(100));
        assertThat(find(HOST, FOR_EVER)).as("at once").isDone();
        assertThat(asked).hasValue(1);
    }

    @Test
    void aNameIsLookedUpAgainAfterItsTimeToLive() {
        answers.add("10.0.0.1");
        assertThat(found(A_MINUTE)).isEqualTo("10.0.0.1");
        pass(Duration.ofSeconds(59));
        assertThat(find(HOST, A_MINUTE)).as("still fresh, so at once").isDone();
        pass(Duration.ofSeconds(1));
        answers.add("10.0.0.2");
        assertThat(found(A_MINUTE)).isEqualTo("10.0.0.2");
        assertThat(find(HOST, A_MINUTE)).as("fresh again").isDone();
        assertThat(asked).hasValue(2);
    }

    @Test
    void theSameAnswerIsTheSameList() {
        answers.add("10.0.0.1 10.0.0.2");
        List<InetAddress> before = find(HOST, A_MINUTE).join();
        pass(Duration.ofMinutes(1));
        answers.add("10.0.0.1 10.0.0.2");
        assertThat(find(HOST, A_MINUTE).join()).isSameAs(before);
        assertThat(asked).hasValue(2);
    }

    @Test
    void whoeverComesDuringALookUpJoinsIt() {
        answers.add("10.0.0.1");
        assertThat(found(A_MINUTE)).isEqualTo("10.0.0.1");
        pass(Duration.ofMinutes(1));
        List<CompletableFuture<List<InetAddress>>> all =
                Stream.generate(() -> find(HOST, A_MINUTE)).limit(100).toList();
        assertThat(all).as("no old answer while a new one is on its way").noneMatch(CompletableFuture::isDone);
        assertThat(find(HOST, FOR_EVER)).as("whom any age suits need not wait").isDone();
        answers.add("10.0.0.2");
        assertThat(all).allSatisfy(each -> assertThat(text(each)).isEqualTo("10.0.0.2"));
        assertThat(asked).hasValue(2);
    }

    @Test
    void theAnswerComesOnTheLoopOfWhoAsked() {
        CompletableFuture<Boolean> onLoop = new CompletableFuture<>();
        names.find(HOST, A_MINUTE, loop, _ -> onLoop.complete(loop.inEventLoop()));
        answers.add("10.0.0.1");
        assertThat(onLoop.orTimeout(5, TimeUnit.SECONDS).join()).isTrue();
    }

    @Test
    void theOldAddressesStayWhenALookUpFails() {
        answers.add("10.0.0.1");
        assertThat(found(A_MINUTE)).isEqualTo("10.0.0.1");
        pass(Duration.ofMinutes(1));
        answers.add("the name server is away");
        assertThat(found(A_MINUTE)).isEqualTo("10.0.0.1");
        pass(Duration.ofSeconds(59));
        assertThat(find(HOST, A_MINUTE)).as("it is not asked again before the time is over").isDone();
        pass(Duration.ofSeconds(1));
        answers.add("and still is");
        assertThat(found(A_MINUTE)).isEqualTo("10.0.0.1");
        pass(Duration.ofMinutes(1));
        answers.add("10.0.0.2");
        assertThat(found(A_MINUTE)).isEqualTo("10.0.0.2");
        assertThat(asked).hasValue(4);
        assertThat(warnings).as("one line when it is lost, one when it is back").containsExactly(
                "the name backend.test cannot be looked up any more, so its last addresses stay in use, 10.0.0.1:"
                        + " backend.test: the name server is away",
                "the name backend.test can be looked up again: 10.0.0.2");
    }

    @Test
    void aNameThatNeverHadAnAddressIsAskedForEachTime() {
        answers.add("no such name");
        assertThat(found(FOR_EVER)).isEmpty();
        answers.add("10.0.0.1");
        assertThat(found(FOR_EVER)).isEqualTo("10.0.0.1");
        assertThat(warnings).as("the request that failed has a line of its own").isEmpty();
    }

    @Test
    void aTimeToLiveOfNothingAsksEachTime() {
        answers.addAll(List.of("10.0.0.1", "10.0.0.2"));
        assertThat(found(Optional.of(Duration.ZERO))).isEqualTo("10.0.0.1");
        assertThat(found(Optional.of(Duration.ZERO))).isEqualTo("10.0.0.2");
    }

    @Test
    void figuresAreNoName() {
        assertThat(text(find("127.0.0.9", A_MINUTE))).isEqualTo("127.0.0.9");
        assertThat(text(find("::1", A_MINUTE))).isEqualTo("0:0:0:0:0:0:0:1");
        assertThat(asked).hasValue(0);
    }

    @Test
    void theSystemsResolverHoldsUpNoVirtualThread() {
        CompletableFuture<Boolean> virtual = new CompletableFuture<>();
        Names own = new Names(host -> {
            virtual.complete(Thread.currentThread().isVirtual());
            throw new UnknownHostException(host);
        }, now::get, warnings::add);
        own.find(HOST, FOR_EVER, loop, _ -> { });
        assertThat(virtual.orTimeout(5, TimeUnit.SECONDS).join()).isFalse();
    }
}
