package dev.culvert.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.proxy.Operations;
import dev.culvert.proxy.Tally;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What collectors read. */
class StatusTextTest {
    private final StatusBench bench = new StatusBench();

    private List<String> lines() {
        return bench.get("?auto").page().lines().toList();
    }

    private void request(long bytes, Duration took) {
        bench.totals.begun();
        bench.totals.ended(new Tally(0, bytes, FakeTunnel.NOW, took));
    }

    @Test
    void theKeysAreHttpdsInHttpdsOrder() {
        Operations.Answer answer = bench.get("?auto");
        assertThat(answer.type()).startsWith("text/plain");
        List<String> keys = answer.page().lines().skip(1).map(line -> line.substring(0, line.indexOf(": ")))
                .filter(key -> !key.startsWith("Load")).toList();
        assertThat(lines().getFirst()).isEqualTo("status.test");
        assertThat(keys).containsExactly("ServerVersion", "ServerMPM", "Server Built", "CurrentTime", "RestartTime",
                "ParentServerConfigGeneration", "ParentServerMPMGeneration", "ServerUptimeSeconds", "ServerUptime", "Total Accesses",
                "Total kBytes", "Total Duration", "CPUUser", "CPUSystem", "CPUChildrenUser", "CPUChildrenSystem", "CPULoad", "Uptime",
                "ReqPerSec", "BytesPerSec", "BytesPerReq", "DurationPerReq", "BusyWorkers", "GracefulWorkers", "IdleWorkers", "Processes",
                "Stopping", "ConnsTotal", "ConnsAsyncWaitIO", "ConnsAsyncWriting", "ConnsAsyncKeepAlive", "ConnsAsyncClosing",
                "Scoreboard", "Tunnels");
    }

    @Test
    void whatWasDoneIsCounted() {
        request(4096, Duration.ofMillis(30));
        request(2048, Duration.ofMillis(10));
        assertThat(lines()).contains("Total Accesses: 2", "Total kBytes: 6", "Total Duration: 40", "BytesPerReq: 3072",
                "DurationPerReq: 20", "ReqPerSec: 0.0000213256", "ServerUptimeSeconds: 93784", "Uptime: 93784",
                "ServerUptime: 1 day 2 hours 3 minutes 4 seconds", "RestartTime: Sunday, 22-Nov-2026 17:56:56 UTC",
                "CurrentTime: Monday, 23-Nov-2026 20:00:00 UTC");
    }

    @Test
    void aTunnelHasAConnectionAndNoWorker() {
        int loops = Runtime.getRuntime().availableProcessors();
        for (int i = 0; i < 5; i++) {
            bench.totals.connected();
        }
        bench.totals.disconnected();
        bench.open(2);
        bench.totals.begun();
        bench.totals.begun();
        bench.totals.begun();
        assertThat(lines()).contains("ConnsTotal: 4", "BusyWorkers: 1", "Tunnels: 2", "ConnsAsyncWaitIO: 2", "ConnsAsyncKeepAlive: 1",
                "IdleWorkers: " + loops, "Scoreboard: W" + "_".repeat(loops));
    }

    @Test
    void theBoardHasALimit() {
        for (int i = 0; i < 10_000; i++) {
            bench.totals.begun();
        }
        assertThat(lines()).contains("BusyWorkers: 10000");
        assertThat(lines().stream().filter(line -> line.startsWith("Scoreboard")).findFirst().orElseThrow()).hasSizeLessThan(4400);
    }

    @Test
    void aReloadIsAnotherGeneration() {
        bench.totals.reloaded();
        assertThat(lines()).contains("ParentServerConfigGeneration: 2", "ParentServerMPMGeneration: 1");
    }

    @Test
    void withoutExtendedStatusNothingIsToldOfWhatWasDone() {
        bench.settings = bench.settings.put(StatusDirectives.EXTENDED, false);
        assertThat(bench.get("?auto").page()).contains("ServerUptime:", "BusyWorkers:")
                .doesNotContain("\nTotal", "CPU", "PerSec", "\nUptime");
        assertThat(bench.get("").page()).doesNotContain("Total accesses", "CPU Usage");
    }

    @Test
    void refreshSendsTheHeader() {
        assertThat(bench.get("?auto&refresh=3").headers().first("Refresh")).hasValue("3");
        assertThat(bench.get("?refresh").headers().first("Refresh")).as("httpd: ten").hasValue("10");
        assertThat(bench.get("?refresh=abc").headers().first("Refresh")).hasValue("10");
        assertThat(bench.get("?refresh=0").headers().first("Refresh")).hasValue("10");
        assertThat(bench.get("?refresh=5;url=x").headers().first("Refresh")).hasValue("5");
        assertThat(bench.get("").headers().first("Refresh")).isEmpty();
        assertThat(bench.get("?refresh=5").page()).as("the page or its script, not both").doesNotContain("<script");
    }
}
