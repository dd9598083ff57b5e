package dev.culvert.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Dates as HTTP writes them (RFC 9110 §5.6.7), made once a second. */
public final class HttpDate {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private record Made(long second, String text) {}

    /** Racing threads make the same text; the last one wins and nobody is wrong. */
    private static volatile Made last = new Made(Long.MIN_VALUE, "");

    /** What a client may write: the form of today, and two that are older than most clients (RFC 9110 §5.6.7). */
    private static final List<DateTimeFormatter> READ = Stream.of(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", "EEEE, dd-MMM-yy HH:mm:ss 'GMT'", "EEE MMM ppd HH:mm:ss yyyy")
            .map(form -> DateTimeFormatter.ofPattern(form, Locale.ENGLISH).withZone(ZoneOffset.UTC)).toList();

    private HttpDate() {}

    /** A date that is not now: it is not worth remembering. */
    public static String format(Instant instant) {
        return FORMAT.format(instant);
    }

    /** Nothing if it is no date. */
    public static Optional<Instant> parse(String text) {
        for (DateTimeFormatter form : READ) {
            try {
                return Optional.of(form.parse(text.strip(), Instant::from));
            } catch (DateTimeParseException _) {
                // Perhaps another form.
            }
        }
        return Optional.empty();
    }

    public static String of(Instant instant) {
        Made made = last;
        if (made.second != instant.getEpochSecond()) {
            made = new Made(instant.getEpochSecond(), FORMAT.format(instant));
            last = made;
        }
        return made.text;
    }
}
