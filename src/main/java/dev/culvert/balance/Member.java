package dev.culvert.balance;

import dev.culvert.directive.Place;
import dev.culvert.directive.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A member of a balancer while the program runs: the same object from one generation to the next. Whoever changes it
 * holds the lock of its {@link LiveBalancer}; {@link #backend} may be read by anyone.
 */
public final class Member {
    private final Live live;
    private final Health health = new Health();
    private Backend configured;
    private Settings edits = Settings.NONE;
    private volatile Backend backend;
    private Set<WorkerStatus> set;
    private boolean failed;
    private Instant failedAt = Instant.EPOCH;
    private Optional<Instant> startingSince = Optional.empty();
    private double credit;
    private long load;
    private long elected;
    private long retries;
    private int busy;

    Member(Backend configured, Live live) {
        this.configured = configured;
        this.backend = configured;
        this.live = live;
        this.set = configured.parameters().get(WorkerParameters.STATUS);
        begin();
    }

    /** httpd: E and C in the configuration are how it begins, and what happens then decides. */
    private void begin() {
        failed = set.contains(WorkerStatus.ERROR);
        failedAt = Instant.EPOCH;
        health.failed(set.contains(WorkerStatus.HEALTH_CHECK_FAILED));
    }

    /** With the parameters that hold now. */
    public Backend backend() {
        return backend;
    }

    public Live live() {
        return live;
    }

    /** What it is called, such as {@code ws://10.0.0.1:8080}. */
    public String name() {
        return configured.name();
    }

    /** The empty string if it has none. */
    public String route() {
        return backend.parameters().get(WorkerParameters.ROUTE).orElse("");
    }

    String redirect() {
        return backend.parameters().get(WorkerParameters.REDIRECT).orElse("");
    }

    int lbSet() {
        return backend.parameters().get(WorkerParameters.LB_SET);
    }

    /** httpd: the factor counts in hundredths. */
    int factor() {
        return (int) Math.round(backend.parameters().get(WorkerParameters.LOAD_FACTOR) * 100);
    }

    boolean is(WorkerStatus status) {
        return set.contains(status);
    }

    // ---- its configuration

    Backend configured() {
        return configured;
    }

    Settings edits() {
        return edits;
    }

    void configure(Backend next, Settings kept, Instant now) {
        configured = next;
        edits = Settings.NONE;
        edit(kept, now);
        if (HealthCheck.of(backend.parameters()).isEmpty()) {
            health.failed(is(WorkerStatus.HEALTH_CHECK_FAILED)); // nobody would ever bring it back
        }
    }

    /** @param more parameters of a backend that hold from now on; a status among them replaces all letters */
    void edit(Settings more, Instant now) {
        boolean idle = isOutOfUse();
        edits = edits.with(more, Place.PROXY);
        backend = configured.with(configured.parameters().with(edits, Place.PROXY));
        set = backend.parameters().get(WorkerParameters.STATUS);
        if (more.has(WorkerParameters.STATUS)) {
            health.failed(set.contains(WorkerStatus.HEALTH_CHECK_FAILED));
        }
        if (idle && !isOutOfUse()) {
            starts(now);
        }
    }

    private boolean isOutOfUse() {
        return is(WorkerStatus.DISABLED) || is(WorkerStatus.STOPPED) || is(WorkerStatus.DRAIN);
    }

    // ---- whether it can be used

    boolean isUsable() {
        return !failed && !health.isFailed() && !is(WorkerStatus.DISABLED) && !is(WorkerStatus.STOPPED);
    }

    boolean isFailed() {
        return failed;
    }

    Health health() {
        return health;
    }

    /** httpd: a member whose errors are to be ignored never counts as failed. */
    boolean fail(Instant now) {
        if (is(WorkerStatus.IGNORE_ERRORS)) {
            return false;
        }
        failed = true;
        failedAt = now;
        return true;
    }

    /** Gives it another chance if it has waited for long enough. */
    void retry(Instant now) {
        Instant due = failedAt.plus(backend.parameters().get(WorkerParameters.RETRY));
        if (failed && !is(WorkerStatus.STOPPED) && (now.isAfter(due) || is(WorkerStatus.IGNORE_ERRORS))) {
            retries++;
            recover(now);
        }
    }

    void forceRecovery(Instant now) {
        retries++;
        recover(now);
    }

    /** It counts as failed no longer. */
    void recover(Instant now) {
        failed = false;
        starts(now);
    }

    // ---- its share

    void starts(Instant now) {
        startingSince = Optional.of(now);
        credit = 0;
    }

    /** How much of its share it takes, from nearly nothing to 1, while it is starting slowly. */
    double warmth(Instant now) {
        Duration whole = backend.parameters().get(WorkerParameters.SLOW_START);
        if (startingSince.isEmpty() || whole.isZero()) {
            return 1;
        }
        double part = (double) Duration.between(startingSince.get(), now).toNanos() / whole.toNanos();
        if (part >= 1) {
            startingSince = Optional.empty();
        }
        return Math.clamp(part, 0.01, 1);
    }

    /** Whether it stands for election this time: while it starts slowly, in a part of them, evenly spread. */
    boolean stands(Instant now) {
        double warmth = warmth(now);
        if (warmth >= 1) {
            return true;
        }
        credit += warmth;
        if (credit < 1) {
            return false;
        }
        credit -= 1;
        return true;
    }

    long load() {
        return load;
    }

    void load(long value) {
        load = value;
    }

    void elect() {
        elected++;
    }

    int busy() {
        return busy;
    }

    void claim() {
        busy++;
    }

    void release() {
        busy--;
    }

    MemberFacts facts() {
        EnumSet<WorkerStatus> status = EnumSet.noneOf(WorkerStatus.class);
        status.addAll(set);
        status.remove(WorkerStatus.ERROR);
        status.remove(WorkerStatus.HEALTH_CHECK_FAILED);
        if (failed) {
            status.add(WorkerStatus.ERROR);
        }
        if (health.isFailed()) {
            status.add(WorkerStatus.HEALTH_CHECK_FAILED);
        }
        return new MemberFacts(this, backend, Set.copyOf(status), isUsable(), elected, busy, load, retries,
                failed ? Optional.of(failedAt) : Optional.empty(), live.transferred(), live.read(), live.activeTunnels(), live.waiting(),
                health.passes(), health.fails(), startingSince.isPresent(),
                health.last());
    }
}
