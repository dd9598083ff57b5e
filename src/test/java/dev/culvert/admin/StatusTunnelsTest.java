package dev.culvert.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.culvert.proxy.Operations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which tunnels are shown, in which order, and how many. */
class StatusTunnelsTest {
    private final StatusBench bench = new StatusBench();

    private List<Long> shown(String query) {
        List<Long> ids = new ArrayList<>();
        Matcher row = Pattern.compile("<tr id=\"r([0-9]+)\"").matcher(bench.get(query).page());
        while (row.find()) {
            ids.add(Long.valueOf(row.group(1)));
        }
        assertThat(ids).as("JSON has the same").isEqualTo(ids(bench.get(query + (query.isEmpty() ? "?json" : "&json"))));
        return ids;
    }

    private static List<Long> ids(Operations.Answer json) {
        assertThat(json.type()).isEqualTo("application/json");
        List<Long> ids = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json.page())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_NUMBER_INT && "id".equals(parser.currentName())) {
                    ids.add(parser.getLongValue());
                }
            }
        } catch (java.io.IOException broken) {
            throw new AssertionError(broken);
        }
        return ids;
    }

    @Test
    void theNewestComeFirstAndNeverMoreThan200() {
        bench.open(1000);
        assertThat(shown("")).hasSize(50).startsWith(1000L, 999L);
        assertThat(shown("?limit=200")).hasSize(200);
        assertThat(shown("?limit=100000")).hasSize(200);
        assertThat(shown("?limit=0")).hasSize(1);
        assertThat(shown("?limit=-5&offset=-5")).hasSize(50);
        assertThat(shown("?limit=20&offset=60")).startsWith(940L).hasSize(20);
        assertThat(shown("?limit=200&offset=9999")).as("the last page").endsWith(1L).hasSize(200);
        assertThat(bench.get("?limit=200").page()).contains("<strong>1–200</strong> of 1000", "?limit=200&amp;offset=800\">Last");
    }

    @ParameterizedTest
    @CsvSource({"q=ROOM-7, 8", "q=mqtt, 7", "q=192.0.2.3, 3", "backend=ws://10.0.0.1:8080, 9|5|1",
            "backend=balancer://chat&host=host1.test, 10|4",
            "host=host2.test&q=room, 8|5|2", "q=7, 8|7", "q=nothing, ''", "q=%20http%2F2.0%20, 10|5"})
    void theSearchLooksAtEverythingThatIsKnown(String query, String ids) {
        bench.open(10);
        List<Long> expected = ids.isEmpty() ? List.of() : List.of(ids.split("\\|", -1)).stream().map(Long::valueOf).toList();
        assertThat(shown("?" + query)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(value = TunnelOrder.class, mode = EnumSource.Mode.EXCLUDE, names = {"PROTOCOL", "MESSAGES_DOWN"})
    void everyColumnSorts(TunnelOrder order) {
        bench.open(60);
        List<Long> up = shown("?limit=200&order=asc&sort=" + order.key());
        assertThat(up).hasSize(60).containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 60).boxed().toList());
        assertThat(shown("?limit=200&order=desc&sort=" + order.key())).isNotEqualTo(up);
    }

    @Test
    void numbersAreSortedAsNumbersAndTextAsText() {
        bench.open(120);
        assertThat(shown("?sort=bytes_up")).startsWith(120L, 119L).doesNotContain(9L);
        assertThat(shown("?sort=bytes_down")).startsWith(1L, 2L);
        assertThat(shown("?sort=idle&order=asc")).startsWith(120L, 60L, 61L, 1L);
        assertThat(shown("?sort=path&limit=5")).containsExactly(1L, 2L, 11L, 101L, 102L);
        assertThat(shown("?sort=nonsense")).startsWith(120L);
    }

    @Test
    void nothingThatAClientSaidIsMarkup() {
        FakeTunnel tunnel = bench.open("/\"><script>alert(1)</script>&'");
        String page = bench.get("?q=%22%3E%3Cscript%3Ealert&backend=%22%3E%3Cscript%3E").page();
        assertThat(page).doesNotContain("<script>alert", "<b>");
        assertThat(bench.get("").page()).contains("/&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;&#39;", "Culvert/1 &lt;b&gt;");
        assertThat(ids(bench.get("?json&q=" + "script"))).containsExactly(tunnel.facts().id());
    }

    @Test
    void onlyItsOwnStyleAndScriptRun() {
        String policy = bench.get("").headers().first("Content-Security-Policy").orElseThrow();
        assertThat(policy).contains("default-src 'none'", "script-src 'sha256-", "style-src 'sha256-", "connect-src 'self'",
                "frame-ancestors 'none'").doesNotContain("unsafe", "*");
    }

    @Test
    void aLongPathIsShownByItsBeginningOrItsEnd() {
        bench.open("/begin/" + "x".repeat(8000) + "/end");
        assertThat(bench.get("").page()).contains("/begin/xxx").doesNotContain("/end<").hasSizeLessThan(60_000);
        bench.settings = bench.settings.put(StatusDirectives.SEE_TAIL, true);
        assertThat(bench.get("").page()).contains("x/end<").doesNotContain("/begin/");
        assertThat(bench.get("?json").page()).as("whole").contains("/begin/" + "x".repeat(8000) + "/end");
    }

    @Test
    void jsonIsForWhoAsksForIt() {
        bench.open(1);
        assertThat(bench.get("", "Accept", "application/json").page()).contains("\"messages_up\" : 1,", "\"messages_down\" : null",
                "\"bytes_up\" : 100", "\"open\" : 1", "\"http\" : \"HTTP/1.1\"", "\"age\" : 1.0").doesNotContain("nonce");
        assertThat(bench.get("", "Accept", "text/html,application/json").type()).startsWith("text/html");
    }

    @Test
    void tenThousandAreNoTrouble() throws Exception {
        bench.open(10_000);
        long slowest = 0;
        long first = 0;
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < 40; i++) {
            long begun = System.nanoTime();
            String page = bench.get("?q=room&sort=path&limit=200&offset=5000").page();
            long took = System.nanoTime() - begun;
            assertThat(page).contains("<strong>5001–5200</strong> of 10000 that match").hasSizeLessThan(400_000);
            first = i == 0 ? took : first;
            slowest = i < 20 ? 0 : Math.max(slowest, took);
            fastest = Math.min(fastest, took);
        }
        Files.writeString(Path.of("target", "status-timing.txt"), "10,000 tunnels, searched, sorted by text, 200 rows: first "
                + first / 1000 + " µs, later " + fastest / 1000 + " to " + slowest / 1000 + " µs\n");
        assertThat(fastest).as("nanoseconds").isLessThan(200_000_000);
    }
}
