package dev.culvert.log;

import static java.util.Map.entry;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints a time by a pattern of C's strftime, in the C locale. Remembers the last second, which most lines share. */
final class TimeFormat {
    private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    private static final String[] MONTHS = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };

    /** One row per conversion; a letter that is none stands for itself. */
    private static final Map<Character, Piece> CONVERSIONS = Map.ofEntries(
            entry('a', (time, out) -> out.append(DAYS[time.getDayOfWeek().getValue() - 1])),
            entry('A', (time, out) -> out.append(time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH))),
            entry('b', (time, out) -> out.append(MONTHS[time.getMonthValue() - 1])),
            entry('B', (time, out) -> out.append(time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH))),
            entry('c', composed("%a %b %e %H:%M:%S %Y")),
            entry('C', (time, out) -> padded(time.getYear() / 100, '0', out)),
            entry('d', (time, out) -> padded(time.getDayOfMonth(), '0', out)),
            entry('D', composed("%m/%d/%y")),
            entry('e', (time, out) -> padded(time.getDayOfMonth(), ' ', out)),
            entry('F', composed("%Y-%m-%d")),
            entry('g', (time, out) -> padded(time.get(IsoFields.WEEK_BASED_YEAR) % 100, '0', out)),
            entry('G', (time, out) -> out.append(time.get(IsoFields.WEEK_BASED_YEAR))),
            entry('h', composed("%b")),
            entry('H', (time, out) -> padded(time.getHour(), '0', out)),
            entry('I', (time, out) -> padded(twelve(time), '0', out)),
            entry('j', (time, out) -> out.append(Integer.toString(1000 + time.getDayOfYear()), 1, 4)),
            entry('k', (time, out) -> padded(time.getHour(), ' ', out)),
            entry('l', (time, out) -> padded(twelve(time), ' ', out)),
            entry('m', (time, out) -> padded(time.getMonthValue(), '0', out)),
            entry('M', (time, out) -> padded(time.getMinute(), '0', out)),
            entry('n', (_, out) -> out.append('\n')),
            entry('p', (time, out) -> out.append(time.getHour() < 12 ? "AM" : "PM")),
            entry('P', (time, out) -> out.append(time.getHour() < 12 ? "am" : "pm")),
            entry('r', composed("%I:%M:%S %p")),
            entry('R', composed("%H:%M")),
            entry('s', (time, out) -> out.append(time.toEpochSecond())),
            entry('S', (time, out) -> padded(time.getSecond(), '0', out)),
            entry('t', (_, out) -> out.append('\t')),
            entry('T', composed("%H:%M:%S")),
            entry('u', (time, out) -> out.append(time.getDayOfWeek().getValue())),
            entry('U', (time, out) -> padded(week(time, DayOfWeek.SUNDAY), '0', out)),
            entry('V', (time, out) -> padded(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), '0', out)),
            entry('w', (time, out) -> out.append(time.getDayOfWeek().getValue() % 7)),
            entry('W', (time, out) -> padded(week(time, DayOfWeek.MONDAY), '0', out)),
            entry('x', composed("%D")),
            entry('X', composed("%T")),
            entry('y', (time, out) -> padded(time.getYear() % 100, '0', out)),
            entry('Y', (time, out) -> out.append(time.getYear())),
            entry('z', (time, out) -> DateTimeFormatter.ofPattern("xx", Locale.ROOT).formatTo(time, out)),
            entry('Z', (time, out) -> DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH).formatTo(time, out)),
            entry('%', (_, out) -> out.append('%')));

    /** What the common log format has between its quotes and its address. */
    static final TimeFormat COMMON = new TimeFormat("[%d/%b/%Y:%H:%M:%S %z]");

    private final List<Piece> pieces;
    private volatile Second last = new Second(Long.MIN_VALUE, ZoneOffset.UTC, "");

    TimeFormat(String pattern) {
        this.pieces = pieces(pattern);
    }

    void print(Instant time, ZoneId zone, StringBuilder out) {
        Second second = last;
        if (second.number != time.getEpochSecond() || !second.zone.equals(zone)) {
            second = new Second(time.getEpochSecond(), zone, text(time.atZone(zone)));
            last = second;
        }
        out.append(second.text);
    }

    private String text(ZonedDateTime time) {
        StringBuilder out = new StringBuilder(32);
        pieces.forEach(piece -> piece.print(time, out));
        return out.toString();
    }

    private static List<Piece> pieces(String pattern) {
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < pattern.length(); i++) {
            boolean conversion = pattern.charAt(i) == '%' && i + 1 < pattern.length();
            int start = i;
            i += conversion ? 1 : 0;
            Piece literal = (_, out) -> out.append(pattern, start, start + (conversion ? 2 : 1));
            pieces.add(conversion ? CONVERSIONS.getOrDefault(pattern.charAt(i), literal) : literal);
        }
        return pieces;
    }

    /** A conversion that is short for several; looked up late, since the table is still being made. */
    private static Piece composed(String pattern) {
        return (time, out) -> pieces(pattern).forEach(piece -> piece.print(time, out));
    }

    private static int twelve(ZonedDateTime time) {
        return (time.getHour() + 11) % 12 + 1;
    }

    /** Weeks since the first day of that name in the year; what lies before it is week 0. */
    private static int week(ZonedDateTime time, DayOfWeek first) {
        int sinceFirst = (time.getDayOfWeek().getValue() - first.getValue() + 7) % 7;
        return (time.getDayOfYear() - 1 - sinceFirst + 7) / 7;
    }

    private static void padded(int number, char padding, StringBuilder out) {
        if (number < 10) {
            out.append(padding);
        }
        out.append(number);
    }

    /** Prints one part of a time. */
    private interface Piece {
        void print(ZonedDateTime time, StringBuilder out);
    }

    private record Second(long number, ZoneId zone, String text) {}
}
