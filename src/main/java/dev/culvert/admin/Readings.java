package dev.culvert.admin;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Map;
import java.util.TreeMap;

/** What one metric was found to be at one moment, by its labels. */
final class Readings {
    private final String name;
    private final String help;
    private final String[] labels;
    private final Map<Labels, Double> values = new TreeMap<>();

    /** @param name of a counter: without its {@code _total} */
    Readings(String name, String help, String... labels) {
        this.name = name;
        this.help = help;
        this.labels = labels;
    }

    /** What has the same labels is one: Prometheus would take neither otherwise. */
    Readings add(Number value, String... of) {
        values.merge(Labels.of(labels, of), value.doubleValue(), Double::sum);
        return this;
    }

    GaugeSnapshot gauge() {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
        values.forEach((of, value) -> gauge.dataPoint(GaugeDataPointSnapshot.builder().labels(of).value(value).build()));
        return gauge.build();
    }

    CounterSnapshot counter() {
        CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
        values.forEach((of, value) -> counter.dataPoint(CounterDataPointSnapshot.builder().labels(of).value(value).build()));
        return counter.build();
    }
}
