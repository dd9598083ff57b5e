package dev.culvert.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be told of a pattern by its beginning. */
class ReachTest {
    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
        "^/(.*)$ / ANY / ANY",
        "^/?(.*) / ANY / ANY",
        ".* / ANY / ANY",
        "/(.*) / ANY / ANY",
        "^ / ANY / ANY",
        "^/api/(.*)$ /api/ ANY /api/ ANY",
        "^/api /api ANY /api ANY",
        "^/(myApp/ws)$ /myApp/ws NOTHING /myApp/ws NOTHING",
        "^/v[0-9]+/(.*) - - /v ANY",
        "^/a(bc)?/x$ - - /a ANY",
        "^/a(b.c)?$ - - /a ANY",
        "^/a|^/b - - / ANY",
        "^/socket\\.io/ /socket.io/ ANY /socket.io/ ANY",
        "^/ab?(.*) - - /a ANY",
        "^/a+$ - - /a ANY",
        "\\.php$ - - / ANY",
        "(?i)^/ws - - / ANY",
    })
    void pattern(String pattern, String sure, String sureEnding, String most, String mostEnding) {
        Reach reach = PatternReach.of(pattern);
        assertThat(reach.sure().map(paths -> paths.begin() + " " + paths.ending()).orElse("- -")).isEqualTo(sure + " " + sureEnding);
        assertThat(reach.most().begin() + " " + reach.most().ending()).isEqualTo(most + " " + mostEnding);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
        "/ /ws true",
        "/ws /ws/ true",
        "/ws/ /ws false",
        "/ws /wsx false",
        "/ws/ /ws/x true",
        "/a//b /a/b/c true",
        "/a/b /a//b true",
        "/ws / false",
    })
    void prefixes(String first, String later, boolean covered) {
        assertThat(Paths.below(first).includes(Paths.below(later))).isEqualTo(covered);
    }
}
