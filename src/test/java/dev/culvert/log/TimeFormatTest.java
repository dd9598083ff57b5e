package dev.culvert.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeFormatTest {
    private static final String ALL = "%a %A %b %B %C %d %D %e %F %g %G %h %H %I %j %k %l %m %M %p %P %r %R %s %S %T %u %U %V %w"
            + " %W %x %X %y %Y %z %% %c";

    /** The answers are those of C's strftime. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-11-23T04:54:28Z | Mon Monday Nov November 20 23 11/23/26 23 2026-11-23 26 2026 Nov 04 04 327  4  4 11 54 AM am \
            04:54:28 AM 04:54 1795409668 28 04:54:28 1 47 48 1 47 11/23/26 04:54:28 26 2026 +0000 % Mon Nov 23 04:54:28 2026
            2027-01-02T13:00:09Z | Sat Saturday Jan January 20 02 01/02/27  2 2027-01-02 26 2026 Jan 13 01 002 13  1 01 00 PM pm \
            01:00:09 PM 13:00 1798894809 09 13:00:09 6 00 53 6 00 01/02/27 13:00:09 27 2027 +0000 % Sat Jan  2 13:00:09 2027
            2028-09-03T00:30:00Z | Sun Sunday Sep September 20 03 09/03/28  3 2028-09-03 28 2028 Sep 00 12 247  0 12 09 30 AM am \
            12:30:00 AM 00:30 1851553800 00 00:30:00 7 36 35 0 35 09/03/28 00:30:00 28 2028 +0000 % Sun Sep  3 00:30:00 2028
            """)
    void printsWhatStrftimePrints(Instant time, String expected) {
        assertThat(text(ALL, time)).isEqualTo(expected);
    }

    @Test
    void leavesWhatItDoesNotKnow() {
        assertThat(text("%q é %n%t%", Outcomes.STARTED)).isEqualTo("%q é \n\t%");
    }

    @Test
    void rememberedSecondsDoNotStick() {
        TimeFormat format = new TimeFormat("%S");
        StringBuilder out = new StringBuilder();
        for (long second = 0; second < 3; second++) {
            format.print(Instant.ofEpochSecond(second), ZoneOffset.UTC, out);
        }
        assertThat(out).hasToString("000102");
    }

    private static String text(String pattern, Instant time) {
        StringBuilder out = new StringBuilder();
        new TimeFormat(pattern).print(time, ZoneOffset.UTC, out);
        return out.toString();
    }
}
