package dev.culvert.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold of every way to choose, for balancers nobody has thought of. Each seed is one world, and stays it. */
class SharesTest {
    private static final int PICKS = 20_000;

    /** Members with factors between 1 and 10, in hundredths. */
    private static double[] factors(Random random) {
        return IntStream.range(0, 2 + random.nextInt(7)).mapToDouble(_ -> (100 + random.nextInt(901)) / 100.0).toArray();
    }

    private static Pool pool(String parameters, double[] factors) {
        return new Pool(parameters, Arrays.stream(factors)
                .mapToObj(factor -> String.format(Locale.ROOT, "loadfactor=%.2f retry=60", factor)).toArray(String[]::new));
    }

    private static void everyShareHolds(long[] counts, double[] factors, double tolerance) {
        double all = Arrays.stream(factors).sum();
        long picks = Arrays.stream(counts).sum();
        for (int i = 0; i < factors.length; i++) {
            assertThat((double) counts[i] / picks).as("member %d of %s", i, Arrays.toString(factors))
                    .isCloseTo(factors[i] / all, within(tolerance));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void byrequestsKeepsTheSharesAllTheTime(long seed) {
        double[] factors = factors(new Random(seed));
        Pool pool = pool("", factors);
        double all = Arrays.stream(factors).sum();
        long[] counts = new long[factors.length];
        for (int pick = 1; pick <= PICKS; pick++) {
            counts[pool.index(released(pool.take()))]++;
            for (int i = 0; i < factors.length; i++) {
                assertThat(counts[i]).isCloseTo(Math.round(pick * factors[i] / all), within((long) factors.length));
            }
        }
    }

    private static Member released(Claim claim) {
        claim.release();
        return claim.member();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void bybusynessChoosesAmongTheLeastBusy(long seed) {
        Random random = new Random(seed);
        Pool pool = pool("lbmethod=bybusyness", factors(random));
        List<Claim> open = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            long least = pool.live().facts().stream().mapToLong(MemberFacts::busy).min().orElseThrow();
            Claim next = pool.take();
            assertThat(pool.live().facts().get(pool.index(next.member())).busy()).isEqualTo(least + 1);
            open.add(next);
            if (open.size() > 300) {
                open.remove(random.nextInt(open.size())).release();
            }
        }
    }

    /** With none busy, the shares decide. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void bybusynessKeepsTheSharesWhileNobodyIsBusy(long seed) {
        double[] factors = factors(new Random(seed));
        Pool pool = pool("lbmethod=bybusyness", factors);
        long[] counts = new long[factors.length];
        IntStream.range(0, PICKS).forEach(_ -> counts[pool.index(released(pool.take()))]++);
        everyShareHolds(counts, factors, 0.001);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void bytrafficSpreadsTheBytes(long seed) {
        Random random = new Random(seed);
        double[] factors = factors(random);
        Pool pool = pool("lbmethod=bytraffic", factors);
        for (int i = 0; i < PICKS; i++) {
            Member member = released(pool.take());
            member.live().transferred(10_000 + random.nextInt(10_000));
            member.live().read(100_000 + random.nextInt(100_000));
        }
        everyShareHolds(pool.live().facts().stream().mapToLong(facts -> facts.transferred() + facts.read()).toArray(), factors, 0.001);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void hashGivesEachItsShareOfTheKeys(long seed) {
        double[] factors = factors(new Random(seed));
        Pool pool = pool("lbmethod=hash", factors);
        long[] counts = new long[factors.length];
        IntStream.range(0, PICKS).forEach(i -> counts[pool.pick("", "client " + seed + "/" + i).charAt(0) - '0']++);
        everyShareHolds(counts, factors, 0.015);
    }

    /** Members fail and come back as chance has it; whoever is in error is never chosen while one is well. */
    @ParameterizedTest
    @ValueSource(strings = {"byrequests", "bybusyness", "bytraffic", "hash"})
    void nobodyInErrorIsChosen(String method) {
        Random random = new Random(11);
        Pool pool = new Pool("lbmethod=" + method, "retry=5", "retry=5", "retry=5", "retry=5");
        for (int i = 0; i < PICKS; i++) {
            pool.passes(Duration.ofMillis(random.nextInt(200)));
            if (random.nextInt(20) == 0) {
                pool.live().failed(pool.member(random.nextInt(4)));
            }
            var before = pool.live().facts();
            boolean someWell = before.stream().anyMatch(MemberFacts::isUsable);
            Member chosen = pool.live().members().get(pool.pick("", "key" + i).charAt(0) - '0');
            MemberFacts then = before.stream().filter(facts -> facts.member() == chosen).findFirst().orElseThrow();
            boolean due = then.failedAt().filter(since -> pool.instant().isAfter(since.plusSeconds(5))).isPresent();
            assertThat(then.isUsable() || due || !someWell).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"byrequests", "bybusyness", "bytraffic", "hash"})
    void whoRecoversGetsItsShareAgain(String method) {
        Pool pool = new Pool("lbmethod=" + method, "retry=5", "retry=5 loadfactor=2");
        for (int i = 0; i < 100; i++) {
            serve(pool, i);
        }
        pool.live().failed(pool.member(0));
        for (int i = 0; i < 100; i++) {
            assertThat(serve(pool, i)).isEqualTo(1);
        }
        pool.passes(Duration.ofSeconds(6));
        long first = IntStream.range(0, 900).filter(i -> serve(pool, i) == 0).count();
        // bytraffic makes up for what the member has missed, as in httpd.
        assertThat(first).isBetween(method.equals("bytraffic") ? 300L : 250L, method.equals("bytraffic") ? 400L : 350L);
    }

    private static int serve(Pool pool, int key) {
        int index = pool.pick("", "k" + key).charAt(0) - '0';
        pool.member(index).live().transferred(1000);
        return index;
    }

    @Test
    void aTieGoesToTheFirst() {
        assertThat(new Pool("lbmethod=bytraffic", "", "", "").picks(3)).isEqualTo("000");
    }
}
