package dev.culvert.wire;

import dev.culvert.http.Peer;
import dev.culvert.world.Journal;
import dev.culvert.world.Level;
import dev.culvert.world.Remark;
import java.util.Optional;

/** The error log of a site, for what there is to say about one client. */
record SiteJournal(ServedSite site, Peer peer) implements Journal {
    @Override
    public void say(Remark remark) {
        site.errors().log(remark.level(), remark.module(), Optional.of(peer.address()), remark.number(), remark.text());
    }

    @Override
    public boolean wants(Level level, String module) {
        return site.errors().isOn(level, module);
    }
}
