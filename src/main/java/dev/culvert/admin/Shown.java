package dev.culvert.admin;

import java.time.Duration;

/** How a page writes what a person reads at a glance. */
final class Shown {
    private static final int LONGEST = 96;

    private Shown() {}

    /** The two largest units, such as {@code 3m 05s}. */
    static String duration(Duration time) {
        if (time.toDays() > 0) {
            return time.toDays() + "d " + two(time.toHoursPart()) + "h";
        } else if (time.toHours() > 0) {
            return time.toHours() + "h " + two(time.toMinutesPart()) + "m";
        }
        return time.toMinutes() > 0 ? time.toMinutes() + "m " + two(time.toSecondsPart()) + "s" : time.toSeconds() + "s";
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }

    /** With its unit. */
    static String bytes(long bytes) {
        String size = MemberColumns.size(bytes);
        boolean plain = Character.isDigit(size.charAt(size.length() - 1));
        return plain ? size + " B" : size.substring(0, size.length() - 1) + " " + size.charAt(size.length() - 1) + "B";
    }

    /** The beginning of a path, or its end (SeeRequestTail): one row is no place for 8,000 letters. */
    static String path(String path, boolean seesTail) {
        if (path.length() <= LONGEST) {
            return path;
        }
        return seesTail ? "…" + path.substring(path.length() - LONGEST) : path.substring(0, LONGEST) + "…";
    }
}
