package dev.culvert.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a file of ten bytes a Range header asks for; the answers are httpd's but where a comment says so. */
class RangesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "whole", textBlock = """
            bytes=2-4         | 2+3
            bytes=5-          | 5+5
            bytes=-3          | 7+3
            bytes=-30         | 0+10
            bytes=0-99        | 0+10
            bytes=9-9         | 9+1
            BYTES=1-2         | 1+2
            bytes=0-0,5-6     | 0+1 5+2
            bytes=0-4,2-6     | 0+7
            bytes=0-1,2-3     | 0+4
            bytes=5-6,0-1     | 5+2 0+2
            bytes=0-1,20-     | 0+2
            bytes=20-         | ''
            bytes=0-,0-,0-    | 0+10
            bytes=4-2         | whole
            bytes=a-b         | whole
            bytes=            | whole
            bytes=-           | whole
            bytes=-0          | whole
            bytes=1-2,x       | whole
            lines=1-2         | whole
            bytes=99999999999999999999-1 | whole
            """)
    void reads(String header, String expected) {
        assertThat(read(header, 10)).isEqualTo(expected == null ? "whole" : expected);
    }

    @Test
    void overlapsDoNotTurnLittleIntoMuch() {
        assertThat(read("bytes=" + "0-9,".repeat(150) + "0-9", 10)).isEqualTo("0+10");
        assertThat(read("bytes=5-9,0-9,5-9,0-9", 10)).isEqualTo("0+10");
    }

    @Test
    void tooManyAreNone() {
        assertThat(read("bytes=" + "0-0,2-2,".repeat(101) + "9-9", 10)).isEqualTo("whole");
        assertThat(read("bytes=" + ",".repeat(100_000), 10)).isEqualTo("whole");
    }

    @Test
    void anEmptyFileHasNoParts() {
        assertThat(read("bytes=0-1", 0)).isEqualTo("whole");
    }

    private static String read(String header, long size) {
        return Ranges.read(header, size).map(ranges -> ranges.slices().stream()
                .map(slice -> slice.offset() + "+" + slice.length()).collect(Collectors.joining(" "))).orElse("whole");
    }
}
