package dev.culvert.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardTest {
    @ParameterizedTest
    @CsvSource({
        "*, a", "*.conf, a.conf", "a*b*c, aXbYbc", "?.conf, b.conf", "[a-c]x, bx", "[!a-c]x, dx", "[^a]x, bx", "[]x]a, ]a",
        "[a-]b, -b", ".*, .hidden", "\\*, *", "a*, a", "**a, ba", "[, [", "a[b, a[b"
    })
    void matches(String pattern, String name) {
        assertThat(new Wildcard(pattern).matches(name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "*, .hidden", "?a, .a", "[.]a, .a", "*.conf, a.conf~", "a*b*c, abcd", "?, ab", "[a-c]x, dx", "[!a-c]x, ax", "\\*, a",
        "A, a", "[]x]a, aa", "a?, a"
    })
    void doesNotMatch(String pattern, String name) {
        assertThat(new Wildcard(pattern).matches(name)).isFalse();
    }
}
