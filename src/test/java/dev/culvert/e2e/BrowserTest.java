package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a person meets it, in a real browser. */
@Tag("browser")
@Timeout(180)
class BrowserTest {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");

    private static final String RULE_SEEN = "Carried by the rule above";

    // Chromium's children may still write while it ends.
    @TempDir(cleanup = CleanupMode.NEVER)
    Path profile = Path.of("");

    @Test
    void thePageShowsTheConversationAndWhichRuleCarriedIt() throws Exception {
        Path chromium = Needs.orSkip("browser", Needs.program(NAMES), "there is no Chromium on the PATH");
        try (Program culvert = Program.demo();
                Browser browser = new Browser(chromium, profile, culvert.await(60).group(1))) {
            shows(browser, "Received: Hello from /ws2/", "Received: Hello from /myApp/ws", "round trip");
            shows(browser, "GET /?seen HTTP/1.1", "GET /myApp/ws?seen HTTP/1.1", "GET /seen HTTP/1.1", "X-Forwarded-For");
            assertThat(text(browser).split(RULE_SEEN, -1)).as(text(browser)).hasSize(4);
            browser.evaluate("document.querySelector('input').value = 'typed by a person'");
            browser.evaluate("document.querySelector('form').requestSubmit()");
            shows(browser, "Sent: typed by a person", "Received: typed by a person");
        }
    }

    private static void shows(Browser browser, String... words) {
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(text(browser)).contains(words));
    }

    private static String text(Browser browser) throws Exception {
        return browser.evaluate("document.body ? document.body.innerText : 'no page yet'");
    }
}
