package dev.culvert.log;

import dev.culvert.directive.Settings;
import dev.culvert.proxy.Outcome;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The access logs of one virtual host. Any thread may write. */
public final class AccessLog {
    private final List<Entry> entries;
    private final ZoneId zone;

    private AccessLog(List<Entry> entries, ZoneId zone) {
        this.entries = List.copyOf(entries);
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
        return new AccessLog(entries, files.zone());
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

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    private record Entry(AccessFormat format, LogSink sink, Predicate<Outcome> wanted) {}
}
