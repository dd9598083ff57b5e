package dev.culvert.admin;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.function.BiConsumer;

/** How late the event loops come to what they have to do. */
final class LoopDelays implements BiConsumer<Integer, Duration> {
    private final Histogram late;

    LoopDelays(PrometheusRegistry registry) {
        late = Histogram.builder()
                .name("culvert_event_loop_delay_seconds")
                .help("How late an event loop came to a task that was due, measured once a second.")
                .labelNames("loop")
                .classicOnly()
                .classicUpperBounds(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5)
                .withoutExemplars()
                .register(registry);
    }

    @Override
    public void accept(Integer loop, Duration delay) {
        late.labelValues(loop.toString()).observe(Seconds.of(delay));
    }
}
