package dev.culvert.log;

import dev.culvert.proxy.Tally;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoField;

/** The code {@code %t}: when a request began or ended. */
final class AccessTime {
    private AccessTime() {}

    /** @param argument {@code [begin:|end:]}, then nothing, a unit such as {@code msec}, or a pattern of strftime */
    static Token token(String argument) {
        if (argument.startsWith("begin:")) {
            return begin(argument.substring(6));
        }
        if (argument.startsWith("end:")) {
            Print print = print(argument.substring(4));
            return (Token.Late) (tally, zone, out) -> print.print(end(tally), zone, out);
        }
        return begin(argument);
    }

    private static Token begin(String format) {
        Print print = print(format);
        return (outcome, zone, out) -> print.print(outcome.tally().started(), zone, out);
    }

    private static Instant end(Tally tally) {
        return tally.started().plus(tally.took());
    }

    private static Print print(String format) {
        return switch (format) {
            case "" -> TimeFormat.COMMON::print;
            case "sec" -> (time, _, out) -> out.append(time.getEpochSecond());
            case "msec" -> (time, _, out) -> out.append(time.toEpochMilli());
            case "usec" -> (time, _, out) -> fraction(time, 1_000_000, out.append(time.getEpochSecond()));
            case "msec_frac" -> (time, _, out) -> fraction(time, 1_000, out);
            case "usec_frac" -> (time, _, out) -> fraction(time, 1_000_000, out);
            default -> new TimeFormat(format)::print;
        };
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
