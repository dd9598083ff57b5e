package dev.culvert.log;

import dev.culvert.proxy.Outcome;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoField;
import java.util.function.Function;

/** The code {@code %t}: when a request began or ended. */
final class AccessTime {
    private AccessTime() {}

    /** @param argument {@code [begin:|end:]}, then nothing, a unit such as {@code msec}, or a pattern of strftime */
    static Token token(String argument) {
        if (argument.startsWith("begin:")) {
            return token(argument.substring(6), Outcome::started);
        }
        if (argument.startsWith("end:")) {
            return token(argument.substring(4), outcome -> outcome.started().plus(outcome.took()));
        }
        return token(argument, Outcome::started);
    }

    private static Token token(String format, Function<Outcome, Instant> when) {
        Print print = switch (format) {
            case "" -> TimeFormat.COMMON::print;
            case "sec" -> (time, _, out) -> out.append(time.getEpochSecond());
            case "msec" -> (time, _, out) -> out.append(time.toEpochMilli());
            case "usec" -> (time, _, out) -> fraction(time, 1_000_000, out.append(time.getEpochSecond()));
            case "msec_frac" -> (time, _, out) -> fraction(time, 1_000, out);
            case "usec_frac" -> (time, _, out) -> fraction(time, 1_000_000, out);
            default -> new TimeFormat(format)::print;
        };
        return (outcome, zone, out) -> print.print(when.apply(outcome), zone, out);
    }

    /** What is left over a second, in so many parts of it, with leading zeros. */
    static void fraction(Instant time, int parts, StringBuilder out) {
        long padded = parts + time.getLong(ChronoField.NANO_OF_SECOND) * parts / 1_000_000_000;
        int start = out.length();
        out.append(padded).deleteCharAt(start);
    }

    private interface Print {
        void print(Instant time, ZoneId zone, StringBuilder out);
    }
}
