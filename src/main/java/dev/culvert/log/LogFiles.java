package dev.culvert.log;

import dev.culvert.directive.Settings;
import dev.culvert.world.Level;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The open logs of a server: a file or program that is named twice is opened once. It outlives a reading of the
 * configuration. Files share one writing thread; a program or stream, whose reader may be slow, has its own.
 */
public final class LogFiles implements Closeable {
    private final Path serverRoot;
    private final Clock clock;
    private final OutputStream out;
    private final OutputStream err;
    private final Map<LogTarget, LogSink> sinks = new LinkedHashMap<>();
    /** Kept alive by those who may still write to them, and by nobody else. */
    private final Set<LogSink> retired = Collections.newSetFromMap(new WeakHashMap<>());
    private final LogWriter files = new LogWriter("log files");
    private final LongAdder lost = new LongAdder();
    private final ErrorLog lastResort;
    private volatile ErrorLog troubles;

    /**
     * @param serverRoot what relative paths are relative to
     * @param clock times the lines, in its own zone
     * @param out where /dev/stdout goes; never closed
     * @param err where /dev/stderr goes; never closed
     */
    public LogFiles(Path serverRoot, Clock clock, OutputStream out, OutputStream err) {
        this.serverRoot = serverRoot;
        this.clock = clock;
        this.out = out;
        this.err = err;
        LogSink stderr = new LogSink("/dev/stderr", new StreamOutlet(err), new LogWriter("log stderr"), lost, this::complain);
        sinks.put(LogTarget.Standard.ERR, stderr);
        this.lastResort = ErrorLog.to(stderr, LogLevels.UNSAID, clock);
        this.troubles = lastResort;
    }

    /** From now on, tells what is wrong with another log to that one. What is wrong with itself goes to the standard error. */
    public void complainTo(ErrorLog log) {
        troubles = log;
    }

    /**
     * Looks whether a host's logs can be opened, without opening any: what a test of the configuration does.
     *
     * @throws LogFailure if a log's directory is missing
     */
    public void check(Settings settings) throws LogFailure {
        for (LogPlace place : places(settings).toList()) {
            resolved(place);
        }
    }

    /**
     * Closes the logs that none of these hosts has. Whoever began with one of them, such as a tunnel that is still open, can
     * write to it all the same.
     *
     * @param hosts all that there are from now on, the main server included
     */
    public synchronized void keepOnly(Collection<Settings> hosts) {
        Set<LogTarget> named = new HashSet<>(Set.of(LogTarget.Standard.ERR));
        hosts.forEach(host -> places(host).map(this::known).forEach(named::add));
        List<LogTarget> others = sinks.keySet().stream().filter(target -> !named.contains(target)).toList();
        for (LogTarget other : others) {
            retire(other);
        }
    }

    private void retire(LogTarget target) {
        LogSink sink = sinks.remove(target);
        if (sink != null) {
            retired.add(sink);
            sink.retire();
        }
    }

    /** Under what it was opened, if it was. */
    private LogTarget known(LogPlace place) {
        try {
            return resolved(place).target();
        } catch (LogFailure gone) {
            return place.target();
        }
    }

    private static Stream<LogPlace> places(Settings host) {
        return Stream.concat(Stream.of(host.get(LogDirectives.ERROR_LOG)), AccessLog.logs(host).stream().map(CustomLog::place));
    }

    /** Opens all files anew, so that those that were moved away are left alone from now on. */
    public synchronized void reopen() {
        sinks.values().forEach(LogSink::reopen);
    }

    /** Lines that were dropped since the start, of all logs: a reader was too slow, a disk full. */
    public long lost() {
        return lost.sum();
    }

    /** Waits until all that was logged before is written; a bounded time, if a reader is stuck. */
    public synchronized void flush() {
        writers().forEach(LogWriter::await);
    }

    /** Writes what waits and closes everything, in a bounded time. What is logged later is lost. */
    @Override
    public synchronized void close() {
        // The last first: the standard error, and mostly the main error log, hear of trouble with the others.
        all().reversed().forEach(LogSink::close);
        writers().forEach(LogWriter::end);
    }

    private List<LogSink> all() {
        List<LogSink> all = new ArrayList<>(sinks.values());
        all.addAll(retired);
        return all;
    }

    private Set<LogWriter> writers() {
        return all().stream().map(LogSink::writer).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    Clock clock() {
        return clock;
    }

    ZoneId zone() {
        return clock.getZone();
    }

    /** The sink of a log, opened if nobody has yet. */
    synchronized LogSink sink(LogPlace written) throws LogFailure {
        LogPlace place = resolved(written);
        LogSink known = sinks.get(place.target());
        if (known != null) {
            return known;
        }
        LogSink sink = open(place);
        sinks.put(place.target(), sink);
        return sink;
    }

    /** Warns of a format that is perhaps meant as a nickname that nobody has defined. */
    void doubt(CustomLog log, AccessFormat format) {
        if (format.isConstant()) {
            LogPlace place = log.place();
            complain(Level.WARN, "", place.directive() + " writes '" + format.source() + "' for every request: no LogFormat has"
                    + " that nickname (" + place.at().file() + ":" + place.at().line() + ")");
        }
    }

    private LogPlace resolved(LogPlace place) throws LogFailure {
        return place.target() instanceof LogTarget.Plain(String path) ? place.with(file(place, path)) : place;
    }

    private LogTarget file(LogPlace place, String path) throws LogFailure {
        Path file = path(place, path);
        Path directory = file.getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw place.noDirectory(String.valueOf(directory));
        }
        return new LogTarget.Plain(file.toString());
    }

    private Path path(LogPlace place, String path) throws LogFailure {
        try {
            return serverRoot.resolve(path).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw place.noFile("'" + e.getInput() + "' is no path");
        }
    }

    private LogSink open(LogPlace place) throws LogFailure {
        return switch (place.target()) {
            case LogTarget.Plain(String path) -> sink(place, file(place, Path.of(path)), files);
            case LogTarget.Pipe pipe -> sink(place, program(place, pipe), new LogWriter("log " + pipe.written()));
            case LogTarget.Standard.OUT -> sink(place, new StreamOutlet(out), new LogWriter("log stdout"));
            case LogTarget.Standard.ERR -> sink(place, new StreamOutlet(err), new LogWriter("log stderr"));
        };
    }

    private LogSink sink(LogPlace place, Outlet outlet, LogWriter writer) {
        return new LogSink(place.written(), outlet, writer, lost, this::complain);
    }

    private static Outlet file(LogPlace place, Path path) throws LogFailure {
        try {
            return new FileOutlet(path);
        } catch (IOException e) {
            throw place.noFile("it could not be opened: " + e.getMessage());
        }
    }

    private Outlet program(LogPlace place, LogTarget.Pipe pipe) throws LogFailure {
        try {
            return new PipeOutlet(pipe.command(), clock, why ->
                    complain(Level.ERROR, "AH00106", "Log " + place.written() + ": " + why));
        } catch (IOException e) {
            throw place.noProgram("it could not be started: " + e.getMessage());
        }
    }

    private boolean complain(LogSink about, Level level, String ahNumber, String message) {
        return (troubles.writesTo(about) ? lastResort : troubles).tell(level, "log_config", ahNumber, message);
    }

    private boolean complain(Level level, String ahNumber, String message) {
        return troubles.tell(level, "log_config", ahNumber, message);
    }
}
