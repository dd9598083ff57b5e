package dev.culvert.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemberColumnsTest {
    @ParameterizedTest
    @CsvSource({"0,0", "972,972", "973,1.0K", "10240,10K", "1048576,1.0M", "5368709120,5.0G", "9223372036854775807,8.0E"})
    void sizesAreShort(long bytes, String shown) {
        assertThat(MemberColumns.size(bytes)).isEqualTo(shown);
    }
}
