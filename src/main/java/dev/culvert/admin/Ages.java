package dev.culvert.admin;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;

/** How many of some tunnels are how old. Of one thread. */
final class Ages {
    /** Seconds: from one to a week. */
    private static final double[] BOUNDS = {1, 10, 60, 300, 900, 3600, 14_400, 43_200, 86_400, 604_800};

    private final long[] counts = new long[BOUNDS.length + 1];
    private double sum;

    static double[] bounds() {
        return BOUNDS.clone();
    }

    void add(double seconds) {
        sum += seconds;
        int at = 0;
        while (at < BOUNDS.length && seconds > BOUNDS[at]) {
            at++;
        }
        counts[at]++;
    }

    double sum() {
        return sum;
    }

    ClassicHistogramBuckets buckets() {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        for (int i = 0; i < BOUNDS.length; i++) {
            buckets.bucket(BOUNDS[i], counts[i]);
        }
        return buckets.bucket(Double.POSITIVE_INFINITY, counts[BOUNDS.length]).build();
    }
}
