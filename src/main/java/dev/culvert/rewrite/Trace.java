package dev.culvert.rewrite;

import dev.culvert.world.Journal;
import dev.culvert.world.Level;
import dev.culvert.world.Remark;

/** What a person debugging a rule reads at {@code LogLevel rewrite:traceN}. Ask before a line is put together. */
final class Trace {
    static final String MODULE = "rewrite";

    private final Journal journal;
    private final String prefix;
    private final boolean off;

    private Trace(Journal journal, String prefix) {
        this.journal = journal;
        this.prefix = prefix;
        this.off = !journal.wants(Level.TRACE1, MODULE);
    }

    static Trace ofServer(Journal journal) {
        return new Trace(journal, "");
    }

    static Trace ofDirectory(Journal journal, String directory) {
        return new Trace(journal, "[perdir " + directory + "] ");
    }

    boolean wants(Level level) {
        return !off && journal.wants(level, MODULE);
    }

    /** The parts of the line are put together only if somebody reads it. */
    void say(Level level, String... parts) {
        if (wants(level)) {
            journal.say(new Remark(level, MODULE, "", prefix + String.join("", parts)));
        }
    }
}
