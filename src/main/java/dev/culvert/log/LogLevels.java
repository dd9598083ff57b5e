package dev.culvert.log;

import dev.culvert.directive.Args;
import dev.culvert.directive.Place;
import dev.culvert.world.Level;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What LogLevel says: from which level on a line is written, and for which module it is another.
 *
 * @param all the level without a module's name, if one was written
 * @param modules by short name: {@code proxy}
 */
public record LogLevels(Optional<Level> all, Map<String, Level> modules) {
    /** Nothing written: warn. */
    public static final LogLevels UNSAID = new LogLevels(Optional.empty(), Map.of());

    public LogLevels {
        modules = Map.copyOf(modules);
    }

    /** @param module httpd's short name, such as {@code proxy} or {@code core} */
    public Level of(String module) {
        Level own = modules.get(module);
        return own == null ? all.orElse(Level.WARN) : own;
    }

    /** Whether a line of that level is written for a module named shortly, such as {@code proxy}. */
    public boolean isOn(Level level, String module) {
        // httpd: notices, such as those of start and stop, are written whatever LogLevel says.
        return level == Level.NOTICE || level.compareTo(of(module)) <= 0;
    }

    static LogLevels read(Args args, LogLevels soFar) {
        LogLevels levels = soFar.and(args, args.next("a level such as warn, or module:level"));
        while (args.hasNext()) {
            levels = levels.and(args, args.next("a level"));
        }
        return levels;
    }

    /** What holds inside a section: a level without a module's name speaks for all of them again. */
    static LogLevels merge(LogLevels outer, LogLevels inner, Place inside) {
        return inner.all.isPresent() ? inner : new LogLevels(outer.all, both(outer.modules, inner.modules));
    }

    private LogLevels and(Args args, String word) {
        int colon = word.indexOf(':');
        Level level = level(args, word, word.substring(colon + 1));
        // httpd: a level without a module's name forgets the modules named before it.
        return colon < 0
                ? new LogLevels(Optional.of(level), Map.of())
                : new LogLevels(all, both(modules, Map.of(module(args, word.substring(0, colon)), level)));
    }

    private static Level level(Args args, String word, String level) {
        return Level.named(level).orElseThrow(() -> args.error("LogLevel expects one of emerg, alert, crit, error, warn,"
                + " notice, info, debug or trace1 to trace8, with module: before it or not, but was '" + word + "'"));
    }

    private static String module(Args args, String written) {
        if (written.isEmpty()) {
            throw args.error("LogLevel expects a module's name before the colon, but there was none");
        }
        return shortName(written.toLowerCase(Locale.ROOT));
    }

    /** {@code mod_proxy.c}, {@code proxy_module} and {@code proxy} are one. */
    private static String shortName(String name) {
        String bare = name.endsWith(".c") ? name.substring(0, name.length() - 2) : name;
        bare = bare.startsWith("mod_") ? bare.substring(4) : bare;
        return bare.endsWith("_module") ? bare.substring(0, bare.length() - 7) : bare;
    }

    private static Map<String, Level> both(Map<String, Level> outer, Map<String, Level> inner) {
        Map<String, Level> all = new HashMap<>(outer);
        all.putAll(inner);
        return all;
    }
}
