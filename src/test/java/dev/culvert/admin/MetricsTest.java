package dev.culvert.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.balance.Backend;
import dev.culvert.balance.BackendUrl;
import dev.culvert.balance.Heartbeats;
import dev.culvert.balance.LiveBackends;
import dev.culvert.balance.LiveBalancers;
import dev.culvert.directive.Settings;
import dev.culvert.http.Headers;
import dev.culvert.http.Version;
import dev.culvert.proxy.Farewell;
import dev.culvert.proxy.LiveTunnel;
import dev.culvert.proxy.LiveTunnels;
import dev.culvert.proxy.Settled;
import dev.culvert.proxy.Traffic;
import dev.culvert.proxy.TunnelEnd;
import dev.culvert.proxy.TunnelFacts;
import dev.culvert.testing.Exposition;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page over tunnels that nobody carries. */
class MetricsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String BACKEND = "ws://app:80/\"x\"";
    private static final Backend CONFIGURED =
            new Backend(BackendUrl.parse("ws://app:80/x").orElseThrow(), Backend.Kind.LITERAL, Settings.NONE);

    private final Counters counters = new Counters();
    private final LiveTunnels tunnels = new LiveTunnels(counters);
    private final LiveBalancers live = new LiveBalancers(new LiveBackends(), InstantSource.fixed(NOW), new Heartbeats(0));
    private final Metrics metrics = new Metrics(counters, live, tunnels,
            new Metrics.Program("1.2", InstantSource.fixed(NOW), () -> 77, () -> 3));

    private record Fake(TunnelFacts facts, long up, long down) implements LiveTunnel {
        @Override
        public Traffic traffic() {
            return new Traffic(new Traffic.Flow(up, OptionalLong.of(up / 10)), new Traffic.Flow(down, OptionalLong.empty()), Duration.ZERO);
        }

        @Override
        public void end(Farewell farewell) {}

        @Override
        public void insist(Farewell farewell) {}

        TunnelEnd ended(OptionalInt code) {
            return new TunnelEnd(facts, traffic(), Duration.ofSeconds(100), code, TunnelEnd.By.PROXY, "of old age");
        }
    }

    @BeforeEach
    void adopt() {
        counters.adopt(Set.of("a.test"));
        live.backends().adopt(List.of(CONFIGURED));
    }

    private Fake open(String backend, long up, long down) {
        Fake tunnel = new Fake(new TunnelFacts(tunnels.nextId(), "192.0.2.1", 5, "a.test", "/" + tunnels.nextId(), "", backend,
                Version.HTTP_1_1, "websocket", "", NOW.minusSeconds(70), Duration.ofMillis(3)), up, down);
        tunnels.opened(tunnel);
        return tunnel;
    }

    private Exposition page() {
        return Exposition.of(metrics.answer(Headers.NONE).page());
    }

    private static String lane(String backend) {
        return "{backend=\"" + backend + "\",host=\"a.test\",mapping=\"" + backend + "\"}";
    }

    private static String way(String backend, String direction) {
        return "{backend=\"" + backend + "\",direction=\"" + direction + "\",host=\"a.test\",mapping=\"" + backend + "\"}";
    }

    @Test
    void openTunnelsAreCountedByWhereTheyGo() {
        open("ws://app/x", 100, 7);
        open("ws://app/x", 20, 0);
        open(BACKEND, 1, 1);
        Exposition page = page();
        String escaped = BACKEND.replace("\"", "\\\"");
        assertThat(page.value("culvert_tunnels_open" + lane("ws://app/x"))).isEqualTo(2);
        assertThat(page.value("culvert_tunnels_open" + lane(escaped))).isEqualTo(1);
        assertThat(page.value("culvert_tunnel_bytes_total" + way("ws://app/x", "from_client"))).isEqualTo(120);
        assertThat(page.value("culvert_tunnel_messages_total" + way("ws://app/x", "from_client"))).isEqualTo(12);
        assertThat(page.value("culvert_tunnel_age_seconds_bucket{host=\"a.test\",le=\"60.0\"}")).isZero();
        assertThat(page.value("culvert_tunnel_age_seconds_bucket{host=\"a.test\",le=\"300.0\"}")).isEqualTo(3);
        assertThat(page.value("culvert_tunnel_age_seconds_gsum{host=\"a.test\"}")).isEqualTo(210);
    }

    @Test
    void bytesOfATunnelCountOnceWhetherItIsOpenOrNot() {
        Fake tunnel = open(CONFIGURED.name(), 100, 7);
        String series = "culvert_tunnel_bytes_total" + way(CONFIGURED.name(), "from_client");
        assertThat(page().value(series)).isEqualTo(100);
        tunnels.ended(tunnel.ended(OptionalInt.of(1001)));
        open(CONFIGURED.name(), 11, 0);
        assertThat(page().value(series)).isEqualTo(111);
    }

    @Test
    void whatIsCountedNeverGetsLess() {
        Carried carried = new Carried();
        assertThat(carried.with(carried.ofEnded(), 50)).isEqualTo(50);
        assertThat(carried.with(0, 0)).as("a tunnel that has ended between two looks").isEqualTo(50);
        carried.add(60);
        assertThat(carried.with(carried.ofEnded(), 0)).isEqualTo(60);
    }

    @Test
    void anyCloseCodeIsOneOfAFew() {
        for (int code : new int[] {1000, 1001, 3000, 3999, 4711, 4712, 999, 2000, 65_535}) {
            tunnels.ended(open("ws://app/x", 0, 0).ended(OptionalInt.of(code)));
        }
        tunnels.ended(open("ws://app/x", 0, 0).ended(OptionalInt.empty()));
        Exposition page = page();
        assertThat(page.value("culvert_tunnel_closes_total{code=\"3xxx\",host=\"a.test\"}")).isEqualTo(2);
        assertThat(page.value("culvert_tunnel_closes_total{code=\"4xxx\",host=\"a.test\"}")).isEqualTo(2);
        assertThat(page.value("culvert_tunnel_closes_total{code=\"other\",host=\"a.test\"}")).isEqualTo(3);
        assertThat(page.value("culvert_tunnel_closes_total{code=\"none\",host=\"a.test\"}")).isEqualTo(1);
        assertThat(page.value("culvert_tunnel_closes_total{code=\"1001\",host=\"a.test\"}")).isEqualTo(1);
    }

    @Test
    void anyMethodIsOneOfAFew() {
        for (String method : List.of("GET", "BREW", "get", "X-1", "X-2")) {
            counters.settled(new Settled("a.test", method, 404, Optional.empty(), "", Duration.ZERO));
        }
        Exposition page = page();
        assertThat(page.value("culvert_requests_total{code=\"4xx\",host=\"a.test\",method=\"GET\"}")).isEqualTo(1);
        assertThat(page.value("culvert_requests_total{code=\"4xx\",host=\"a.test\",method=\"OTHER\"}")).isEqualTo(4);
    }

    @Test
    void aReloadTakesFromTheGaugesWhatIsGone() {
        Fake tunnel = open(CONFIGURED.name(), 1, 1);
        tunnels.ended(tunnel.ended(OptionalInt.empty()));
        Fake stays = open("ws://gone/", 1, 1);
        String here = "culvert_tunnels_open" + lane(CONFIGURED.name());
        String gone = "culvert_tunnels_open" + lane("ws://gone/");
        assertThat(page().has(here)).as("a zero, while it is configured").isTrue();
        assertThat(page().value(gone)).as("while its tunnel is open").isEqualTo(1);
        tunnels.ended(stays.ended(OptionalInt.empty()));
        live.backends().adopt(List.of());
        counters.reloads().done(NOW);
        Exposition page = page();
        assertThat(page.has(here)).isFalse();
        assertThat(page.has(gone)).isFalse();
        assertThat(page.sum("culvert_backend_connections")).isZero();
        assertThat(page.value("culvert_generation")).isEqualTo(2);
        assertThat(page.value("culvert_generation_start_timestamp_seconds")).isEqualTo(Seconds.of(NOW));
    }

    @Test
    void theProgramIsThereToo() {
        counters.reloads().refused();
        counters.loops().accept(1, Duration.ofMillis(7));
        Exposition page = page();
        assertThat(page.value("culvert_build_info{version=\"1.2\"}")).isEqualTo(1);
        assertThat(page.value("culvert_memory_buffers_bytes")).isEqualTo(77);
        assertThat(page.value("culvert_log_lines_lost_total")).isEqualTo(3);
        assertThat(page.value("culvert_reloads_refused_total")).isEqualTo(1);
        assertThat(page.value("culvert_memory_heap_used_bytes")).isPositive();
        assertThat(page.value("culvert_event_loop_delay_seconds_bucket{loop=\"1\",le=\"0.005\"}")).isZero();
        assertThat(page.value("culvert_event_loop_delay_seconds_bucket{loop=\"1\",le=\"0.01\"}")).isEqualTo(1);
    }
}
