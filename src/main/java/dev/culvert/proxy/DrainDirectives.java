package dev.culvert.proxy;

import static dev.culvert.directive.Place.SERVER;

import dev.culvert.config.Durations;
import dev.culvert.directive.Args;
import dev.culvert.directive.Family;
import dev.culvert.directive.Setting;
import java.time.Duration;
import java.util.Locale;

/** What becomes of open tunnels when the configuration changes, or the program ends. */
public final class DrainDirectives {
    public static final Family FAMILY = Family.of("mod_culvert");

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** What becomes of a tunnel whose mapping a reload has taken away. */
    public enum Gone { KEEP, DRAIN }

    public static final Setting<Gone> RELOAD = FAMILY.value("CulvertReload", DrainDirectives::gone)
            .in(SERVER).initially(Gone.KEEP)
            .doc("What becomes of tunnels whose host or backend a reload has taken away: keep, or drain.");

    public static final Setting<Duration> TIME = FAMILY.value("CulvertDrainTime", DrainDirectives::time)
            .in(SERVER).initially(Duration.ofSeconds(10))
            .doc("Over how long the ends of tunnels are spread, so that their clients do not all come back at once.");

    private DrainDirectives() {}

    private static Gone gone(Args args) {
        String word = args.next("keep or drain");
        args.end();
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "keep" -> Gone.KEEP;
            case "drain" -> Gone.DRAIN;
            default -> throw args.error("CulvertReload: expected keep or drain, but was '" + word + "'");
        };
    }

    private static Duration time(Args args) {
        String text = args.next("a time");
        args.end();
        return Durations.parse(text, SECOND).orElseThrow(() -> args.error(
                "CulvertDrainTime: expected a time, such as 10 or 500ms, but was '" + text + "'"));
    }
}
