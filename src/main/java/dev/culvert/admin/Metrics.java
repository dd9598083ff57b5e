package dev.culvert.admin;

import dev.culvert.balance.LiveBalancers;
import dev.culvert.http.Headers;
import dev.culvert.proxy.LiveTunnels;
import dev.culvert.proxy.Operations;
import dev.culvert.world.Journal;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The page for Prometheus: what was counted, and what is seen of tunnels, backends and the program at the moment it is
 * asked for. It is made on an event loop, in a time that grows with the number of open tunnels (docs/metrics.md says how).
 */
public final class Metrics implements Operations {
    /** What a configuration calls it. */
    static final String HANDLER = "prometheus-metrics";

    private static final ExpositionFormatWriter TEXT = PrometheusTextFormatWriter.create();
    private static final ExpositionFormatWriter OPEN_METRICS = OpenMetricsTextFormatWriter.create();

    private final Counters counters;
    private final LiveBalancers live;
    private final LiveTunnels tunnels;
    private final Program program;

    /**
     * What is known of the program elsewhere.
     *
     * @param bufferMemory in bytes
     * @param linesLost by logs, since the start
     */
    public record Program(String version, InstantSource clock, LongSupplier bufferMemory, LongSupplier linesLost) {}

    public Metrics(Counters counters, LiveBalancers live, LiveTunnels tunnels, Program program) {
        this.counters = counters;
        this.live = live;
        this.tunnels = tunnels;
        this.program = program;
    }

    Counters counters() {
        return counters;
    }

    @Override
    public Answer answer(Asked asked, Journal journal) {
        return answer(asked.request().headers());
    }

    /** @param asked of these only {@code Accept} matters */
    Answer answer(Headers asked) {
        ExpositionFormatWriter format = asked.joined("Accept").filter(OPEN_METRICS::accepts).isPresent()
                ? OPEN_METRICS : TEXT;
        return new Answer(200, Headers.of("Cache-Control", "no-store", "Vary", "Accept"), format.getContentType(), written(format));
    }

    private String written(ExpositionFormatWriter format) {
        ByteArrayOutputStream page = new ByteArrayOutputStream(16 * 1024);
        try {
            format.write(page, snapshots());
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes everything", e);
        }
        return page.toString(StandardCharsets.UTF_8);
    }

    private MetricSnapshots snapshots() {
        List<MetricSnapshot> seen = new TunnelSurvey(counters.tunnels(), live, program.clock().instant()).of(tunnels.all());
        return new MetricSnapshots(Stream.of(
                        counters.registry().scrape().stream(),
                        seen.stream(),
                        new BackendSurvey().of(live).stream(),
                        new ProgramSurvey(program, counters.reloads()).all())
                .flatMap(all -> all).toList());
    }
}
