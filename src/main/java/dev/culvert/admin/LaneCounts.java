package dev.culvert.admin;

import dev.culvert.proxy.Traffic;
import dev.culvert.proxy.TunnelEnd;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import java.util.Map;

/** What is counted of one lane. Any thread may count. */
record LaneCounts(
        CounterDataPoint opened, Map<TunnelEnd.By, CounterDataPoint> ended, DistributionDataPoint lasted, Way up, Way down) {

    /** One direction. */
    record Way(Carried bytes, Carried messages) {
        Way() {
            this(new Carried(), new Carried());
        }

        void add(Traffic.Flow flow) {
            bytes.add(flow.bytes());
            messages.add(flow.messages().orElse(0));
        }
    }

    void ended(TunnelEnd end) {
        CounterDataPoint by = ended.get(end.by());
        if (by != null) {
            by.inc();
        }
        lasted.observe(Seconds.of(end.lasted()));
        up.add(end.traffic().up());
        down.add(end.traffic().down());
    }
}
