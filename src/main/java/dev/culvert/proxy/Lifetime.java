package dev.culvert.proxy;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How old a tunnel may become.
 *
 * @param jitter percent of it by which the time of each tunnel may be shorter, so that those which were opened together
 *     do not end together
 */
public record Lifetime(Duration most, int jitter) {
    Duration draw(RandomGenerator random) {
        return most.minusMillis((long) (most.toMillis() * random.nextDouble() * jitter / 100));
    }
}
