package dev.culvert.log;

import dev.culvert.directive.Settings;
import dev.culvert.world.Level;
import java.net.SocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** The error log of one virtual host, or of a section of it that has its own LogLevel. Any thread may write. */
public final class ErrorLog {
    private static final String PID = "[pid " + ProcessHandle.current().pid() + ":tid ";

    private final LogSink sink;
    private final LogLevels levels;
    private final Clock clock;
    private final TimeFormat second;
    private final TimeFormat year;

    private ErrorLog(LogSink sink, LogLevels levels, Clock clock, TimeFormat second, TimeFormat year) {
        this.sink = sink;
        this.levels = levels;
        this.clock = clock;
        this.second = second;
        this.year = year;
    }

    static ErrorLog to(LogSink sink, LogLevels levels, Clock clock) {
        return new ErrorLog(sink, levels, clock, new TimeFormat("[%a %b %d %H:%M:%S."), new TimeFormat(" %Y] ["));
    }

    /**
     * Opens the error log of a host.
     *
     * @param settings of the host, with the server's around them
     * @throws LogFailure if it cannot be opened
     */
    public static ErrorLog of(Settings settings, LogFiles files) throws LogFailure {
        LogSink sink = files.sink(settings.get(LogDirectives.ERROR_LOG));
        return to(sink, settings.get(LogDirectives.LOG_LEVEL), files.clock());
    }

    /** The same log with the levels of a section. */
    public ErrorLog with(LogLevels others) {
        return others.equals(levels) ? this : new ErrorLog(sink, others, clock, second, year);
    }

    /** @param module httpd's short name of it, such as {@code proxy} or {@code core} */
    public boolean isOn(Level level, String module) {
        return levels.isOn(level, module);
    }

    /** Writes a line that is about no client. */
    public void log(Level level, String module, String ahNumber, String message) {
        log(level, module, Optional.empty(), ahNumber, message);
    }

    /**
     * Writes a line, if LogLevel wants it. Never waits.
     *
     * @param ahNumber such as {@code AH00957}, or empty
     * @param message one sentence; control characters in it are escaped
     */
    public void log(Level level, String module, Optional<SocketAddress> client, String ahNumber, String message) {
        if (isOn(level, module)) {
            sink.write(line(level, module, client, ahNumber, message));
        }
    }

    boolean writesTo(LogSink one) {
        return sink == one;
    }

    /** Whether there was room for the line, or nobody wants it. */
    boolean tell(Level level, String module, String ahNumber, String message) {
        return !isOn(level, module) || sink.write(line(level, module, Optional.empty(), ahNumber, message));
    }

    private String line(Level level, String module, Optional<SocketAddress> client, String ahNumber, String message) {
        StringBuilder out = new StringBuilder(200);
        time(clock.instant(), out);
        out.append(module).append(':').append(level).append("] ");
        out.append(PID).append(Thread.currentThread().threadId()).append("] ");
        client.ifPresent(address -> client(address, out));
        out.append(ahNumber).append(ahNumber.isEmpty() ? "" : ": ");
        Escape.error(message, out);
        return out.append('\n').toString();
    }

    private void time(Instant now, StringBuilder out) {
        second.print(now, clock.getZone(), out);
        AccessTime.fraction(now, 1_000_000, out);
        year.print(now, clock.getZone(), out);
    }

    // httpd: no brackets around an IPv6 address, [client ::1:57982].
    private static void client(SocketAddress address, StringBuilder out) {
        out.append("[client ").append(Addresses.ip(address)).append(':').append(Addresses.port(address)).append("] ");
    }
}
