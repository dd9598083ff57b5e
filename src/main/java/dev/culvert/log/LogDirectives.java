package dev.culvert.log;

import static dev.culvert.directive.Place.SERVER;
import static dev.culvert.directive.Place.VIRTUAL_HOST;

import dev.culvert.directive.Family;
import dev.culvert.directive.Setting;
import dev.culvert.directive.Settings;
import dev.culvert.proxy.CulvertDirectives;
import java.util.List;
import java.util.Set;

/** The directives of the error log and of the access logs. */
public final class LogDirectives {
    /** The part of httpd's core that is about logs. */
    public static final Family CORE = Family.of("core")
            .without("ErrorLogFormat", "the error log has httpd's own line format, whatever is asked for");

    public static final Family LOG_CONFIG = Family.of("mod_log_config")
            .without("BufferedLogs", "lines are always gathered, for at most a few milliseconds");

    /** {@code %I}, {@code %O} and {@code %S} are built in. */
    public static final Family LOGIO = Family.of("mod_logio")
            .without("LogIOTrackTTFB", "the time to the first byte is not measured: %^FB is -");

    static final Setting<LogPlace> ERROR_LOG = CORE.value("ErrorLog", LogPlace::errors)
            .in(SERVER, VIRTUAL_HOST)
            .initially(LogPlace.STDERR)
            .doc("Where errors are written: a file, \"|command\", or /dev/stderr, which it is unless set.");

    public static final Setting<LogLevels> LOG_LEVEL = CORE.gathering("LogLevel", LogLevels.UNSAID, LogLevels::read)
            .in(SERVER, VIRTUAL_HOST)
            .inSections()
            .merged(LogLevels::merge)
            .doc("How much the error log says: a level, and after it levels of single modules such as proxy:debug.");

    static final Setting<Formats> LOG_FORMAT = LOG_CONFIG.gathering("LogFormat", Formats.NONE, Formats::read)
            .in(SERVER, VIRTUAL_HOST)
            .merged(Formats::merge)
            .doc("Gives a line format a nickname, or without one says what TransferLog writes.");

    static final Setting<List<CustomLog>> CUSTOM_LOG = LOG_CONFIG.list("CustomLog", CustomLog::read)
            .also("TransferLog", Family.appending(CustomLog::transfer))
            .in(SERVER, VIRTUAL_HOST)
            .merged((_, inner, _) -> inner)
            .doc("An access log. Those of a virtual host stand in the place of the server's.");

    static final Setting<List<CustomLog>> GLOBAL_LOG = LOG_CONFIG.list("GlobalLog", CustomLog::read)
            .in(SERVER)
            .doc("An access log of the server and of all its virtual hosts, beside their own.");

    static final Setting<Set<TunnelLog>> TUNNEL_LOG = CulvertDirectives.FAMILY.value("CulvertTunnelLog", TunnelLog::read)
            .in(SERVER, VIRTUAL_HOST)
            .initially(TunnelLog.USUAL)
            .doc("When the access logs get a line about a tunnel: open, close, both, or off. At its end only, unless set.");

    private LogDirectives() {}

    /** Where a host's error log goes, as it was written: for {@code -S}. */
    public static String errorLog(Settings settings) {
        return settings.get(ERROR_LOG).written();
    }
}
