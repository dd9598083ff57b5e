package dev.culvert.log;

import dev.culvert.directive.Settings;
import dev.culvert.proxy.Outcome;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The access logs of one virtual host. Any thread may write. */
public final class AccessLog {
    private final List<Entry> entries;
    private final Set<TunnelLog> moments;
    private final ZoneId zone;

    private AccessLog(List<Entry> entries, Set<TunnelLog> moments, ZoneId zone) {
        this.entries = List.copyOf(entries);
        this.moments = moments;
        this.zone = zone;
    }

    /**
     * Opens the logs of a host.
     *
     * @param settings of the host, with the server's around them
     * @throws LogFailure if one of them cannot be opened
     */
    public static AccessLog of(Settings settings, LogFiles files) throws LogFailure {
        Formats formats = settings.get(LogDirectives.LOG_FORMAT);
        List<Entry> entries = new ArrayList<>();
        for (CustomLog log : logs(settings)) {
            AccessFormat format = formats.of(log);
            files.doubt(log, format);
            entries.add(new Entry(format, files.sink(log.place()), log.wanted()));
        }
        return new AccessLog(entries, settings.get(LogDirectives.TUNNEL_LOG), files.zone());
    }

    static List<CustomLog> logs(Settings settings) {
        List<CustomLog> logs = new ArrayList<>(settings.get(LogDirectives.CUSTOM_LOG));
        logs.addAll(settings.get(LogDirectives.GLOBAL_LOG));
        return logs;
    }

    /** Writes one line into each log that wants this request. Never waits. */
    public void write(Outcome outcome) {
        for (Entry entry : entries) {
            if (entry.wanted.test(outcome)) {
                entry.sink.write(entry.format.line(outcome, zone));
            }
        }
    }

    /**
     * A tunnel has been opened: writes its line, if CulvertTunnelLog wants one now, and begins the one that its end will
     * write. What was begun refers to nothing that was handed in here. Never waits.
     *
     * @param soFar what the request came to, had it ended with the 101
     */
    public TunnelLines begin(Outcome soFar) {
        List<TunnelLines.Line> begun = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.wanted.test(soFar)) {
                begin(entry, soFar, begun);
            }
        }
        return TunnelLines.of(begun);
    }

    private void begin(Entry entry, Outcome soFar, List<TunnelLines.Line> begun) {
        if (moments.contains(TunnelLog.OPEN)) {
            entry.sink.write(entry.format.line(soFar, zone));
        }
        if (moments.contains(TunnelLog.CLOSE)) {
            begun.add(new TunnelLines.Line(entry.format.begin(soFar, zone), entry.sink));
        }
    }

    private record Entry(AccessFormat format, LogSink sink, Predicate<Outcome> wanted) {}
}
