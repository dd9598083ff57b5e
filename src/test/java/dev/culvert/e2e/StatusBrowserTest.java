package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.testing.RawConnection;
import dev.culvert.testing.ScriptedBackend;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The page server-status with 300 tunnels, as an operator meets it, on a phone and at a desk. */
@Tag("browser")
@Timeout(240)
class StatusBrowserTest {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final int TUNNELS = 300;

    // Chromium's children may still write while it ends.
    @TempDir(cleanup = CleanupMode.NEVER)
    Path profile = Path.of("");

    private static Running running(int port, int other) throws Exception {
        return Running.with("ProxyStatus On", "ProxyPass /server-status !",
                "<Proxy balancer://chat>", "BalancerMember ws://127.0.0.1:" + port + " route=a",
                "BalancerMember ws://127.0.0.1:1 route=b status=+D", "</Proxy>",
                "ProxyPass /feed/ ws://127.0.0.1:" + other + "/feed/", "ProxyPass / balancer://chat/",
                "<Location /server-status>", "SetHandler server-status", "CulvertStatusControl on", "</Location>");
    }

    private static RawConnection open(Running culvert, ScriptedBackend scripted, String path, String agreed) {
        RawConnection client = culvert.client();
        client.send(TunnelsTest.UPGRADE.replaceFirst("GET \\S+", "GET " + path));
        RawConnection backend = scripted.next();
        backend.head();
        backend.send(agreed);
        assertThat(client.head().status()).isEqualTo(101);
        return client;
    }

    /** Two backends, several paths, and some of them busy. */
    private static List<RawConnection> tunnels(Running culvert, ScriptedBackend chat, ScriptedBackend feed) {
        List<RawConnection> all = new ArrayList<>();
        for (int i = 0; i < TUNNELS; i++) {
            RawConnection client = i % 4 == 0
                    ? open(culvert, feed, "/feed/markets/" + i + "/depth", TunnelsTest.AGREED)
                    : open(culvert, chat, "/chat/rooms/room-" + i + "/participants/someone-with-a-long-name/events", TunnelsTest.AGREED);
            client.send("x".repeat(i * 37));
            all.add(client);
        }
        return all;
    }

    @Test
    void threeHundredTunnelsAreSeenFoundAndEnded() throws Exception {
        Path chromium = Needs.orSkip("browser", Needs.program(NAMES), "there is no Chromium on the PATH");
        try (ScriptedBackend chat = ScriptedBackend.tcp(); ScriptedBackend feed = ScriptedBackend.tcp();
                Running culvert = running(chat.port(), feed.port())) {
            List<RawConnection> clients = tunnels(culvert, chat, feed);
            String page = "http://127.0.0.1:" + culvert.port() + "/server-status";
            try (Browser browser = new Browser(chromium, profile, page)) {
                shows(browser, "Server Status for 127.0.0.1", "1–50 of 300", "live");
                looksGood(browser);
                looksGoodOnAPhone(browser, page);
                updatesItself(browser, culvert, feed, clients);
                findsAndSorts(browser, page);
                endsSome(browser, culvert, page);
            }
            clients.forEach(RawConnection::close);
        }
    }

    private static void looksGood(Browser browser) throws Exception {
        fits(browser);
        assertThat(browser.evaluate("'unnamed ' + [...document.querySelectorAll('input:not([type=hidden]), select')]"
                + ".filter(one => one.labels.length == 0 && !one.ariaLabel).length")).as("every field has a name").contains("unnamed 0");
        browser.width(1280);
        browser.evaluate("document.querySelectorAll('#rows input')[1].click()");
        browser.picture(PICTURES.resolve("status-1280.png"));
        browser.colors("dark");
        browser.picture(PICTURES.resolve("status-dark.png"));
        browser.colors("light");
        browser.evaluate("document.querySelectorAll('#rows input')[1].click()");
    }

