package dev.culvert.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagTest {
    private static String html(Tag tag) {
        StringBuilder out = new StringBuilder();
        tag.write(out);
        return out.toString();
    }

    @Test
    void whateverIsSaidIsEscaped() {
        assertThat(html(Tag.of("b", "<script>&\u0001").set("title", "\"x' onclick=\"")))
                .isEqualTo("<b title=\"&quot;x&#39; onclick=&quot;\">&lt;script&gt;&amp;\ufffd</b>");
    }

    @Test
    void whatXmlHasNoWordsForIsNotSaid() {
        assertThat(Tag.escaped("a\ufffe\uffff\ud800b\ud83d\ude00")).isEqualTo("a\ufffd\ufffd\ufffdb\ud83d\ude00");
    }

    @Test
    void someElementsHaveNoEnd() {
        assertThat(html(Tag.of("i").add(Tag.of("input").set("checked"), Tag.of("br")))).isEqualTo("<i><input checked><br></i>");
    }

    @Test
    void theStyleStandsInItsElementAsItIs() {
        Asset style = Asset.of("page.css", "manager.css");
        assertThat(html(Tag.of("style").embed(style))).startsWith("<style>" + style.text() + "</style>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"page.css", "manager.css", "status.css", "status.js"})
    void nothingOfOursEndsItsElementOrFetchesFromElsewhere(String file) {
        assertThat(Asset.of(file).text()).doesNotContain("</", "<!--", "url(", "@import", "://", "innerHTML =");
    }
}
