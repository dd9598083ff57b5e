package dev.culvert.frame;

/** So many a second, and so many at once: what is not used is saved up. */
public final class Bucket {
    private static final double NANOS = 1e9;

    private final double perNano;
    private final double burst;
    private double saved;
    private long lastNanos;

    /** @param burst how many may come at once; it begins full */
    public Bucket(int perSecond, int burst, long nowNanos) {
        this.perNano = perSecond / NANOS;
        this.burst = burst;
        this.saved = burst;
        this.lastNanos = nowNanos;
    }

    /** Takes one; false if there is none. */
    public boolean take(long nowNanos) {
        saved = Math.min(burst, saved + (nowNanos - lastNanos) * perNano);
        lastNanos = nowNanos;
        if (saved < 1) {
            return false;
        }
        saved--;
        return true;
    }
}
