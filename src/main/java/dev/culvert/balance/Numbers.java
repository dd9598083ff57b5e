package dev.culvert.balance;

import dev.culvert.directive.Args;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers and times as httpd reads them: the digits at the beginning count, what follows them often does not. */
public final class Numbers {
    private static final Pattern LEADING = Pattern.compile("\\s*([+-]?)([0-9]*)(.*)", Pattern.DOTALL);
    private static final Pattern DECIMAL = Pattern.compile("\\s*[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)");

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Numbers() {}

    /** C's {@code atoi}: {@code 5s} is 5 and {@code abc} is 0. Too large a number is the largest. */
    public static int whole(String text) {
        Matcher parts = LEADING.matcher(text);
        return parts.matches() ? (int) clamp(parts, Integer.MAX_VALUE) : 0;
    }

    private static long clamp(Matcher parts, long most) {
        String digits = parts.group(2).replaceFirst("^0+", "");
        long size = digits.isEmpty() ? 0 : digits.length() > 15 ? most : Math.min(most, Long.parseLong(digits));
        return parts.group(1).equals("-") ? -size : size;
    }

    /** C's {@code atof}. */
    static double decimal(String text) {
        Matcher found = DECIMAL.matcher(text);
        return found.lookingAt() ? Double.parseDouble(found.group().strip()) : 0;
    }

    /** @param unit what a number without a unit counts */
    static Optional<Duration> time(String text, Duration unit) {
        Matcher parts = LEADING.matcher(text);
        // Ten digits of hours still fit a Duration, but not what others count nanoseconds in.
        return parts.matches() && !parts.group(2).isEmpty()
                ? unit(parts.group(3), unit).map(one -> one.multipliedBy(clamp(parts, Integer.MAX_VALUE)))
                        .map(time -> time.compareTo(LONGEST) > 0 ? LONGEST : time)
                : Optional.empty();
    }

    private static Optional<Duration> unit(String name, Duration unit) {
        String lower = name.toLowerCase(Locale.ROOT);
        // httpd: only the letters that tell the units apart are looked at, so "5 sec" is no time but "5sec" is.
        if (lower.isEmpty()) {
            return Optional.of(unit);
        } else if (lower.startsWith("ms")) {
            return Optional.of(Duration.ofMillis(1));
        } else if (lower.startsWith("s")) {
            return Optional.of(Duration.ofSeconds(1));
        } else if (lower.startsWith("mi")) {
            return Optional.of(Duration.ofMinutes(1));
        }
        return lower.startsWith("h") ? Optional.of(Duration.ofHours(1)) : Optional.empty();
    }

    /** The next word as a whole number between two others, both included. */
    public static int between(Args args, int least, int most, String what) {
        String text = args.next(what);
        int number = whole(text);
        if (number < least || number > most) {
            throw expected(args, what, text);
        }
        return number;
    }

    public static int atLeast(Args args, int least, String what) {
        return between(args, least, Integer.MAX_VALUE, what);
    }

    static RuntimeException expected(Args args, String what, String was) {
        return args.error(args.name() + " expects " + what + ", but was '" + was + "'");
    }
}
