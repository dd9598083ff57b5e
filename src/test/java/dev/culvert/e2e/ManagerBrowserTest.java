package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.testing.RawConnection;
import dev.culvert.testing.ScriptedBackend;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The balancer manager as an operator meets it, on a phone and at a desk, without JavaScript of its own. */
@Tag("browser")
@Timeout(180)
class ManagerBrowserTest {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");
    private static final Path PICTURES = Path.of("target", "screenshots");

    // Chromium's children may still write while it ends.
    @TempDir(cleanup = CleanupMode.NEVER)
    Path profile = Path.of("");

    private static Running balancing(int port) throws Exception {
        return Running.with("<Proxy balancer://chat>",
                "BalancerMember ws://127.0.0.1:" + port + " route=a",
                "BalancerMember ws://chat-2.backend.example.com:8080 route=b redirect=a loadfactor=2.5 status=+D",
                "BalancerMember ws://127.0.0.1:1 route=c lbset=1 status=+H",
                "ProxySet growth=2 stickysession=ROUTEID", "</Proxy>",
                "<Proxy balancer://fixed>", "BalancerMember http://127.0.0.1:2", "ProxySet nonce=None", "</Proxy>",
                "<Location /bm>", "SetHandler balancer-manager", "</Location>",
                "ProxyPass /bm !", "ProxyPass /fixed/ balancer://fixed/", "ProxyPass / balancer://chat/");
    }

    @Test
    void aMemberIsDrainedWithAButtonAndItsTunnelIsSeenToLeave() throws Exception {
        Path chromium = Needs.orSkip("browser", Needs.program(NAMES), "there is no Chromium on the PATH");
        try (ScriptedBackend scripted = ScriptedBackend.tcp();
                Running culvert = balancing(scripted.port());
                RawConnection client = culvert.client();
                Browser browser = new Browser(chromium, profile, "http://127.0.0.1:" + culvert.port() + "/bm")) {
            RawConnection backend = tunnel(scripted, client);
            shows(browser, "Load Balancer Manager for 127.0.0.1", "balancer://chat");
            pictures(browser, "manager");
            press(browser, "Drain ws://127.0.0.1:" + scripted.port());
            shows(browser, "Done: balancer://chat", "draining: 1 tunnel is still open", "Init Drn Ok");
            fits(browser);
            pictures(browser, "manager-draining");
            browser.open("http://127.0.0.1:" + culvert.port() + "/bm?refresh=1");
            shows(browser, "every 1 s", "draining: 1 tunnel is still open");
            client.finish();
            backend.finish();
            shows(browser, "drained: nothing is open any more");
            press(browser, "Undrain ws://127.0.0.1:" + scripted.port());
            shows(browser, "Draining Mode off", "every 1 s");
        }
    }

    @Test
    void everyFieldCanBeReachedAndNothingIsWiderThanThePhone() throws Exception {
        Path chromium = Needs.orSkip("browser", Needs.program(NAMES), "there is no Chromium on the PATH");
        try (ScriptedBackend scripted = ScriptedBackend.tcp();
                Running culvert = balancing(scripted.port());
                Browser browser = new Browser(chromium, profile, "http://127.0.0.1:" + culvert.port() + "/bm")) {
            shows(browser, "balancer://chat");
            browser.evaluate("document.querySelector('td.name a').click()");
            shows(browser, "Ignore Errors", "Route Redirect", "Load factor");
            browser.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)");
            pictures(browser, "manager-forms");
            fits(browser);
            assertThat(browser.evaluate("'unnamed ' + [...document.querySelectorAll('input:not([type=hidden]), select')]"
                    + ".filter(one => one.labels.length == 0).length")).as("every field has a label").contains("unnamed 0");
            assertThat(browser.evaluate("'style ' + getComputedStyle(document.querySelector('section')).borderRadius"))
                    .as("its own policy lets the style in").contains("style 9.6px");
            browser.evaluate("document.querySelector('details input[name=w_lf]').value = '4.25'");
            browser.evaluate("document.querySelector('details form').requestSubmit()");
            shows(browser, "loadfactor 1.00 -> 4.25");
        }
    }

    /** Neither the page nor a part of it has to be pushed aside to be read. */
    private static void fits(Browser browser) throws Exception {
        for (int width : new int[] {360, 768, 1280}) {
            browser.width(width);
            assertThat(browser.evaluate("'too wide: ' + [document.documentElement, ...document.querySelectorAll('section')]"
                    + ".filter(one => one.scrollWidth != one.clientWidth).length")).as(width + " pixels").contains("too wide: 0");
        }
    }

    private static RawConnection tunnel(ScriptedBackend scripted, RawConnection client) {
        client.send(TunnelsTest.UPGRADE);
        RawConnection backend = scripted.next();
        backend.head();
        backend.send(TunnelsTest.AGREED);
        assertThat(client.head().status()).isEqualTo(101);
        return backend;
    }

    private static void press(Browser browser, String label) throws Exception {
        browser.evaluate("document.querySelector('[aria-label=\\\"" + label + "\\\"]').click()");
    }

    private static void pictures(Browser browser, String name) throws Exception {
        for (int width : new int[] {360, 768, 1280}) {
            browser.width(width);
            browser.picture(PICTURES.resolve(name + "-" + width + ".png"));
        }
        browser.colors("dark");
        browser.picture(PICTURES.resolve(name + "-dark.png"));
        browser.colors("light");
    }

    private static void shows(Browser browser, String... words) {
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() ->
                assertThat(browser.evaluate("document.body ? document.body.innerText : 'no page yet'")).contains(words));
    }
}
