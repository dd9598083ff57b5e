package dev.culvert.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
    private static final List<String> KNOWN = List.of("ProxyPass", "ProxyPassReverse", "Listen", "LogLevel", "If", "Order");

    @ParameterizedTest
    @CsvSource({
        "ProxyPas, ProxyPass", "ProxyPasss, ProxyPass", "proxypass, ProxyPass", "PorxyPass, ProxyPass", "Lisetn, Listen",
        "LogLvl, LogLevel", "ProxyPassRevers, ProxyPassReverse", "Listne, Listen", "odrer, Order"
    })
    void findsTheWordThatWasMeant(String word, String meant) {
        assertThat(Suggestion.nearest(word, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"Foo", "RewriteRule", "X", "ListenBacklogs", "''"})
    void staysSilentWhenNothingIsNear(String word) {
        assertThat(Suggestion.nearest(word, KNOWN)).isEmpty();
    }

    @Test
    void ofEquallyNearWordsTakesTheFirst() {
        assertThat(Suggestion.nearest("cbt", List.of("cat", "bat", "cut"))).contains("cat");
    }

    @Test
    void doesNotCompareWhatNobodyTyped() {
        assertThat(Suggestion.nearest("x".repeat(1_000_000), List.of("x".repeat(1_000_001)))).isEmpty();
    }

    @Test
    void hintsOrSaysNothing() {
        assertThat(Suggestion.hint("ProxyPas", KNOWN)).isEqualTo("; did you mean ProxyPass?");
        assertThat(Suggestion.hint("Foo", KNOWN)).isEmpty();
    }
}