    private static void looksGoodOnAPhone(Browser browser, String page) throws Exception {
        browser.width(360);
        browser.open(page + "?limit=6");
        shows(browser, "1–6 of", "live");
        browser.picture(PICTURES.resolve("status-360.png"));
        browser.evaluate("document.querySelectorAll('#rows input')[1].click()");
        browser.colors("dark");
        browser.picture(PICTURES.resolve("status-360-dark.png"));
        browser.colors("light");
        browser.width(1280);
        browser.open(page);
        shows(browser, "1–50 of", "live");
    }

    /** Neither the page nor a part of it has to be pushed aside to be read. */
    private static void fits(Browser browser) throws Exception {
        for (int width : new int[] {360, 768, 1024, 1280, 1600}) {
            browser.width(width);
            assertThat(browser.evaluate("'too wide: ' + [document.documentElement, ...document.querySelectorAll('section, table')]"
                    + ".filter(one => one.scrollWidth > one.clientWidth + 1).length")).as(width + " pixels").contains("too wide: 0");
        }
    }

    private static void updatesItself(Browser browser, Running culvert, ScriptedBackend feed, List<RawConnection> clients)
            throws Exception {
        browser.evaluate("document.querySelectorAll('#rows input')[0].click()");
        shows(browser, "End 1 selected");
        clients.add(open(culvert, feed, "/feed/the-newest", TunnelsTest.AGREED));
        shows(browser, "1–50 of 301", "/feed/the-newest", "End all 301", "End 1 selected");
        assertThat(browser.evaluate("'chosen ' + document.querySelectorAll('#rows input')[1].checked"))
                .as("it is the same tunnel still").contains("chosen true");
    }

    private static void findsAndSorts(Browser browser, String page) throws Exception {
        browser.evaluate("document.querySelector('[name=q]').value = 'ROOM-29'; document.querySelector('form.filter').requestSubmit()");
        shows(browser, "1–9 of 9 that match, 301 in all", "room-299");
        browser.open(page + "?limit=200");
        shows(browser, "1–200 of 301", "Next ›");
        browser.evaluate("document.querySelector('th a[href*=bytes_up]').click()");
        shows(browser, "Bytes ↑ ▼", "1–200 of 301");
        assertThat(browser.evaluate("document.querySelector('#rows tr').innerText")).contains("room-299");
        browser.evaluate("[...document.querySelectorAll('#pages a')].find(one => one.innerText == 'Next ›').click()");
        shows(browser, "201–301 of 301");
    }

    private static void endsSome(Browser browser, Running culvert, String page) throws Exception {
        browser.open(page + "?q=room-29&sort=path&order=asc");
        shows(browser, "1–9 of 9 that match");
        browser.evaluate("document.querySelectorAll('#rows input')[0].click(); document.querySelectorAll('#rows input')[1].click();"
                + "document.querySelector('[name=reason]').value = 'maintenance'; document.querySelector('#end').click()");
        shows(browser, "Done: 2 tunnels are told to end with 1012 'maintenance'");
        await().atMost(Duration.ofSeconds(20)).until(() -> culvert.openTunnels() == 299);
        shows(browser, "1–7 of 7 that match, 299 in all");
        browser.evaluate("document.querySelector('#all').click()");
        shows(browser, "Not done: no tunnel was ended", "the box that says so is not ticked");
        browser.evaluate("document.querySelector('[name=sure]').click(); document.querySelector('#all').click()");
        shows(browser, "Done: 7 tunnels are told to end");
        await().atMost(Duration.ofSeconds(20)).until(() -> culvert.openTunnels() == 292);
        browser.picture(PICTURES.resolve("status-ended.png"));
    }

    private static void shows(Browser browser, String... words) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            String text = text(browser, "document.body ? document.body.innerText : 'no page yet'");
            assertThat(List.of(words)).as("what is not there to be read").filteredOn(word -> !text.contains(word)).isEmpty();
        });
    }

    /** DevTools answers in ASCII. */
    private static String text(Browser browser, String script) throws Exception {
        return Pattern.compile("\\\\u([0-9a-f]{4})").matcher(browser.evaluate(script))
                .replaceAll(code -> String.valueOf((char) Integer.parseInt(code.group(1), 16)));
    }
}
