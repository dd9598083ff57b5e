package dev.culvert.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A number that one thread changes and any may read. Readers see a number that was right a moment ago and never half of
 * one; they learn nothing else from it. So opaque access is enough, which costs the writer no more than a plain field.
 */
public final class Tally {
    private static final VarHandle VALUE = handle();

    private long value;

    private static VarHandle handle() {
        try {
            return MethodHandles.lookup().findVarHandle(Tally.class, "value", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /** Of the one thread. */
    public void add(long more) {
        VALUE.setOpaque(this, value + more);
    }

    /** Of the one thread. */
    public void is(long now) {
        VALUE.setOpaque(this, now);
    }

    public long value() {
        return (long) VALUE.getOpaque(this);
    }
}
