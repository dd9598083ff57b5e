package dev.culvert.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates as HTTP writes them (RFC 9110 §5.6.7), made once a second. */
public final class HttpDate {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private record Made(long second, String text) {}

    /** Racing threads make the same text; the last one wins and nobody is wrong. */
    private static volatile Made last = new Made(Long.MIN_VALUE, "");

    private HttpDate() {}

    public static String of(Instant instant) {
        Made made = last;
        if (made.second != instant.getEpochSecond()) {
            made = new Made(instant.getEpochSecond(), FORMAT.format(instant));
            last = made;
        }
        return made.text;
    }
}
