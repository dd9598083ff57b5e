package dev.culvert.world;

import java.util.ArrayList;
import java.util.List;

/** Keeps what there is to say until it is certain that it will not be said again: a decision may be begun anew. */
public final class HeldJournal implements Journal {
    private final Journal journal;
    private final List<Remark> held = new ArrayList<>(0);

    public HeldJournal(Journal journal) {
        this.journal = journal;
    }

    @Override
    public void say(Remark remark) {
        held.add(remark);
    }

    @Override
    public boolean wants(Level level, String module) {
        return journal.wants(level, module);
    }

    public void release() {
        held.forEach(journal::say);
        held.clear();
    }
}
